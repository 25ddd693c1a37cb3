import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { paths } from "~/platform/paths";

const QUIET_MS = 300;

/**
 * Asks the server again when something in the room changed, so that a closed link closes the open page too. Listens only
 * while the page is visible: a browser has few connections to one host.
 */
export function useRoomEvents(roomId: string): void {
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;

  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), QUIET_MS);
    };
    const listen = () => {
      if (document.visibilityState === "hidden") {
        source?.close();
        source = null;
        return;
      }
      if (source) return;
      source = new EventSource(paths.buyerEvents(roomId));
      source.addEventListener("change", refetch);
      // Closed for good, not a broken line: the right to listen has ended.
      source.addEventListener("error", () => {
        if (source?.readyState === EventSource.CLOSED) refetch();
      });
    };
    listen();
    document.addEventListener("visibilitychange", listen);
    return () => {
      document.removeEventListener("visibilitychange", listen);
      clearTimeout(timer);
      source?.close();
    };
  }, [roomId]);
}

import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { listenOn } from "~/platform/live-line";
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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), QUIET_MS);
    };
    // Refused for good, not a broken line: the right to listen has ended.
    const stop = listenOn(paths.buyerEvents(roomId), {
      event: "change",
      listener: refetch,
      onRefused: refetch,
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [roomId]);
}

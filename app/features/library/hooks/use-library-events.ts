import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { paths } from "~/platform/paths";

const QUIET_MS = 300;
const POLL_MS = 5_000;

/**
 * Asks the server again when a document of the workspace changed, and now and then while one is being read, in case
 * the stream doesn't get through. Listens only while the page is visible.
 */
export function useLibraryEvents({ isReading }: { isReading: boolean }): void {
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;

  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = (event: MessageEvent<string>) => {
      if (!event.data.includes('"document"')) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), QUIET_MS);
    };
    const listen = () => {
      source?.close();
      source = null;
      if (document.visibilityState === "hidden") return;
      source = new EventSource(paths.liveEvents("workspace"));
      source.addEventListener("change", refetch);
    };
    listen();
    document.addEventListener("visibilitychange", listen);
    return () => {
      document.removeEventListener("visibilitychange", listen);
      clearTimeout(timer);
      source?.close();
    };
  }, []);

  useEffect(() => {
    if (!isReading) return;
    const poll = setInterval(() => latest.current(), POLL_MS);
    return () => clearInterval(poll);
  }, [isReading]);
}

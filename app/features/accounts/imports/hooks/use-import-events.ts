import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { paths } from "~/platform/paths";

const QUIET_MS = 250;
const POLL_MS = 3_000;

/** While an import runs, asks the server again when it moved, and now and then in case the stream doesn't get through. */
export function useImportEvents({ isRunning }: { isRunning: boolean }): void {
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;

  useEffect(() => {
    if (!isRunning) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(paths.liveEvents("workspace"));
    const refetch = (event: MessageEvent<string>) => {
      if (!event.data.includes('"import"')) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), QUIET_MS);
    };
    source.addEventListener("change", refetch);
    const poll = setInterval(() => latest.current(), POLL_MS);
    return () => {
      source.close();
      clearTimeout(timer);
      clearInterval(poll);
    };
  }, [isRunning]);
}

import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { listenTo } from "./live-line";

/** At most one reload a second, however fast the messages come. */
const GATHER_MS = 1_000;

/** Fetches this page's data again whenever something happened under a live topic, such as `room:<id>`. */
export function useLiveTopic(topic: string): void {
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenTo(topic, () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current();
      }, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [topic]);
}

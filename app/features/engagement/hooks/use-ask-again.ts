import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Fetches this page's data again every so often while it is seen; null rests. */
export function useAskAgain(everyMs: number | null): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, revalidate]);
}

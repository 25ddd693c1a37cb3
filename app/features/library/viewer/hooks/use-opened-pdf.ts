import { useCallback, useEffect, useRef, useState } from "react";
import { type Opening, type OpenPdf, type SourceTrouble, ViewerError, type ViewerFailure } from "../schema";

export type OpenedPdf = {
  pdf: OpenPdf | null;
  failure: ViewerFailure | null;
  /** Open, but the network is away. */
  isStalled: boolean;
  retry: () => void;
};

/** Loads pdf.js after the page is usable, opens the file with it, and closes both with the viewer. */
export function useOpenedPdf(url: string): OpenedPdf {
  const [attempt, setAttempt] = useState(0);
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [failure, setFailure] = useState<ViewerFailure | null>(null);
  const [isStalled, setStalled] = useState(false);
  const opening = useRef<Opening | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the same address again
  useEffect(() => {
    let isCurrent = true;
    const fail = (reason: ViewerFailure) => {
      if (!isCurrent) return;
      setPdf(null);
      setFailure(reason);
    };
    const onTrouble = (trouble: SourceTrouble) => {
      if (!isCurrent) return;
      setStalled(trouble === "stalled");
      if (trouble === "gone") fail("gone");
    };
    const open = async () => {
      // Keeps pdf.js out of the server's bundle.
      if (import.meta.env.SSR) return;
      const { openPdf } = await import("../pdf/open-pdf");
      if (!isCurrent) return;
      opening.current = openPdf(url, onTrouble);
      const opened = await opening.current.ready;
      if (isCurrent) setPdf(opened);
    };
    // A chunk that can't be imported is a lost network too.
    open().catch((error) => fail(error instanceof ViewerError ? error.failure : "network"));
    return () => {
      isCurrent = false;
      void opening.current?.close();
      opening.current = null;
      setPdf(null);
      setFailure(null);
      setStalled(false);
    };
  }, [url, attempt]);

  const retry = useCallback(() => {
    if (failure) setAttempt((count) => count + 1);
    else opening.current?.resume();
  }, [failure]);

  useEffect(() => {
    if (!isStalled && failure !== "network") return;
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [isStalled, failure, retry]);

  return { pdf, failure, isStalled, retry };
}

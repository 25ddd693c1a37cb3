import { type RefObject, useEffect, useRef, useState } from "react";
import type { Turns } from "../pdf/turns";
import type { OpenPdf } from "../schema";

const SETTLE_MS = 60;
const RESIZE_SETTLE_MS = 180;

export type DrawnState = "waiting" | "drawn" | "failed";

/**
 * Draws a page into the host once the reader has settled on it, and again when its size changed; the old picture stays,
 * stretched, until the new one is complete. Canvases are emptied on the way out: browsers free them late otherwise.
 */
export function useDrawnPage(input: {
  host: RefObject<HTMLElement | null>;
  pdf: OpenPdf | null;
  page: number;
  width: number;
  maxPixels: number;
  turns: Turns;
  distance: () => number;
}): DrawnState {
  const { host, pdf, page, width, maxPixels, turns } = input;
  const [state, setState] = useState<DrawnState>("waiting");
  const distance = useRef(input.distance);
  distance.current = input.distance;

  useEffect(() => {
    if (!pdf) return;
    const stop = new AbortController();
    const draw = async () => {
      const canvas = document.createElement("canvas");
      try {
        await pdf.drawPage({ page, canvas, width, maxPixels, signal: stop.signal });
        stop.signal.throwIfAborted();
        const old = host.current?.querySelector("canvas");
        host.current?.append(canvas);
        discard(old);
        setState("drawn");
      } catch {
        discard(canvas);
        if (!stop.signal.aborted) setState("failed");
      }
    };
    const isRedraw = host.current?.querySelector("canvas") != null;
    const timer = setTimeout(
      () => void turns.run(() => distance.current(), stop.signal, draw).catch(() => undefined),
      isRedraw ? RESIZE_SETTLE_MS : SETTLE_MS,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [host, pdf, page, width, maxPixels, turns]);

  useEffect(() => {
    const element = host.current;
    return () => discard(element?.querySelector("canvas"));
  }, [host]);

  return state;
}

function discard(canvas: HTMLCanvasElement | null | undefined): void {
  if (!canvas) return;
  canvas.width = 0;
  canvas.height = 0;
  canvas.remove();
}

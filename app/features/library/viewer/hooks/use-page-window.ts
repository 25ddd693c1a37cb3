import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type Layout, mostVisiblePage, pagesIn } from "../layout";
import { useBrowserLayoutEffect } from "./use-browser-layout-effect";

export type PageWindow = {
  first: number;
  last: number;
  current: number;
};

export type Reading = {
  onUnit?: (page: number | null) => void;
  onScroll?: (fraction: number) => void;
};

const INPUTS = ["wheel", "touchmove", "keydown"] as const;

/** Which pages are on screen and which of them is being read. Scrolling costs a render only when the answer changes. */
export function usePageWindow(input: {
  scroller: RefObject<HTMLElement | null>;
  layout: Layout | null;
  initialPage: number;
  reading: Reading;
}) {
  const { scroller, layout, initialPage, reading } = input;
  const [shown, setShown] = useState<PageWindow>({
    first: initialPage,
    last: initialPage,
    current: initialPage,
  });
  const preferred = useRef<number | null>(initialPage);
  const visible = useRef({ from: 0, to: 1 });
  const told = useRef<{ unit: number | null; fraction: number }>({ unit: null, fraction: -1 });
  const listeners = useRef(reading);
  listeners.current = reading;

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element || !layout) return;
    const top = element.scrollTop;
    const height = element.clientHeight;
    const { first, last } = pagesIn(layout, { top, bottom: top + height });
    const seen = { top: top + visible.current.from * height, bottom: top + visible.current.to * height };
    const unit = seen.bottom > seen.top ? mostVisiblePage(layout, seen, preferred.current) : null;
    setShown((old) => {
      const current = unit ?? old.current;
      return old.first === first && old.last === last && old.current === current
        ? old
        : { first, last, current };
    });
    const fraction = Math.min(1, (top + height) / layout.height);
    if (unit !== told.current.unit) listeners.current.onUnit?.(unit);
    if (fraction !== told.current.fraction) listeners.current.onScroll?.(fraction);
    told.current = { unit, fraction };
  }, [scroller, layout]);

  useBrowserLayoutEffect(measure, [measure]);
  useMeasuring(scroller, measure, visible);

  useForgotten(scroller, preferred);
  useEffect(() => () => listeners.current.onUnit?.(null), []);

  /** Says where the reader went on purpose: decides between pages that show equally much. */
  const prefer = useCallback(
    (page: number) => {
      preferred.current = page;
      measure();
    },
    [measure],
  );

  return { shown, prefer };
}

/** Scrolling by hand takes back where the reader went on purpose. */
function useForgotten(scroller: RefObject<HTMLElement | null>, preferred: { current: number | null }) {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const forget = () => {
      preferred.current = null;
    };
    for (const name of INPUTS) element.addEventListener(name, forget, { passive: true });
    return () => {
      for (const name of INPUTS) element.removeEventListener(name, forget);
    };
  }, [scroller, preferred]);
}

function useMeasuring(
  scroller: RefObject<HTMLElement | null>,
  measure: () => void,
  visible: { current: { from: number; to: number } },
) {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let frame = 0;
    const schedule = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        measure();
      });
    };
    // The viewer itself may be scrolled off, wholly or in part; what nobody sees is not being read.
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        const { boundingClientRect: box, intersectionRect: part } = entry;
        visible.current =
          entry.isIntersecting && box.height > 0
            ? { from: (part.top - box.top) / box.height, to: (part.bottom - box.top) / box.height }
            : { from: 0, to: 0 };
        schedule();
      },
      { threshold: Array.from({ length: 21 }, (_, step) => step / 20) },
    );
    observer.observe(element);
    element.addEventListener("scroll", schedule, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      element.removeEventListener("scroll", schedule);
    };
  }, [scroller, measure, visible]);
}

import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Layout } from "../layout";
import type { Find } from "./use-find";
import type { PageWindow } from "./use-page-window";

// Where in the window a match is put when it was out of sight.
const COMFORTABLE_HEIGHT = 0.3;

/** Brings the active match into sight once, first its page, then its place; afterwards the reader is free to scroll. */
export function useMatchScroll(input: {
  scroller: RefObject<HTMLElement | null>;
  layout: Layout | null;
  shown: PageWindow;
  find: Find;
  goTo: (page: number) => void;
}) {
  const { scroller, layout, find, goTo } = input;
  const shown = useRef(input.shown);
  shown.current = input.shown;
  const pending = useRef<Find["active"]>(null);

  useEffect(() => {
    pending.current = find.active;
    const page = find.active?.page;
    if (page !== undefined && (page < shown.current.first || page > shown.current.last)) goTo(page);
  }, [find.active, goTo]);

  return useCallback(
    (page: number, at: { left: number; top: number }) => {
      const element = scroller.current;
      const box = layout?.boxes[page - 1];
      if (!element || !box || pending.current?.page !== page) return;
      pending.current = null;
      const x = box.left + at.left * box.width;
      const y = box.top + at.top * box.height;
      const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
      const isSeenAcross = x > scrollLeft && x < scrollLeft + clientWidth * 0.9;
      const isSeenDown = y > scrollTop && y < scrollTop + clientHeight * 0.9;
      element.scrollTo({
        left: isSeenAcross ? scrollLeft : x - clientWidth * COMFORTABLE_HEIGHT,
        top: isSeenDown ? scrollTop : y - clientHeight * COMFORTABLE_HEIGHT,
      });
    },
    [scroller, layout],
  );
}

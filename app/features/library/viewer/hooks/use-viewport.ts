import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import {
  anchorAt,
  type Layout,
  layoutPages,
  marginOf,
  type PageSize,
  pageSizeOf,
  scrollFor,
} from "../layout";
import { CSS_PIXELS_PER_POINT, clampFactor, factorRange, type Room, stepFactor, type Zoom } from "../zoom";
import { useBrowserLayoutEffect } from "./use-browser-layout-effect";
import { useRoom } from "./use-room";

type Point = { x: number; y: number };

export type Viewport = {
  layout: Layout | null;
  room: Room | null;
  zoom: Zoom;
  setZoom: (zoom: Zoom, at?: Point) => void;
  zoomStep: (direction: "in" | "out", page: number) => void;
  /** Multiplies the page's present size, keeping the point under the fingers in place. */
  zoomBy: (ratio: number, page: number, at: Point) => void;
  factorOf: (page: number) => number;
  scrollToPage: (page: number, y?: number) => void;
};

/** Zoom, layout and scroll position, kept together so that a change of size never loses the reader's place. */
export function useViewport(input: {
  scroller: RefObject<HTMLElement | null>;
  pageCount: number;
  pageSizes: readonly PageSize[];
  initialPage: number;
}): Viewport {
  const { scroller, pageCount, pageSizes, initialPage } = input;
  const room = useRoom(scroller);
  const [zoom, setZoomState] = useState<Zoom>({ kind: "auto" });
  const point = useRef<Point | null>(null);
  // Fingers report faster than React lays out; each report builds on the one before it.
  const ahead = useRef<number | null>(null);
  const layout = useMemo(
    () => (room ? layoutPages({ pageCount, pageSizes, zoom, room }) : null),
    [pageCount, pageSizes, zoom, room],
  );

  const scrollToPage = useCallback(
    (page: number, y = 0) => {
      const box = layout?.boxes[page - 1];
      if (box && layout) scroller.current?.scrollTo({ top: box.top - layout.margin + y * box.height });
    },
    [layout, scroller],
  );
  const setZoom = useCallback((next: Zoom, at?: Point) => {
    point.current = at ?? null;
    ahead.current = next.kind === "factor" ? next.factor : null;
    setZoomState(next);
  }, []);
  const factorOf = useCallback(
    (page: number) => {
      const box = layout?.boxes[page - 1];
      return box ? box.width / pageSizeOf(pageSizes, page).width / CSS_PIXELS_PER_POINT : 1;
    },
    [layout, pageSizes],
  );
  const resize = (page: number, next: (factor: number, range: FactorRange) => number, at?: Point) => {
    if (!room) return;
    const range = rangeOf(pageSizeOf(pageSizes, page), room);
    setZoom({ kind: "factor", factor: next(ahead.current ?? factorOf(page), range) }, at);
  };

  useKeptPlace({ scroller, layout, point, initialPage });
  useBrowserLayoutEffect(() => {
    ahead.current = null;
  }, [layout]);

  return {
    layout,
    room,
    zoom,
    setZoom,
    zoomStep: (direction, page) => resize(page, (factor, range) => stepFactor(factor, direction, range)),
    zoomBy: (ratio, page, at) => resize(page, (factor, range) => clampFactor(factor * ratio, range), at),
    factorOf,
    scrollToPage,
  };
}

type FactorRange = ReturnType<typeof factorRange>;

function rangeOf(size: PageSize, room: Room): FactorRange {
  const margins = 2 * marginOf(room);
  return factorRange(size, { width: room.width - margins, height: room.height - margins });
}

/**
 * After each new layout, scrolls so that the point asked for stays where it was, else the upper part of the window; who
 * was at the top stays there.
 */
function useKeptPlace(input: {
  scroller: RefObject<HTMLElement | null>;
  layout: Layout | null;
  point: { current: Point | null };
  initialPage: number;
}) {
  const { scroller, layout, point, initialPage } = input;
  const last = useRef<{ layout: Layout; left: number; top: number } | null>(null);

  useBrowserLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !layout) return;
    const old = last.current;
    if (old) {
      const upper = old.top > 0 ? element.clientHeight / 4 : 0;
      const at = point.current ?? { x: element.clientWidth / 2, y: upper };
      element.scrollTo(scrollFor(layout, anchorAt(old.layout, old, at)));
    } else {
      const box = layout.boxes[initialPage - 1];
      element.scrollTo({
        left: (layout.width - element.clientWidth) / 2,
        top: box && initialPage > 1 ? box.top - layout.margin : 0,
      });
    }
    point.current = null;
    const remember = () => {
      last.current = { layout, left: element.scrollLeft, top: element.scrollTop };
    };
    remember();
    element.addEventListener("scroll", remember, { passive: true });
    return () => element.removeEventListener("scroll", remember);
  }, [layout]);
}

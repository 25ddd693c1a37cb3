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
    setZoomState(next);
  }, []);
  const factorOf = useCallback(
    (page: number) => {
      const box = layout?.boxes[page - 1];
      return box ? box.width / pageSizeOf(pageSizes, page).width / CSS_PIXELS_PER_POINT : 1;
    },
    [layout, pageSizes],
  );
  const rangeOf = (page: number) => {
    const margin = room ? 2 * marginOf(room) : 0;
    const inner = room
      ? { width: room.width - margin, height: room.height - margin }
      : { width: 1, height: 1 };
    return factorRange(pageSizeOf(pageSizes, page), inner);
  };

  useKeptPlace({ scroller, layout, point, initialPage });

  return {
    layout,
    room,
    zoom,
    setZoom,
    zoomStep: (direction, page) =>
      setZoom({ kind: "factor", factor: stepFactor(factorOf(page), direction, rangeOf(page)) }),
    zoomBy: (ratio, page, at) =>
      setZoom({ kind: "factor", factor: clampFactor(factorOf(page) * ratio, rangeOf(page)) }, at),
    factorOf,
    scrollToPage,
  };
}

/** After each new layout, scrolls so that the point asked for (else the upper part of the window) stays where it was. */
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
      const at = point.current ?? { x: element.clientWidth / 2, y: element.clientHeight / 4 };
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

import { type Room, scaleOf, type Zoom } from "./zoom";

/** Points at 72 dpi. */
export type PageSize = { width: number; height: number };

export type PageBox = { left: number; top: number; width: number; height: number };

/** Whole CSS pixels, so that canvases fall on the pixel grid. Index 0 is page 1. */
export type Layout = { boxes: readonly PageBox[]; width: number; height: number; margin: number };

export type Band = { top: number; bottom: number };

const A4: PageSize = { width: 595, height: 842 };
const GAP = 12;
const WIDE_ROOM = 672;

export function pageSizeOf(sizes: readonly PageSize[], page: number): PageSize {
  const size = sizes[page - 1] ?? sizes[0] ?? A4;
  return size.width > 0 && size.height > 0 ? size : A4;
}

export function marginOf(room: Room): number {
  return room.width < WIDE_ROOM ? 8 : 24;
}

/** Pages in one column, each centred; wider than the room only when a page is. */
export function layoutPages(input: {
  pageCount: number;
  pageSizes: readonly PageSize[];
  zoom: Zoom;
  room: Room;
}): Layout {
  const margin = marginOf(input.room);
  const inner = { width: input.room.width - 2 * margin, height: input.room.height - 2 * margin };
  const extents: PageSize[] = [];
  let widest = 0;
  for (let page = 1; page <= input.pageCount; page += 1) {
    const size = pageSizeOf(input.pageSizes, page);
    const scale = scaleOf(input.zoom, size, inner);
    const width = Math.max(1, Math.round(size.width * scale));
    extents.push({ width, height: Math.max(1, Math.round(size.height * scale)) });
    widest = Math.max(widest, width);
  }
  const width = Math.max(input.room.width, widest + 2 * margin);
  let top = margin;
  const boxes = extents.map((extent) => {
    const box = { left: Math.round((width - extent.width) / 2), top, ...extent };
    top += extent.height + GAP;
    return box;
  });
  return { boxes, width, height: top - GAP + margin, margin };
}

/** First and last page that touch the band; a band in a gap gives the page after it. */
export function pagesIn(layout: Layout, band: Band): { first: number; last: number } {
  const count = layout.boxes.length;
  const first = lowerBound(layout.boxes, (box) => box.top + box.height > band.top);
  const after = lowerBound(layout.boxes, (box) => box.top >= band.bottom);
  const firstPage = Math.min(count, first + 1);
  return { first: firstPage, last: Math.max(firstPage, after) };
}

/**
 * The page that fills most of the band, or null when the band shows none. Pages that show equally much are told apart by
 * `preferred` (where the reader went on purpose), else by a line that wanders from the top of the window at the start of
 * the document to its bottom at the end, so that every page of a small-page document has its turn while scrolling.
 */
export function mostVisiblePage(layout: Layout, band: Band, preferred: number | null = null): number | null {
  const { first, last } = pagesIn(layout, band);
  const seen: { page: number; area: number; distance: number }[] = [];
  const line = readingLine(layout, band);
  for (let page = first; page <= last; page += 1) {
    const box = layout.boxes[page - 1];
    if (!box) continue;
    const visible = Math.min(band.bottom, box.top + box.height) - Math.max(band.top, box.top);
    if (visible <= 0) continue;
    const distance = Math.max(box.top - line, line - box.top - box.height, 0);
    seen.push({ page, area: visible * box.width, distance });
  }
  const most = Math.max(...seen.map((entry) => entry.area));
  const equals = seen.filter((entry) => entry.area >= most * 0.98);
  if (equals.some((entry) => entry.page === preferred)) return preferred;
  equals.sort((a, b) => a.distance - b.distance || a.page - b.page);
  return equals[0]?.page ?? null;
}

/** A point of a page, and where in the window it is seen. */
export type Anchor = { page: number; x: number; y: number; at: { x: number; y: number } };

export function anchorAt(
  layout: Layout,
  scroll: { left: number; top: number },
  at: { x: number; y: number },
): Anchor {
  const y = scroll.top + at.y;
  const page = pagesIn(layout, { top: y, bottom: y + 1 }).first;
  const box = layout.boxes[page - 1];
  if (!box) return { page: 1, x: 0, y: 0, at };
  return { page, x: (scroll.left + at.x - box.left) / box.width, y: (y - box.top) / box.height, at };
}

/** Where to scroll so that the anchor is seen at the same place in another layout. */
export function scrollFor(layout: Layout, anchor: Anchor): { left: number; top: number } {
  const box = layout.boxes[anchor.page - 1];
  if (!box) return { left: 0, top: 0 };
  return {
    left: Math.max(0, box.left + anchor.x * box.width - anchor.at.x),
    top: Math.max(0, box.top + anchor.y * box.height - anchor.at.y),
  };
}

function readingLine(layout: Layout, band: Band): number {
  const height = band.bottom - band.top;
  const way = layout.height - height;
  const progress = way > 0 ? Math.min(1, Math.max(0, band.top / way)) : 0;
  return band.top + progress * height;
}

function lowerBound(boxes: readonly PageBox[], holds: (box: PageBox) => boolean): number {
  let low = 0;
  let high = boxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const box = boxes[middle];
    if (box && holds(box)) high = middle;
    else low = middle + 1;
  }
  return low;
}

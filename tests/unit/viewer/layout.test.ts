import { describe, expect, test } from "vitest";
import {
  anchorAt,
  type Layout,
  layoutPages,
  mostVisiblePage,
  pageSizeOf,
  pagesIn,
  scrollFor,
} from "~/features/library/viewer/layout";

const A4 = { width: 600, height: 800 };
const SLIDE = { width: 960, height: 540 };
const DESKTOP = { width: 1048, height: 800 };
const PHONE = { width: 390, height: 700 };

function column(heights: number[], width = 1000): Layout {
  let top = 10;
  const boxes = heights.map((height) => {
    const box = { left: 10, top, width, height };
    top += height + 10;
    return box;
  });
  return { boxes, width: width + 20, height: top, margin: 10 };
}

function scrolledTo(top: number, height: number) {
  return { top, bottom: top + height };
}

describe("layoutPages", () => {
  test("puts pages below each other, centred, on whole pixels", () => {
    const layout = layoutPages({
      pageCount: 3,
      pageSizes: [A4],
      zoom: { kind: "factor", factor: 0.5 },
      room: DESKTOP,
    });
    expect(layout.boxes[0]).toEqual({ left: 324, top: 24, width: 400, height: 533 });
    expect(layout.boxes[1]?.top).toBe(24 + 533 + 12);
    expect(layout.width).toBe(DESKTOP.width);
    expect(layout.height).toBe(24 + 3 * 533 + 2 * 12 + 24);
  });

  test("gives each page of mixed sizes the full width when it fits the width", () => {
    const layout = layoutPages({
      pageCount: 2,
      pageSizes: [A4, SLIDE],
      zoom: { kind: "width" },
      room: PHONE,
    });
    expect(layout.boxes.map((box) => box.width)).toEqual([374, 374]);
    expect(layout.boxes.map((box) => box.left)).toEqual([8, 8]);
  });

  test("shows a whole page of any shape when it fits the page", () => {
    const { boxes } = layoutPages({
      pageCount: 2,
      pageSizes: [A4, SLIDE],
      zoom: { kind: "page" },
      room: DESKTOP,
    });
    for (const box of boxes) {
      expect(box.width).toBeLessThanOrEqual(DESKTOP.width - 48);
      expect(box.height).toBeLessThanOrEqual(DESKTOP.height - 48);
    }
  });

  test("widens the column beyond the room when a page is wider", () => {
    const layout = layoutPages({
      pageCount: 1,
      pageSizes: [A4],
      zoom: { kind: "factor", factor: 4 },
      room: PHONE,
    });
    expect(layout.width).toBe(3200 + 16);
    expect(layout.boxes[0]?.left).toBe(8);
  });

  test("takes one stored size for all pages, and A4 for a size that is none", () => {
    expect(pageSizeOf([SLIDE], 7)).toEqual(SLIDE);
    expect(pageSizeOf([], 1)).toEqual({ width: 595, height: 842 });
    expect(pageSizeOf([{ width: 0, height: 10 }], 1)).toEqual({ width: 595, height: 842 });
  });

  test("keeps a page of a million points within what a browser can lay out", () => {
    const { boxes } = layoutPages({
      pageCount: 1,
      pageSizes: [{ width: 1_000_000, height: 1_000_000 }],
      zoom: { kind: "factor", factor: 4 },
      room: DESKTOP,
    });
    expect(boxes[0]?.width).toBeLessThanOrEqual(20_000);
  });
});

describe("pagesIn", () => {
  const layout = column([100, 100, 100]);
  test.each([
    ["the top", scrolledTo(0, 100), { first: 1, last: 1 }],
    ["two pages", scrolledTo(60, 100), { first: 1, last: 2 }],
    ["a gap gives the page after it", scrolledTo(111, 8), { first: 2, last: 2 }],
    ["past the end", scrolledTo(900, 100), { first: 3, last: 3 }],
  ])("%s", (_, band, expected) => {
    expect(pagesIn(layout, band)).toEqual(expected);
  });

  test("finds its place among 1,500 pages", () => {
    const long = column(Array.from({ length: 1500 }, () => 90));
    expect(pagesIn(long, scrolledTo(10 + 100 * 1234, 90))).toEqual({ first: 1235, last: 1235 });
  });
});

describe("mostVisiblePage", () => {
  test("is the page that fills most of the window", () => {
    const layout = column([800, 800, 800]);
    expect(mostVisiblePage(layout, scrolledTo(300, 700))).toBe(1);
    expect(mostVisiblePage(layout, scrolledTo(500, 700))).toBe(2);
  });

  test("is the page under the window when it is zoomed far beyond it", () => {
    const layout = column([4000, 4000]);
    expect(mostVisiblePage(layout, scrolledTo(1500, 700))).toBe(1);
    expect(mostVisiblePage(layout, scrolledTo(3700, 700))).toBe(2);
  });

  test("a wide sheet outweighs a narrow one of the same visible height", () => {
    const layout = column([400, 400]);
    const mixed = {
      ...layout,
      boxes: layout.boxes.map((box, index) => ({ ...box, width: index ? 900 : 300 })),
    };
    expect(mostVisiblePage(mixed, scrolledTo(0, 830))).toBe(2);
  });

  test("small pages each have their turn while scrolling from start to end", () => {
    const layout = column(
      Array.from({ length: 12 }, () => 200),
      300,
    );
    const seen: (number | null)[] = [];
    for (let top = 0; top <= layout.height - 700; top += 5) {
      const page = mostVisiblePage(layout, scrolledTo(top, 700));
      if (page !== seen.at(-1)) seen.push(page);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test("where the reader went on purpose decides between pages that show equally much", () => {
    const layout = column([200, 200], 300);
    expect(mostVisiblePage(layout, scrolledTo(0, 700))).toBe(1);
    expect(mostVisiblePage(layout, scrolledTo(0, 700), 2)).toBe(2);
  });

  test("a wish doesn't outweigh a page that shows more", () => {
    const layout = column([800, 800]);
    expect(mostVisiblePage(layout, scrolledTo(0, 700), 2)).toBe(1);
  });

  test("is null when no page is in sight", () => {
    expect(mostVisiblePage(column([100]), scrolledTo(500, 100))).toBeNull();
    expect(mostVisiblePage(column([]), scrolledTo(0, 100))).toBeNull();
  });
});

describe("anchorAt and scrollFor", () => {
  const input = { pageCount: 40, pageSizes: [A4, SLIDE, A4], room: DESKTOP };

  test("keep the point under the pointer in place across a change of zoom", () => {
    const small = layoutPages({ ...input, zoom: { kind: "factor", factor: 2 } });
    const large = layoutPages({ ...input, zoom: { kind: "factor", factor: 3.5 } });
    const scroll = { left: 300, top: 4100 };
    const at = { x: 210, y: 333 };
    const anchor = anchorAt(small, scroll, at);
    const after = anchorAt(large, scrollFor(large, anchor), at);
    expect(after.page).toBe(anchor.page);
    expect(after.x).toBeCloseTo(anchor.x, 5);
    expect(after.y).toBeCloseTo(anchor.y, 5);
  });

  test("a document without pages scrolls nowhere", () => {
    const none = layoutPages({ ...input, pageCount: 0, zoom: { kind: "auto" } });
    expect(scrollFor(none, anchorAt(none, { left: 0, top: 0 }, { x: 0, y: 0 }))).toEqual({ left: 0, top: 0 });
  });
});

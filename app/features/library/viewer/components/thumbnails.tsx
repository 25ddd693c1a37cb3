import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDrawnPage } from "../hooks/use-drawn-page";
import { usePageWindow } from "../hooks/use-page-window";
import { useRoom } from "../hooks/use-room";
import { type Layout, layoutPages, type PageBox, type PageSize } from "../layout";
import type { Turns } from "../pdf/turns";
import type { OpenPdf } from "../schema";

const MAX_THUMB_PIXELS = 250_000;
const LABEL_ROOM = 24;
// Thumbnails wait until the pages themselves are drawn.
const FARTHER = 10_000;
const NO_READING = {};

type ThumbnailsProps = {
  pdf: OpenPdf | null;
  pageCount: number;
  pageSizes: readonly PageSize[];
  current: number;
  turns: Turns;
  onPick: (page: number) => void;
};

/** Small pictures of the pages, drawn (and fetched) only while they are in sight. */
export function Thumbnails(props: ThumbnailsProps) {
  const { pdf, pageCount, pageSizes, current, turns, onPick } = props;
  const { t } = useTranslation("viewer");
  const scroller = useRef<HTMLElement>(null);
  const room = useRoom(scroller);
  const layout = useMemo(
    () => (room ? thumbLayout(pageCount, pageSizes, room) : null),
    [pageCount, pageSizes, room],
  );
  const { shown } = usePageWindow({ scroller, layout, initialPage: current, reading: NO_READING });
  useFollowed(scroller, layout, current);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const page = Math.min(pageCount, Math.max(1, current + step));
    onPick(page);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-thumb="${page}"]`)?.focus({ preventScroll: true });
    });
  };

  const pages = layout ? range(Math.max(1, shown.first - 1), Math.min(pageCount, shown.last + 1)) : [];
  if (layout && !pages.includes(current)) pages.push(current);
  return (
    <nav
      ref={scroller}
      aria-label={t("thumbnails.label")}
      className="absolute inset-y-0 left-0 z-10 w-40 overflow-y-auto overscroll-contain border-r border-line bg-surface shadow-lg @3xl:static @3xl:shrink-0 @3xl:shadow-none"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the buttons inside */}
      <div className="relative" style={{ height: layout?.height }} onKeyDown={onKeyDown}>
        {pages.map((page) => {
          const box = layout?.boxes[page - 1];
          return box ? (
            <Thumbnail
              key={page}
              page={page}
              box={box}
              isCurrent={page === current}
              pdf={pdf}
              turns={turns}
              distance={() => FARTHER + Math.abs(page - current)}
              onPick={onPick}
            />
          ) : null;
        })}
      </div>
    </nav>
  );
}

function Thumbnail(props: {
  page: number;
  box: PageBox;
  isCurrent: boolean;
  pdf: OpenPdf | null;
  turns: Turns;
  distance: () => number;
  onPick: (page: number) => void;
}) {
  const { page, box, isCurrent } = props;
  const { t } = useTranslation("viewer");
  const host = useRef<HTMLSpanElement>(null);
  useDrawnPage({
    host,
    pdf: props.pdf,
    page,
    width: box.width,
    maxPixels: MAX_THUMB_PIXELS,
    turns: props.turns,
    distance: props.distance,
  });
  const { pdf } = props;
  useEffect(() => () => pdf?.release(page), [pdf, page]);
  return (
    <button
      type="button"
      data-thumb={page}
      aria-label={t("page.goTo", { page })}
      aria-current={isCurrent ? "page" : undefined}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => props.onPick(page)}
      className="group absolute flex flex-col items-center gap-1 rounded-sm text-xs text-ink-muted tabular-nums aria-[current=page]:font-semibold aria-[current=page]:text-accent"
      style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
    >
      <span
        ref={host}
        className="viewer-paper viewer-picture relative block w-full flex-1 overflow-hidden rounded-sm ring-1 ring-line-strong group-hover:ring-2 group-aria-[current=page]:ring-2 group-aria-[current=page]:ring-accent"
      />
      {page}
    </button>
  );
}

/** Keeps the thumbnail of the page being read in sight, and leaves the list alone when it is. */
function useFollowed(scroller: { current: HTMLElement | null }, layout: Layout | null, current: number) {
  useEffect(() => {
    const box = layout?.boxes[current - 1];
    const element = scroller.current;
    if (!box || !element) return;
    const isSeen =
      box.top >= element.scrollTop && box.top + box.height <= element.scrollTop + element.clientHeight;
    if (!isSeen) element.scrollTo({ top: box.top - (element.clientHeight - box.height) / 2 });
  }, [scroller, layout, current]);
}

function thumbLayout(
  pageCount: number,
  pageSizes: readonly PageSize[],
  room: { width: number; height: number },
): Layout {
  const bare = layoutPages({ pageCount, pageSizes, room, zoom: { kind: "width" } });
  let shift = 0;
  const boxes = bare.boxes.map((box) => {
    const placed = { ...box, top: box.top + shift, height: box.height + LABEL_ROOM };
    shift += LABEL_ROOM;
    return placed;
  });
  return { ...bare, boxes, height: bare.height + shift };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

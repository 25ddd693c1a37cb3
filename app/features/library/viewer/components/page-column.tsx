import type { CSSProperties, RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Find } from "../hooks/use-find";
import type { PageWindow } from "../hooks/use-page-window";
import { type Layout, pageSizeOf } from "../layout";
import type { Turns } from "../pdf/turns";
import type { OpenPdf, PageLink, ViewerDocument } from "../schema";
import { COMFORT_FACTOR, CSS_PIXELS_PER_POINT } from "../zoom";
import { PageSurface } from "./page-surface";

const PAGES_BEFORE_MEASURING = 2;

type PageColumnProps = {
  scroller: RefObject<HTMLElement>;
  document: ViewerDocument;
  initialPage: number;
  layout: Layout | null;
  shown: PageWindow;
  pdf: OpenPdf | null;
  turns: Turns;
  maxPixels: number;
  find: Find;
  onMatch: (page: number, at: { left: number; top: number }) => void;
  onFollow: (target: PageLink["target"]) => void;
  onTouchPage: (page: number) => void;
};

/**
 * The pages, one under the other; only those in sight and their neighbours exist. Before the room is measured (on the
 * server and until the script runs) the first pages stand in the flow, with the same measures.
 */
export function PageColumn(props: PageColumnProps) {
  const { scroller, document, initialPage, layout, shown, find } = props;
  const { pageCount } = document;
  const { t } = useTranslation("viewer");
  const first = layout ? Math.max(1, shown.first - 1) : initialPage;
  const last = Math.min(pageCount, layout ? shown.last + 1 : initialPage + PAGES_BEFORE_MEASURING - 1);
  const pages = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

  const touchPage = (target: EventTarget) => {
    const page =
      target instanceof Element ? target.closest<HTMLElement>("[data-page]")?.dataset.page : undefined;
    if (page) props.onTouchPage(Number(page));
  };

  return (
    <section
      ref={scroller}
      aria-label={t("pages")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onPointerUp={(event) => touchPage(event.target)}
      className="relative min-h-0 flex-1 touch-pan-x touch-pan-y overflow-auto overscroll-contain bg-sunken outline-offset-[-2px]"
    >
      <div
        className={layout ? "relative" : "flex flex-col items-center gap-3 p-2 @2xl:p-6"}
        style={layout ? { width: layout.width, height: layout.height } : undefined}
      >
        {pages.map((page) => {
          const box = layout?.boxes[page - 1];
          return (
            <PageSurface
              key={page}
              page={page}
              title={document.title}
              style={box ?? flowStyle(document, page)}
              width={box?.width ?? null}
              pdf={props.pdf}
              turns={props.turns}
              maxPixels={props.maxPixels}
              distance={() => Math.abs(page - shown.current)}
              preview={page === 1 ? previewOf(document) : null}
              needle={find.needle}
              activeMatch={find.active?.page === page ? find.active.index : null}
              onMatch={props.onMatch}
              onFollow={props.onFollow}
            />
          );
        })}
      </div>
    </section>
  );
}

function flowStyle(document: ViewerDocument, page: number): CSSProperties {
  const { width, height } = pageSizeOf(document.pageSizes, page);
  return {
    position: "relative",
    width: `min(100%, ${width * COMFORT_FACTOR * CSS_PIXELS_PER_POINT}px)`,
    aspectRatio: `${width} / ${height}`,
  };
}

function previewOf(document: ViewerDocument) {
  const { width, height } = pageSizeOf(document.pageSizes, 1);
  return document.previewUrl
    ? { url: document.previewUrl, width: Math.round(width), height: Math.round(height) }
    : null;
}

import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureNotice, StalledNotice } from "./components/failure-notice";
import { FindBar } from "./components/find-bar";
import { PageColumn } from "./components/page-column";
import { Thumbnails } from "./components/thumbnails";
import { Toolbar } from "./components/toolbar";
import { useAnnouncement } from "./hooks/use-announcement";
import { useFind } from "./hooks/use-find";
import { useFollowLink } from "./hooks/use-follow-link";
import { useMatchScroll } from "./hooks/use-match-scroll";
import { useOpenedPdf } from "./hooks/use-opened-pdf";
import { usePageWindow } from "./hooks/use-page-window";
import { usePinch } from "./hooks/use-pinch";
import { useTextSelection } from "./hooks/use-text-selection";
import { useViewerKeys } from "./hooks/use-viewer-keys";
import { useViewport } from "./hooks/use-viewport";
import { createTurns } from "./pdf/turns";
import type { ViewerDocument } from "./schema";

export type DocumentViewerProps = {
  document: ViewerDocument;
  initialPage?: number;
  /** The page that is mostly in sight, null when none is. Stable identity not needed. */
  onUnit?: (page: number | null) => void;
  /** How far down the document the window reaches, 0 to 1. */
  onScroll?: (fraction: number) => void;
};

const LINE_PIXELS = 60;
// iOS refuses canvases past 4096 × 4096; phones also have little memory for several of them.
const MAX_CANVAS_PIXELS = 4096 * 4096;
const MAX_CANVAS_PIXELS_ON_TOUCH = 6_000_000;
const NARROW_ROOM = 768;

/**
 * Shows a PDF. The route that shows it imports viewer.css: a style that comes with a late chunk is asked for twice.
 * Fills its parent's height (at most the window's). The server's HTML already has the right page boxes and
 * the first page's preview; pdf.js is loaded after that.
 */
export function DocumentViewer({ document, onUnit, onScroll, ...props }: DocumentViewerProps) {
  const { pageCount, pageSizes } = document;
  const initialPage = Math.min(pageCount, Math.max(1, props.initialPage ?? 1));
  const { t } = useTranslation("viewer");
  const root = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const [hasThumbnails, setThumbnails] = useState(false);
  const { pdf, failure, isStalled, retry } = useOpenedPdf(document.url);
  const view = useViewport({ scroller, pageCount, pageSizes, initialPage });
  const { layout, scrollToPage, setZoom } = view;
  const { shown, prefer } = usePageWindow({
    scroller,
    layout,
    initialPage,
    reading: { onUnit, onScroll },
  });
  const find = useFind({ pdf, currentPage: shown.current });
  const { text: announcement, announce } = useAnnouncement();
  const turns = useMemo(() => createTurns(), []);

  const goTo = useCallback(
    (wanted: number, y = 0) => {
      const page = Math.min(pageCount, Math.max(1, wanted));
      scrollToPage(page, y);
      prefer(page);
      announce(t("page.of", { page, count: pageCount }));
    },
    [pageCount, scrollToPage, prefer, announce, t],
  );
  const onMatch = useMatchScroll({ scroller, layout, shown, find, goTo });
  const onFollow = useFollowLink({ pdf, current: shown.current, pageCount, goTo });
  const closeFind = () => {
    find.close();
    scroller.current?.focus({ preventScroll: true });
  };
  const dismiss = () => {
    if (find.isOpen) closeFind();
    else if (hasThumbnails) setThumbnails(false);
    else return false;
    return true;
  };

  useTextSelection(scroller);
  usePinch(scroller, (ratio, at) => view.zoomBy(ratio, shown.current, at));
  useViewerKeys({
    root,
    current: shown.current,
    pageCount,
    commands: {
      goTo,
      scrollBy: ({ lines = 0, screens = 0 }) =>
        scroller.current?.scrollBy({
          top: lines * LINE_PIXELS + screens * scroller.current.clientHeight,
        }),
      zoom: (direction) => view.zoomStep(direction, shown.current),
      resetZoom: () => setZoom({ kind: "auto" }),
      openFind: find.open,
      dismiss,
    },
  });

  const pickThumbnail = (page: number) => {
    goTo(page);
    if ((root.current?.clientWidth ?? 0) < NARROW_ROOM) setThumbnails(false);
  };
  const isIdle = failure !== null;
  return (
    <section
      ref={root}
      aria-label={t("label", { title: document.title })}
      className="@container relative flex h-full max-h-dvh min-h-80 min-w-0 flex-col overflow-hidden bg-sunken"
    >
      <Toolbar
        page={shown.current}
        pageCount={pageCount}
        percent={Math.round(view.factorOf(shown.current) * 100)}
        zoom={view.zoom}
        hasThumbnails={hasThumbnails}
        isFindOpen={find.isOpen}
        isIdle={isIdle}
        download={document.downloadUrl ? { url: document.downloadUrl, fileName: document.fileName } : null}
        onPage={goTo}
        onZoom={(direction) => view.zoomStep(direction, shown.current)}
        onFit={(kind) => setZoom({ kind: view.zoom.kind === kind ? "auto" : kind })}
        onThumbnails={() => setThumbnails((isOpen) => !isOpen)}
        onFind={() => (find.isOpen ? closeFind() : find.open())}
      />
      {find.isOpen && !isIdle ? <FindBar find={find} onClose={closeFind} /> : null}
      {failure ? (
        <FailureNotice failure={failure} downloadUrl={document.downloadUrl ?? null} onRetry={retry} />
      ) : null}
      <div className={failure ? "hidden" : "relative flex min-h-0 flex-1"}>
        {hasThumbnails && !isIdle ? (
          <Thumbnails
            {...{ pdf, pageCount, pageSizes, turns, current: shown.current, onPick: pickThumbnail }}
          />
        ) : null}
        <PageColumn
          {...{ scroller, document, initialPage, layout, shown, pdf, turns, find, onMatch, onFollow }}
          maxPixels={maxCanvasPixels()}
          onTouchPage={prefer}
        />
        {isStalled ? <StalledNotice onRetry={retry} /> : null}
      </div>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </section>
  );
}

function maxCanvasPixels(): number {
  const isTouch = typeof window !== "undefined" && window.matchMedia("(pointer: coarse)").matches;
  return isTouch ? MAX_CANVAS_PIXELS_ON_TOUCH : MAX_CANVAS_PIXELS;
}

import { type CSSProperties, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDrawnPage } from "../hooks/use-drawn-page";
import { useMatchBoxes, usePageText } from "../hooks/use-page-text";
import type { Turns } from "../pdf/turns";
import type { OpenPdf, PageLink } from "../schema";
import { PageLinks } from "./page-links";

// React 18 knows the attribute only in lower case, its types only in camel case.
const FETCH_FIRST = { fetchpriority: "high" };

export type PageSurfaceProps = {
  page: number;
  title: string;
  style: CSSProperties;
  /** CSS pixels; null until the room is measured, which is when drawing may begin. */
  width: number | null;
  pdf: OpenPdf | null;
  turns: Turns;
  maxPixels: number;
  distance: () => number;
  preview: { url: string; width: number; height: number } | null;
  needle: string;
  /** Which match of this page is the active one. */
  activeMatch: number | null;
  /** Where on the page the active match lies, as fractions. */
  onMatch: (page: number, at: { left: number; top: number }) => void;
  onFollow: (target: PageLink["target"]) => void;
};

/** One sheet: preview, then picture; over it the text, matches and links. */
export function PageSurface(props: PageSurfaceProps) {
  const { page, width, pdf, preview, needle, activeMatch, onMatch } = props;
  const { t } = useTranslation("viewer");
  const picture = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const state = useDrawnPage({
    host: picture,
    pdf: width === null ? null : pdf,
    page,
    width: width ?? 0,
    maxPixels: props.maxPixels,
    turns: props.turns,
    distance: props.distance,
  });
  const isDrawn = state === "drawn";
  const { text, links } = usePageText({ host: layer, pdf, page, isDrawn });
  const boxes = useMatchBoxes(text, needle, layer);
  const activeBox = boxes.find((box) => box.index === activeMatch);

  useEffect(() => {
    if (activeBox) onMatch(page, activeBox);
  }, [activeBox, page, onMatch]);
  useEffect(() => () => pdf?.release(page), [pdf, page]);

  const scale = text && width !== null ? { "--total-scale-factor": width / text.pointWidth } : {};
  return (
    <section
      aria-label={t("page.label", { page })}
      data-page={page}
      className="viewer-paper absolute overflow-hidden shadow-sm"
      style={{ ...props.style, ...scale }}
    >
      {preview && !isDrawn ? (
        <img
          src={preview.url}
          width={preview.width}
          height={preview.height}
          alt={t("page.preview", { title: props.title })}
          {...FETCH_FIRST}
          className="absolute inset-0 size-full"
        />
      ) : null}
      <div ref={picture} aria-hidden="true" className="viewer-picture absolute inset-0" />
      {state === "failed" ? (
        <p className="absolute inset-x-0 top-1/3 p-4 text-center text-sm text-ink-muted">
          {t("page.failed")}
        </p>
      ) : null}
      {boxes.map((box) => (
        <div
          key={`${box.index} ${box.left} ${box.top}`}
          aria-hidden="true"
          data-active={box.index === activeMatch ? "" : undefined}
          className="viewer-match absolute rounded-sm"
          style={{
            left: `${box.left * 100}%`,
            top: `${box.top * 100}%`,
            width: `${box.width * 100}%`,
            height: `${box.height * 100}%`,
          }}
        />
      ))}
      <div ref={layer} className="viewer-text" />
      <PageLinks links={links} onFollow={props.onFollow} />
    </section>
  );
}

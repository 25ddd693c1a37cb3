import { type RefObject, useEffect, useState } from "react";
import { foldPieces, matchStarts, spanOf } from "../find";
import type { LaidText, OpenPdf, PageLink } from "../schema";
import { endOfText } from "./use-text-selection";

export type MatchBox = { left: number; top: number; width: number; height: number; index: number };

/** The selectable text of a page and its links, laid over the picture once that is drawn. */
export function usePageText(input: {
  host: RefObject<HTMLElement | null>;
  pdf: OpenPdf | null;
  page: number;
  isDrawn: boolean;
}): { text: LaidText | null; links: readonly PageLink[] } {
  const { host, pdf, page, isDrawn } = input;
  const [text, setText] = useState<LaidText | null>(null);
  const [links, setLinks] = useState<readonly PageLink[]>([]);

  useEffect(() => {
    const container = host.current;
    if (!pdf || !container || !isDrawn) return;
    const stop = new AbortController();
    pdf.layText(page, container, stop.signal).then(
      (laid) => {
        if (stop.signal.aborted) return;
        container.append(endOfText());
        setText(laid);
      },
      // A page without readable text is still a picture.
      () => undefined,
    );
    pdf.listLinks(page).then(
      (found) => {
        if (!stop.signal.aborted) setLinks(found);
      },
      () => undefined,
    );
    return () => {
      stop.abort();
      container.replaceChildren();
      setText(null);
      setLinks([]);
    };
  }, [host, pdf, page, isDrawn]);

  return { text, links };
}

/** Where the matches lie, as fractions of the page, so that they follow every zoom. */
export function useMatchBoxes(
  text: LaidText | null,
  needle: string,
  host: RefObject<HTMLElement | null>,
): MatchBox[] {
  const [boxes, setBoxes] = useState<MatchBox[]>([]);
  useEffect(() => {
    const frame = host.current?.getBoundingClientRect();
    if (!text || needle === "" || !frame) return setBoxes([]);
    const folded = foldPieces(text.pieces);
    setBoxes(
      matchStarts(folded.text, needle).flatMap((start, index) => {
        const span = spanOf(folded, start, needle.length);
        if (!span) return [];
        return rectsOf(text.spans, span).map((rect) => ({
          left: (rect.left - frame.left) / frame.width,
          top: (rect.top - frame.top) / frame.height,
          width: rect.width / frame.width,
          height: rect.height / frame.height,
          index,
        }));
      }),
    );
  }, [text, needle, host]);
  return boxes;
}

function rectsOf(
  spans: readonly HTMLElement[],
  match: { fromPiece: number; from: number; toPiece: number; to: number },
): DOMRect[] {
  const rects: DOMRect[] = [];
  for (let piece = match.fromPiece; piece <= match.toPiece; piece += 1) {
    const node = spans[piece]?.firstChild;
    if (!(node instanceof Text) || !node.isConnected) continue;
    const range = document.createRange();
    range.setStart(node, piece === match.fromPiece ? Math.min(match.from, node.length) : 0);
    range.setEnd(node, piece === match.toPiece ? Math.min(match.to, node.length) : node.length);
    rects.push(...Array.from(range.getClientRects()).filter((rect) => rect.width > 0));
  }
  return rects;
}

import { type RefObject, useEffect } from "react";

const LAYER = ".viewer-text";
const END = "viewer-text-end";

/** The last child of every text layer; see `useTextSelection`. */
export function endOfText(): HTMLElement {
  const end = document.createElement("div");
  end.className = END;
  return end;
}

/**
 * The lines of a page lie apart from each other, and a browser takes the gap between them for the start or end of the
 * page: a selection would jump while being dragged. During a drag a layer-wide element right behind (or before) the
 * last selected line catches the pointer in the gaps. The way is pdf.js's own (TextLayerBuilder).
 */
export function useTextSelection(scroller: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let isDragging = false;
    let previous: Range | null = null;
    const start = (event: PointerEvent) => {
      isDragging = event.target instanceof Element && event.target.closest(LAYER) !== null;
      if (isDragging) markLayers(element, () => true);
    };
    const follow = () => {
      const selection = document.getSelection();
      if (!isDragging || !selection || selection.rangeCount === 0) return;
      const range = selection.getRangeAt(0);
      markLayers(element, (layer) => range.intersectsNode(layer));
      placeEnd(range, previous);
      previous = range.cloneRange();
    };
    const stop = () => {
      if (!isDragging) return;
      isDragging = false;
      previous = null;
      markLayers(element, () => false);
    };
    element.addEventListener("pointerdown", start);
    document.addEventListener("selectionchange", follow);
    document.addEventListener("pointerup", stop);
    document.addEventListener("pointercancel", stop);
    return () => {
      element.removeEventListener("pointerdown", start);
      document.removeEventListener("selectionchange", follow);
      document.removeEventListener("pointerup", stop);
      document.removeEventListener("pointercancel", stop);
    };
  }, [scroller]);
}

function markLayers(root: HTMLElement, isSelecting: (layer: HTMLElement) => boolean): void {
  for (const layer of root.querySelectorAll<HTMLElement>(LAYER)) {
    const end = layer.querySelector<HTMLElement>(`.${END}`);
    if (isSelecting(layer)) layer.dataset.selecting = "";
    else {
      delete layer.dataset.selecting;
      if (end) {
        end.style.userSelect = "";
        layer.append(end);
      }
    }
  }
}

function placeEnd(range: Range, previous: Range | null): void {
  const movesStart =
    previous !== null &&
    (range.compareBoundaryPoints(Range.END_TO_END, previous) === 0 ||
      range.compareBoundaryPoints(Range.START_TO_END, previous) === 0);
  const line = lineAt(range, movesStart);
  const end = line?.parentElement?.querySelector<HTMLElement>(`:scope > .${END}`);
  if (!line || !end || line === end) return;
  end.style.userSelect = "text";
  line.parentElement?.insertBefore(end, movesStart ? line : line.nextSibling);
}

/** The line in which the moving edge of the selection lies. An edge before a line's first letter belongs to the one before. */
function lineAt(range: Range, movesStart: boolean): Element | null {
  const node = movesStart ? range.startContainer : range.endContainer;
  const line = node instanceof Text ? node.parentElement : node instanceof Element ? node : null;
  if (!line?.parentElement?.matches(LAYER)) return null;
  if (movesStart || range.endOffset > 0) return line;
  let before = line.previousElementSibling;
  while (before && before.childNodes.length === 0) before = before.previousElementSibling;
  return before;
}

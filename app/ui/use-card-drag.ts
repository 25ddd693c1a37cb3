import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";

/** How far a mouse goes before a press becomes a drag. */
const START_PX = 6;
const EDGE_PX = 56;
const SCROLL_PX = 14;

type Drag = { cardId: string; startX: number; startY: number; isMoving: boolean };
export type Dragging = { cardId: string; dx: number; dy: number; over: string | null };

/**
 * Dragging with mouse, pen and finger. A card is taken by a mouse anywhere and by a finger at its grip, so that a list
 * still scrolls. Columns are found by `data-column`; Escape lets go without a drop.
 */
export function useCardDrag(
  board: RefObject<HTMLElement | null>,
  onDrop: (cardId: string, column: string) => void,
) {
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const drag = useRef<Drag | null>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;

  useEffect(() => {
    const stop = () => {
      drag.current = null;
      setDragging(null);
    };
    const move = (event: PointerEvent) => {
      const current = drag.current;
      if (!current) return;
      const [dx, dy] = [event.clientX - current.startX, event.clientY - current.startY];
      if (!current.isMoving && Math.hypot(dx, dy) < START_PX) return;
      current.isMoving = true;
      event.preventDefault();
      scrollAtEdge(board.current, event.clientX);
      setDragging({ cardId: current.cardId, dx, dy, over: columnAt(event.clientX, event.clientY) });
    };
    const up = (event: PointerEvent) => {
      const current = drag.current;
      const column = current?.isMoving ? columnAt(event.clientX, event.clientY) : null;
      if (current?.isMoving) swallowClick();
      stop();
      if (current && column) drop.current(current.cardId, column);
    };
    const cancel = (event: KeyboardEvent) => {
      if (event.key === "Escape") stop();
    };
    window.addEventListener("pointermove", move, { passive: false });
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", cancel);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", cancel);
    };
  }, [board]);

  const take = (cardId: string) => (event: ReactPointerEvent<HTMLElement>) => {
    const isGrip = event.target instanceof Element && event.target.closest("[data-grip]") !== null;
    const isControl =
      event.target instanceof Element && event.target.closest("button:not([data-grip])") !== null;
    if (event.button !== 0 || isControl || (event.pointerType === "touch" && !isGrip)) return;
    drag.current = { cardId, startX: event.clientX, startY: event.clientY, isMoving: false };
  };
  return { dragging, take };
}

function columnAt(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const column = element.closest<HTMLElement>("[data-column]")?.dataset.column;
    if (column) return column;
  }
  return null;
}

function scrollAtEdge(board: HTMLElement | null, x: number): void {
  if (!board) return;
  const { left, right } = board.getBoundingClientRect();
  if (x < left + EDGE_PX) board.scrollLeft -= SCROLL_PX;
  if (x > right - EDGE_PX) board.scrollLeft += SCROLL_PX;
}

/** The click that ends a drag must not open the card. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}

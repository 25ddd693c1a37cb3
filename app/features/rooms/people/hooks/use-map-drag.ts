import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from "react";

const START_PX = 6;
type Drag = { id: string; x: number; y: number; isMoving: boolean };
export type Dragging = { id: string; dx: number; dy: number; over: string | null };

/** Cards over cells that carry `data-cell`; Escape lets go without a drop. */
export function useMapDrag(onDrop: (id: string, cell: string) => void) {
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
      const [dx, dy] = [event.clientX - current.x, event.clientY - current.y];
      if (!current.isMoving && Math.hypot(dx, dy) < START_PX) return;
      current.isMoving = true;
      event.preventDefault();
      setDragging({ id: current.id, dx, dy, over: cellAt(event) });
    };
    const up = (event: PointerEvent) => {
      const current = drag.current;
      const cell = current?.isMoving ? cellAt(event) : null;
      stop();
      if (current && cell !== null) drop.current(current.id, cell);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape") stop();
    };
    window.addEventListener("pointermove", move, { passive: false });
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", key);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", key);
    };
  }, []);

  const take = (id: string) => (event: ReactPointerEvent<HTMLElement>) => {
    if (event.button === 0) drag.current = { id, x: event.clientX, y: event.clientY, isMoving: false };
  };
  return { dragging, take };
}

function cellAt(event: PointerEvent): string | null {
  for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
    const cell = element.closest<HTMLElement>("[data-cell]")?.dataset.cell;
    if (cell !== undefined) return cell;
  }
  return null;
}

import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";

/**
 * Puts a row of a list elsewhere by dragging its grip, with mouse, pen or finger. Rows carry `data-row="<id>"`. `onMove`
 * hears of each new place while the row is dragged, and of the first place again when Escape lets go.
 */
export function useRowDrag(list: RefObject<HTMLElement | null>, onMove: (id: string, to: number) => void) {
  const [draggedId, setDraggedId] = useState<string | null>(null);
  const start = useRef<{ id: string; at: number } | null>(null);
  const moved = useRef(onMove);
  moved.current = onMove;

  useEffect(() => {
    if (draggedId === null) return;
    const stop = () => {
      start.current = null;
      setDraggedId(null);
    };
    const move = (event: PointerEvent) => {
      event.preventDefault();
      const place = placeAt(list.current, draggedId, event.clientY);
      if (place !== null) moved.current(draggedId, place);
    };
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !start.current) return;
      moved.current(start.current.id, start.current.at);
      stop();
    };
    window.addEventListener("pointermove", move, { passive: false });
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", cancel);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", cancel);
    };
  }, [draggedId, list]);

  const take = (id: string, at: number) => (event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    start.current = { id, at };
    setDraggedId(id);
  };
  return { draggedId, take };
}

/** How many other rows lie above the pointer. */
function placeAt(list: HTMLElement | null, draggedId: string, y: number): number | null {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  if (rows.length === 0) return null;
  return rows.filter((row) => {
    if (row.dataset.row === draggedId) return false;
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2 < y;
  }).length;
}

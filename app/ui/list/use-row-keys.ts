import { type MouseEvent, type RefObject, useCallback, useEffect, useRef } from "react";

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=dialog] *";
/** Told to whoever counts what is selected; boxes set by a script tell nobody by themselves. */
export const SELECTION_CHANGED = "engawa:selection";

/** Moving through rows and selecting them by keyboard, and ranges by mouse. */
export function useRowKeys(table: RefObject<HTMLTableElement>) {
  /** The row from which a range extends. */
  const anchor = useRef<string | null>(null);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const element = table.current;
      if (!element || event.defaultPrevented || event.altKey || event.isComposing) return;
      const at = document.activeElement;
      const isHere = at !== null && element.contains(at);
      if (at?.matches(TYPING) || (!isHere && at !== document.body)) return;
      const rows = new Rows(element);
      const key = event.key.toLowerCase();
      const isSystem = event.ctrlKey || event.metaKey;
      if (isSystem && key === "a" && isHere) rows.setAll(true);
      else if (isSystem) return;
      else if (key === "j" || key === "k") rows.move(key === "j" ? 1 : -1, event.shiftKey);
      else if (key === "x") anchor.current = rows.toggle(event.shiftKey ? anchor.current : null);
      else if (key === "escape" && rows.hasChosen()) rows.setAll(false);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [table]);

  const onBoxClick = useCallback(
    (event: MouseEvent<HTMLInputElement>) => {
      if (!table.current) return;
      const rows = new Rows(table.current);
      const box = event.currentTarget;
      if (box.dataset.pageBox !== undefined) rows.setAll(box.checked);
      else if (event.shiftKey && anchor.current)
        rows.setRange({ from: anchor.current, to: box.value, isChosen: box.checked });
      anchor.current = box.value;
      rows.tell();
    },
    [table],
  );
  return { onBoxClick };
}

/** The rows of a table as they stand on the page. */
class Rows {
  private readonly boxes: HTMLInputElement[];

  constructor(private readonly table: HTMLTableElement) {
    this.boxes = [...table.querySelectorAll<HTMLInputElement>("[data-row-box]")];
  }

  hasChosen(): boolean {
    return this.boxes.some((box) => box.checked);
  }

  setAll(isChosen: boolean): void {
    for (const box of this.boxes) box.checked = isChosen;
    this.tell();
  }

  setRange({ from, to, isChosen }: { from: string; to: string; isChosen: boolean }): void {
    const [a, b] = [this.indexOf(from), this.indexOf(to)].sort((one, other) => one - other);
    if (a === undefined || b === undefined || a < 0) return;
    for (const box of this.boxes.slice(a, b + 1)) box.checked = isChosen;
  }

  /** Turns the current row's box, or extends from `from`; tells which row the next range begins at. */
  toggle(from: string | null): string | null {
    const box = this.boxes[this.current()];
    if (!box) return null;
    box.checked = from === null ? !box.checked : true;
    if (from !== null) this.setRange({ from, to: box.value, isChosen: true });
    this.tell();
    return box.value;
  }

  move(by: 1 | -1, isSelecting: boolean): void {
    const here = this.current();
    const box = this.boxes[here];
    if (isSelecting && box) box.checked = true;
    const next = this.boxes[here < 0 ? (by > 0 ? 0 : this.boxes.length - 1) : here + by];
    if (!next) return;
    if (isSelecting) next.checked = true;
    const row = next.closest("tr");
    (row?.querySelector<HTMLElement>("th a[href]") ?? next).focus();
    row?.scrollIntoView({ block: "nearest" });
    this.tell();
  }

  tell(): void {
    const page = this.table.querySelector<HTMLInputElement>("[data-page-box]");
    const chosen = this.boxes.filter((box) => box.checked).length;
    if (page) {
      page.checked = chosen > 0 && chosen === this.boxes.length;
      page.indeterminate = chosen > 0 && chosen < this.boxes.length;
    }
    document.dispatchEvent(new CustomEvent(SELECTION_CHANGED, { detail: chosen }));
  }

  private current(): number {
    const row = document.activeElement?.closest<HTMLElement>("[data-row]");
    return row ? this.indexOf(row.dataset.row ?? "") : -1;
  }

  private indexOf(id: string): number {
    return this.boxes.findIndex((box) => box.value === id);
  }
}

/** Unselects every row of the page. */
export function clearSelection(): void {
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-row-box], [data-page-box]")) {
    box.checked = false;
    box.indeterminate = false;
  }
  document.dispatchEvent(new CustomEvent(SELECTION_CHANGED, { detail: 0 }));
}

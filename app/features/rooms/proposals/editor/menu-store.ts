import type { LucideIcon } from "lucide-react";

export type MenuItem = {
  id: string;
  label: string;
  hint?: string;
  icon: LucideIcon;
  choose(): void;
};

export type OpenMenu = {
  items: readonly MenuItem[];
  /** Index of the item that Enter takes. */
  at: number;
  /** Where the text stands that the menu is about; null while it can't be known. */
  rect: () => DOMRect | null;
};

/** The menu under the cursor: opened and filled by the text, shown by a component, steered by keys. */
export class MenuStore {
  #open: OpenMenu | null = null;
  readonly #listeners = new Set<() => void>();

  get open(): OpenMenu | null {
    return this.#open;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The marked item stays marked while it is still there. */
  show(items: readonly MenuItem[], rect: OpenMenu["rect"]): void {
    const marked = this.#open?.items[this.#open.at]?.id;
    const at = Math.max(
      0,
      items.findIndex(({ id }) => id === marked),
    );
    this.#become({ items, at, rect });
  }

  close(): void {
    if (this.#open) this.#become(null);
  }

  mark(at: number): void {
    if (this.#open) this.#become({ ...this.#open, at });
  }

  /** True when the key was for the menu. Keys of an input method that is composing are its own. */
  press(event: KeyboardEvent): boolean {
    const open = this.#open;
    if (!open || open.items.length === 0 || event.isComposing || event.keyCode === COMPOSING) return false;
    const last = open.items.length - 1;
    if (event.key === "ArrowDown") this.mark(open.at === last ? 0 : open.at + 1);
    else if (event.key === "ArrowUp") this.mark(open.at === 0 ? last : open.at - 1);
    else if (event.key === "Home") this.mark(0);
    else if (event.key === "End") this.mark(last);
    else if (event.key === "Enter" || event.key === "Tab") open.items[open.at]?.choose();
    else return false;
    return true;
  }

  #become(open: OpenMenu | null): void {
    this.#open = open;
    for (const listener of this.#listeners) listener();
  }
}

/** Safari ends a composition before it tells of the key that ended it. */
const COMPOSING = 229;

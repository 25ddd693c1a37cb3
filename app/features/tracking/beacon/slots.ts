import { type PendingView, readSlot, type Slot } from "./slot";

const KEY_PREFIX = "engawa.beacon.1.";

/** Local storage that may be forbidden, full or damaged: reads then find nothing, writes answer false. */
export type Slots = {
  ids(): string[];
  read(id: string): Slot | null;
  write(id: string, at: number, views: PendingView[]): boolean;
  remove(id: string): void;
};

/** `storage` is null where the browser forbids it. */
export function openSlots(storage: Storage | null): Slots {
  const attempt = <T>(action: (storage: Storage) => T, otherwise: T): T => {
    try {
      return storage ? action(storage) : otherwise;
    } catch {
      return otherwise;
    }
  };
  return {
    ids: () =>
      attempt((open) => {
        const keys = Array.from({ length: open.length }, (_, index) => open.key(index) ?? "");
        return keys.filter((key) => key.startsWith(KEY_PREFIX)).map((key) => key.slice(KEY_PREFIX.length));
      }, []),
    read: (id) => readSlot(attempt((open) => open.getItem(KEY_PREFIX + id), null)),
    write: (id, at, views) =>
      attempt((open) => {
        open.setItem(KEY_PREFIX + id, JSON.stringify({ at, views }));
        return true;
      }, false),
    remove: (id) => attempt((open) => open.removeItem(KEY_PREFIX + id), undefined),
  };
}

export function browserSlots(): Slots {
  try {
    return openSlots(window.localStorage);
  } catch {
    return openSlots(null);
  }
}

/** Deletes what any tab of this browser has queued. */
export function eraseQueued(slots: Slots = browserSlots()): void {
  for (const id of slots.ids()) slots.remove(id);
}

import { KEY_SEQUENCES, type KeyEffect, PALETTE_KEY } from "./keys";

/** Two keys of one shortcut follow each other within this time. */
export const SEQUENCE_MS = 1_200;

export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** An input method is composing a word: its keys are not ours. */
  isComposing: boolean;
  /** A field, or something that is edited like one, has the focus; or a dialog or menu is open. */
  isTyping: boolean;
  atMs: number;
};

export type Pending = { keys: readonly string[]; atMs: number };
export const NOTHING_PENDING: Pending = { keys: [], atMs: 0 };

export type Heard = { effect: KeyEffect | null; pending: Pending };

/** ⌘K or Ctrl+K, whatever else is going on. */
export function isPaletteKey({ key, ctrlKey, metaKey, altKey, isComposing }: KeyPress): boolean {
  return (
    key.toLowerCase() === PALETTE_KEY &&
    (ctrlKey || metaKey) &&
    !(ctrlKey && metaKey) &&
    !altKey &&
    !isComposing
  );
}

/** What a press comes to after those before it. A key that continues nothing may begin something. */
export function hear(pending: Pending, press: KeyPress): Heard {
  const { key, ctrlKey, metaKey, altKey, isComposing, isTyping, atMs } = press;
  if (ctrlKey || metaKey || altKey || isComposing || isTyping || key.length !== 1) {
    return { effect: null, pending: NOTHING_PENDING };
  }
  const isInTime = atMs - pending.atMs <= SEQUENCE_MS;
  const continued = isInTime ? [...pending.keys, key] : [key];
  return match(continued, atMs) ?? match([key], atMs) ?? { effect: null, pending: NOTHING_PENDING };
}

function match(keys: readonly string[], atMs: number): Heard | null {
  const beginning = KEY_SEQUENCES.filter(({ keys: wanted }) => keys.every((key, at) => wanted[at] === key));
  const whole = beginning.find(({ keys: wanted }) => wanted.length === keys.length);
  if (whole) return { effect: whole.effect, pending: NOTHING_PENDING };
  return beginning.length > 0 ? { effect: null, pending: { keys, atMs } } : null;
}

const FIELDS =
  "input, textarea, select, [contenteditable]:not([contenteditable='false']), [role='textbox'], [role='combobox'], [role='listbox'], [role='application']";
const LAYERS = "[role='dialog'], [role='alertdialog'], [role='menu']";

/** True where single keys mean something else than our shortcuts. */
export function isTypingIn(target: EventTarget | null, page: Document): boolean {
  if (page.querySelector(LAYERS)) return true;
  return target instanceof Element && target.closest(FIELDS) !== null;
}

const STORED_AS = "engawa.shortcuts";

/** Kept in the browser: whether keys are pressed by accident depends on the device, not on the person. */
export function areShortcutsOn(): boolean {
  try {
    return localStorage.getItem(STORED_AS) !== "off";
  } catch {
    return true;
  }
}

export function setShortcutsOn(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(STORED_AS);
    else localStorage.setItem(STORED_AS, "off");
  } catch {
    // Without storage they stay as they are.
  }
}

/** What must outlive a reload stays with the tab; where the browser keeps nothing, it lives as long as the page. */
export function readKept<T>(key: string, isRight: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(window.sessionStorage.getItem(key) ?? "null");
    return isRight(value) ? value : null;
  } catch {
    return null;
  }
}

export function keep(key: string, value: unknown): void {
  try {
    if (value === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the page itself still has it.
  }
}

let source: () => number = Date.now;

/** The one source of server time, in milliseconds since 1970. */
export function nowMs(): number {
  return source();
}

export function now(): Date {
  return new Date(source());
}

/** Tests stand still or travel; null returns to the real clock. */
export function setClock(read: (() => number) | null): void {
  source = read ?? Date.now;
}

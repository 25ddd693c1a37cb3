export const BULK_ACTIONS = ["owner", "stage", "archive", "restore"] as const;

/** Rows one bulk action changes at most; more are first narrowed down. */
export const MAX_BULK_ROWS = 5_000;

/**
 * Whoever gave rows away may take that back. Putting rows away, or back, needs the right as it is now: they may belong
 * to somebody else since.
 */
export function asksRights(action: (typeof BULK_ACTIONS)[number], undoes: string | undefined): boolean {
  return undoes === undefined || action === "archive" || action === "restore";
}

export const BULK_ACTIONS = ["owner", "stage", "archive", "restore"] as const;

/** Rows one bulk action changes at most; more are first narrowed down. */
export const MAX_BULK_ROWS = 5_000;

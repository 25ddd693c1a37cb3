export type Constraint = "unique" | "foreign_key" | "check" | "not_null";

const CONSTRAINT_BY_CODE: Readonly<Record<string, Constraint>> = {
  "23505": "unique",
  "23503": "foreign_key",
  "23001": "foreign_key",
  "23514": "check",
  "23502": "not_null",
  SQLITE_CONSTRAINT_UNIQUE: "unique",
  SQLITE_CONSTRAINT_PRIMARYKEY: "unique",
  SQLITE_CONSTRAINT_FOREIGNKEY: "foreign_key",
  SQLITE_CONSTRAINT_TRIGGER: "foreign_key",
  SQLITE_CONSTRAINT_CHECK: "check",
  SQLITE_CONSTRAINT_NOTNULL: "not_null",
};

/** Which constraint a failed query broke, the same word on both dialects; null for any other failure. */
export function constraintOf(error: unknown): Constraint | null {
  return firstCode(error, (code) => CONSTRAINT_BY_CODE[code] ?? null);
}

/** What the PostgreSQL driver says without a code when no connection is free or one broke. */
const BROKEN_CONNECTION =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

/** True when a text held a NUL, which PostgreSQL can't compare or store: no row has such an id. */
export function isUnstorable(error: unknown): boolean {
  return firstCode(error, (code) => (code === "22021" ? true : null)) ?? false;
}

/** True when the database is busy, full, out of reach or had to break a knot of locks, so that the same call may succeed later. */
export function isUnavailable(error: unknown): boolean {
  return (
    firstCode(error, (code, message) =>
      /^(SQLITE_(BUSY|FULL|IOERR|LOCKED)|ECONN|57P0|08|53|40001|40P01)/.test(code) ||
      BROKEN_CONNECTION.test(message)
        ? true
        : null,
    ) ?? false
  );
}

function firstCode<T>(error: unknown, read: (code: string, message: string) => T | null): T | null {
  let current = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth++) {
    const { code, message, cause } = current as { code?: unknown; message?: unknown; cause?: unknown };
    const found = read(typeof code === "string" ? code : "", typeof message === "string" ? message : "");
    if (found !== null) return found;
    current = cause;
  }
  return null;
}

const STATUS_BY_CODE = {
  INVALID: 422,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  GONE: 410,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof STATUS_BY_CODE;

export type AppErrorOptions = { message?: string; retryAfterSeconds?: number; cause?: unknown };

/** A broken promise with a closed code; the edge turns it into a status and a translated message. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export function statusOf(code: ErrorCode): number {
  return STATUS_BY_CODE[code];
}

export function assertCan(allowed: boolean): asserts allowed {
  if (!allowed) throw new AppError("FORBIDDEN");
}

/** The row, or NOT_FOUND: the same answer for another workspace's row as for none. */
export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new AppError("NOT_FOUND");
  return row;
}

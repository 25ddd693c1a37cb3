import { isUnavailable, isUnstorable } from "@db/errors";
import type { Context, Next } from "hono";
import { AppError, statusOf } from "~/platform/errors";
import { log } from "~/platform/log.server";

/** Plain answers of the handlers that are not pages. */
export function answerError(error: unknown, c: Context): Response {
  if (error instanceof Response) return error;
  if (error instanceof AppError) {
    const headers: Record<string, string> = {};
    if (error.retryAfterSeconds !== undefined) headers["retry-after"] = String(error.retryAfterSeconds);
    return new Response(error.code, { status: statusOf(error.code), headers });
  }
  if (isUnstorable(error)) return new Response("NOT_FOUND", { status: statusOf("NOT_FOUND") });
  if (isUnavailable(error)) {
    log.error({ err: error }, "the database is unavailable");
    return new Response("UNAVAILABLE", { status: 503, headers: { "retry-after": "2" } });
  }
  log.error({ err: error, route: c.req.routePath }, "unexpected error");
  return new Response("Internal Server Error", { status: 500 });
}

/** Guards throw an answer where it leads elsewhere, such as to the gate; Hono hands to `onError` only what is an error. */
export async function takeThrownAnswer(c: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    c.res = thrown;
  }
}

import pino from "pino";
import { env } from "./env.server";

const REDACTED = [
  "password",
  "token",
  "secret",
  "code",
  "cookie",
  "authorization",
  "email",
  "to",
  "params",
  "query",
];

/** JSON lines on standard output; secrets and addresses never reach them. */
export const log = pino({
  level: process.env.LOG_LEVEL === "silent" ? "silent" : env().logLevel,
  base: undefined,
  redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  serializers: { err: safeError },
});

/** Drizzle puts all parameters into its message: only the first line's head and the cause are kept. */
export function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 200) };
  const message =
    error.name === "DrizzleQueryError"
      ? "query failed"
      : (error.message.split("\nparams:")[0] ?? "").slice(0, 500);
  const stack =
    error.name === "DrizzleQueryError" ? undefined : error.stack?.split("\n").slice(1, 8).join("\n");
  const code = "code" in error ? error.code : undefined;
  return { name: error.name, message, code, stack, cause: error.cause ? safeError(error.cause) : undefined };
}

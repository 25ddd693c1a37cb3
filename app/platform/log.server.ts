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

/** Drizzle puts all parameters into its message, and a stack begins with the message: only frames and a first line stay. */
export function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 200) };
  const isQuery = error.name === "DrizzleQueryError" || error.message.startsWith("Failed query");
  const message = isQuery ? "query failed" : (error.message.split("\nparams:")[0] ?? "").slice(0, 500);
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error ? error.code : undefined;
  const cause = error.cause ? safeError(error.cause) : undefined;
  return { name: error.name, message, code, stack: frames?.slice(0, 8).join("\n"), cause };
}

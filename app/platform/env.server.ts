import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type Allowed, readAllowed } from "./egress/addresses";

const blankIsUnset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());

const settings = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  APP_URL: optional(z.url({ protocol: /^https?$/ })),
  DATABASE_URL: optional(z.string().regex(/^(file:|postgres(ql)?:\/\/)/, "starts with file: or postgres://")),
  DATA_DIR: z.string().min(1).default("./data"),
  SECRET_KEY: optional(z.string().min(32)),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: z.string().default("Engawa <engawa@localhost>"),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  METRICS_TOKEN: optional(z.string().min(16)),
  RUN_JOBS: z.enum(["inside", "off"]).default("inside"),
  /** Some of `youtube`, `vimeo`; both when unset. */
  VIDEO_HOSTS: z.preprocess(
    (value) => (value === undefined || value === "" ? "youtube,vimeo" : value),
    z
      .string()
      .transform((text) => text.split(",").map((name) => name.trim()))
      .pipe(z.array(z.enum(["youtube", "vimeo", "none"]))),
  ),
  DESIGN_PAGE: optional(z.enum(["on", "off"])),
  EGRESS_ALLOW: z
    .string()
    .default("")
    .transform((text, context) => {
      const entries = text
        .split(",")
        .map((entry) => entry.trim())
        .filter(Boolean);
      return entries.flatMap((entry) => {
        const allowed = readAllowed(entry);
        if (!allowed) context.addIssue({ code: "custom", message: `${entry} is no host and no network` });
        return allowed ?? [];
      });
    }),
});

export type Env = {
  readonly nodeEnv: "development" | "test" | "production";
  readonly port: number;
  readonly host: string;
  /** Absolute URLs come from here only, never from a Host header. */
  readonly appUrl: URL;
  readonly isHttps: boolean;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly secretKey: string;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** How many reverse proxies stand in front and append to X-Forwarded-For. */
  readonly trustedProxies: number;
  readonly logLevel: string;
  readonly metricsToken: string | null;
  readonly runsJobsInside: boolean;
  /** Houses whose films may be framed after the reader pressed play; empty: none. */
  readonly videoHosts: readonly ("youtube" | "vimeo")[];
  /** /design is for those who work on the product. */
  readonly showsDesignPage: boolean;
  /** What calls of this server may reach beside the internet's public addresses. */
  readonly egressAllowed: readonly Allowed[];
};

export class SettingsError extends Error {
  override name = "SettingsError";
}

/** Reads every setting once. Throws SettingsError with one clear line. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = settings.safeParse(source);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "),
    );
  }
  const value = parsed.data;
  const dataDir = path.resolve(value.DATA_DIR);
  const appUrl = new URL(value.APP_URL ?? `http://localhost:${value.PORT}`);
  return {
    nodeEnv: value.NODE_ENV,
    port: value.PORT,
    host: value.HOST,
    appUrl,
    isHttps: appUrl.protocol === "https:",
    databaseUrl: value.DATABASE_URL ?? `file:${path.join(dataDir, "engawa.db")}`,
    dataDir,
    secretKey: value.SECRET_KEY ?? secretFromFile(dataDir),
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM,
    trustedProxies: value.TRUSTED_PROXIES,
    logLevel: value.LOG_LEVEL,
    metricsToken: value.METRICS_TOKEN ?? null,
    runsJobsInside: value.RUN_JOBS === "inside",
    videoHosts: value.VIDEO_HOSTS.filter((name) => name === "youtube" || name === "vimeo"),
    showsDesignPage: (value.DESIGN_PAGE ?? (value.NODE_ENV === "production" ? "off" : "on")) === "on",
    egressAllowed: value.EGRESS_ALLOW,
  };
}

/** Without SECRET_KEY a key is made on the first start and kept beside the data, readable by the owner only. */
function secretFromFile(dataDir: string): string {
  const file = path.join(dataDir, "secret.key");
  try {
    mkdirSync(dataDir, { recursive: true });
    if (!existsSync(file))
      writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
    chmodSync(file, 0o600);
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new SettingsError(`DATA_DIR: ${dataDir} can't be written`, { cause });
  }
}

let current: Env | null = null;

export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}

/** Tests only: null reads the environment again. */
export function setEnv(next: Env | null): void {
  current = next;
}

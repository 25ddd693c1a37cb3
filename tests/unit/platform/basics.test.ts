import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { keyedHash, sign, unsign } from "~/platform/crypto.server";
import { readEnv, SettingsError, setEnv } from "~/platform/env.server";
import { AppError, found, statusOf } from "~/platform/errors";
import {
  dayOf,
  formatBytes,
  formatDate,
  formatDuration,
  formatMoney,
  formatPercent,
} from "~/platform/i18n/format";
import { languageOf } from "~/platform/i18n/language";
import { translator } from "~/platform/i18n/translator.server";
import { isId, newId } from "~/platform/ids";
import { safeError } from "~/platform/log.server";
import { publish, subscribe } from "~/platform/realtime.server";

afterEach(() => setEnv(null));

describe("settings", () => {
  test("have defaults that work without any", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "engawa-env-"));
    const first = readEnv({ DATA_DIR: folder });
    expect(first).toMatchObject({ port: 3000, smtpUrl: null, isHttps: false, runsJobsInside: true });
    expect(readEnv({ DATA_DIR: folder }).secretKey).toBe(first.secretKey);
    expect(statSync(path.join(folder, "secret.key")).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });

  test.each([
    [{ PORT: "eighty" }, "PORT"],
    [{ APP_URL: "ftp://x" }, "APP_URL"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ SECRET_KEY: "short" }, "SECRET_KEY"],
    [{ SMTP_URL: "mail.example" }, "SMTP_URL"],
    [{ DATA_DIR: "/dev/null/nowhere" }, "DATA_DIR"],
  ])("that are wrong (%j) say so in one line", (wrong, name) => {
    expect(() => readEnv(wrong)).toThrow(SettingsError);
    expect(() => readEnv(wrong)).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  });

  test("an empty value counts as unset", () => {
    expect(readEnv({ SECRET_KEY: "k".repeat(32), SMTP_URL: "", DATABASE_URL: "" }).smtpUrl).toBeNull();
  });
});

describe("signatures", () => {
  test("hold for their purpose only", () => {
    setEnv(readEnv({ SECRET_KEY: "k".repeat(32) }));
    const signed = sign("room", "a.b");
    expect(unsign("room", signed)).toBe("a.b");
    expect(unsign("other", signed)).toBeNull();
    expect(unsign("room", signed.replace("a.b", "a.c"))).toBeNull();
    expect(unsign("room", "no-dot")).toBeNull();
    expect(keyedHash("code", "123456")).not.toBe(keyedHash("other", "123456"));
    const before = keyedHash("code", "123456");
    setEnv(readEnv({ SECRET_KEY: "x".repeat(32) }));
    expect(unsign("room", signed)).toBeNull();
    expect(keyedHash("code", "123456")).not.toBe(before);
  });
});

test("ids sort by time and are never the same", () => {
  const ids = [newId(1_000), newId(2_000), newId(2_000_000_000_000)];
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every(isId)).toBe(true);
  expect(new Set(Array.from({ length: 1_000 }, () => newId(5))).size).toBe(1_000);
  expect([isId("x"), isId(`${"a".repeat(25)}'`), isId("../../etc/passwd")]).toEqual([false, false, false]);
});

describe("languages", () => {
  test.each([
    ["ja,en;q=0.5", "ja"],
    ["en-GB,en;q=0.9,ja;q=0.8", "en"],
    ["fr,ja;q=0.3", "ja"],
    ["fr", "en"],
    ["", "en"],
    [null, "en"],
    ["ja;q=0.1,en;q=0.2", "en"],
    [`${"x,".repeat(5_000)}ja`, "en"],
  ])("%s reads as %s", (header, expected) => {
    expect(languageOf(header)).toBe(expected);
  });

  test("each has its own texts at the same time", () => {
    expect(translator("ja")("signIn.title", { ns: "auth" })).toBe("ログイン");
    expect(translator("en")("signIn.title", { ns: "auth" })).toBe("Sign in");
  });
});

describe("what people read", () => {
  test.each([
    [0, "0 s", "0 秒"],
    [45_400, "45 s", "45 秒"],
    [192_000, "3 min 12 s", "3 分 12 秒"],
    [180_000, "3 min", "3 分"],
    [3_900_000, "1 h 5 min", "1 時間 5 分"],
  ])("%i ms", (ms, en, ja) => {
    expect([formatDuration(ms, "en"), formatDuration(ms, "ja")]).toEqual([en, ja]);
  });

  test("money has the currency's own decimals", () => {
    expect(formatMoney(1_200_000, "JPY", "ja")).toBe("￥1,200,000");
    expect(formatMoney(123_456, "USD", "en")).toBe("$1,234.56");
  });

  test("days follow the zone they are asked in", () => {
    const at = Date.UTC(2026, 0, 31, 15, 30);
    expect([dayOf(at, "Asia/Tokyo"), dayOf(at, "UTC")]).toEqual(["2026-02-01", "2026-01-31"]);
    expect(formatDate(at, { language: "ja", timeZone: "Asia/Tokyo" })).toBe("2026年2月1日");
  });

  test("sizes and shares are short", () => {
    expect([formatBytes(0, "en"), formatBytes(1_500_000, "en"), formatPercent(0.256, "en")]).toEqual([
      "0 byte",
      "1.4 MB",
      "26%",
    ]);
  });
});

describe("errors", () => {
  test("carry one code with one status", () => {
    expect(statusOf(new AppError("GONE").code)).toBe(410);
    expect(() => found(undefined)).toThrow("NOT_FOUND");
    expect(found(0)).toBe(0);
  });

  test("of the database never bring their parameters into the log", () => {
    const error = Object.assign(new Error("Failed query: select 1\nparams: secret@example.com"), {
      name: "DrizzleQueryError",
    });
    expect(JSON.stringify(safeError(error))).not.toContain("secret@example.com");
    expect(JSON.stringify(safeError(new Error("x\nparams: secret@example.com")))).not.toContain(
      "secret@example.com",
    );
  });
});

test("live messages reach those who listen, and nobody after they left", () => {
  const heard: string[] = [];
  const leave = subscribe("room:a", ({ type }) => heard.push(type));
  publish("room:a", { type: "one" });
  publish("room:b", { type: "other" });
  leave();
  publish("room:a", { type: "two" });
  expect(heard).toEqual(["one"]);
});

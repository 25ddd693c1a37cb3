import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  emailSchema,
  normaliseEmail,
  passwordSchema,
  profileSchema,
  setUpSchema,
  signInSchema,
} from "~/features/auth/schema";
import { deviceOf } from "~/features/auth/utils";

function troubleOf(schema: z.ZodType, value: unknown): Record<string, string> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return {};
  return Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join(".") || issue.code, issue.message]),
  );
}

describe("an e-mail address is kept in one form", () => {
  test.each([
    ["  Aoi@Kumano.Example ", "aoi@kumano.example"],
    ["ＡＯＩ＠ＫＵＭＡＮＯ．ＥＸＡＭＰＬＥ", "aoi@kumano.example"],
    ["\u3000aoi@kumano.example\u3000", "aoi@kumano.example"],
    ["aoi+tea@kumano.example", "aoi+tea@kumano.example"],
    ["aoi.mori@mail.kumano.co.jp", "aoi.mori@mail.kumano.co.jp"],
    ["葵@熊野.example", "葵@熊野.example"],
    ["aoi@熊野.日本", "aoi@熊野.日本"],
    [`${"a".repeat(64)}@kumano.example`, `${"a".repeat(64)}@kumano.example`],
  ])("%j becomes %j", (typed, kept) => {
    expect(emailSchema.parse(typed)).toBe(kept);
    expect(normaliseEmail(kept)).toBe(kept);
  });

  test.each([
    ["", "required"],
    ["   ", "required"],
    ["aoi", "email"],
    ["aoi@kumano", "email"],
    ["aoi@kumano.e", "email"],
    ["@kumano.example", "email"],
    ["aoi@@kumano.example", "email"],
    ["aoi @kumano.example", "email"],
    ["aoi@kumano .example", "email"],
    ["Aoi <aoi@kumano.example>", "email"],
    ["aoi@kumano.example, ren@kumano.example", "email"],
    ["aoi@kumano.example;ren@kumano.example", "email"],
    ["aoi@kumano.example\nBcc: ren@kumano.example", "email"],
    ['"aoi"@kumano.example', "email"],
    ["aoi@[192.0.2.1]", "email"],
    [`${"a".repeat(65)}@kumano.example`, "email"],
    [`aoi@${"a".repeat(250)}.example`, "too_long"],
  ])("%j is refused as %s", (typed, problem) => {
    expect(troubleOf(emailSchema, typed)).toMatchObject({
      [Object.keys(troubleOf(emailSchema, typed))[0] ?? ""]: problem,
    });
  });
});

describe("signing in", () => {
  const good = { email: "aoi@kumano.example", password: "x" };

  test("judges nothing that only the stored password can judge", () => {
    expect(troubleOf(signInSchema, good)).toEqual({});
    expect(troubleOf(signInSchema, { ...good, email: "not an address", password: "1" })).toEqual({});
  });

  test.each([
    [{ ...good, email: " " }, { email: "required" }],
    [{ ...good, password: "" }, { password: "required" }],
    [{ ...good, password: "x".repeat(201) }, { password: "too_long" }],
    [{ ...good, email: `${"a".repeat(250)}@b.example` }, { email: "too_long" }],
  ])("%# names what is missing or too long before any hashing", (form, problems) => {
    expect(troubleOf(signInSchema, form)).toEqual(problems);
  });

  test("a space at either end belongs to the password but not to the address", () => {
    expect(signInSchema.parse({ email: " aoi@kumano.example ", password: " x " })).toEqual({
      email: "aoi@kumano.example",
      password: " x ",
    });
  });

  test("unknown fields are refused, so that nothing rides along", () => {
    expect(Object.keys(troubleOf(signInSchema, { ...good, role: "admin" }))).toEqual(["unrecognized_keys"]);
  });
});

describe("setting up", () => {
  const good = {
    token: "t",
    workspaceName: "熊野商事",
    name: "森 葵",
    email: "Aoi@Kumano.Example",
    password: "縁側でお茶を飲む",
    language: "ja",
    timeZone: "Asia/Tokyo",
  };

  test("keeps names as typed, without the space around them", () => {
    expect(setUpSchema.parse({ ...good, name: "\u3000森 葵 " })).toMatchObject({
      name: "森 葵",
      email: "aoi@kumano.example",
    });
  });

  test.each([
    ["workspaceName", " ", "required"],
    ["name", "葵".repeat(101), "too_long"],
    ["password", "seven77", "password_short"],
    ["password", "x".repeat(201), "too_long"],
    ["timeZone", "Asia/Kyoto", "invalid"],
    ["timeZone", "", "invalid"],
  ])("%s %j is refused as %s", (field, value, problem) => {
    expect(troubleOf(setUpSchema, { ...good, [field]: value })).toEqual({ [field]: problem });
  });

  test.each(["Asia/Tokyo", "UTC", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"])(
    "%s is a time zone",
    (timeZone) => {
      expect(troubleOf(setUpSchema, { ...good, timeZone })).toEqual({});
    },
  );

  test("speaks Japanese or English and nothing else", () => {
    expect(Object.keys(troubleOf(setUpSchema, { ...good, language: "fr" }))).toEqual(["language"]);
  });

  test("names every field at fault at once", () => {
    const all = troubleOf(setUpSchema, { ...good, name: "", email: "x", password: "1" });
    expect(all).toEqual({ name: "required", email: "email", password: "password_short" });
  });
});

test("a profile may follow the browser's language, which is written as nothing", () => {
  const form = { intent: "profile", name: "葵", language: "" };
  expect(troubleOf(profileSchema, form)).toEqual({});
  expect(Object.keys(troubleOf(profileSchema, { ...form, intent: "password" }))).toEqual(["intent"]);
  expect(Object.keys(troubleOf(profileSchema, { ...form, email: "x@y.example" }))).toEqual([
    "unrecognized_keys",
  ]);
});

test("a change of password holds the new one to the rules and the old one to none", () => {
  const form = { intent: "password", currentPassword: "old", newPassword: "new" };
  expect(troubleOf(passwordSchema, form)).toEqual({ newPassword: "password_short" });
  expect(troubleOf(passwordSchema, { ...form, newPassword: "tea on the porch" })).toEqual({});
});

describe("the device of a session", () => {
  const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
  test.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`, "Chrome, Windows"],
    [`Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0`, "Edge, Windows"],
    [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/140.0 Safari/537.36 OPR/120.0`, "Opera, Linux"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari, iPhone",
    ],
    [
      "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/604.1",
      "Safari, iPad",
    ],
    [
      `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/140.0 Mobile Safari/537.36`,
      "Chrome, Android",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
      "Safari, macOS",
    ],
    ["curl/8.5.0", null],
    ["SomeApp (Windows)", "Windows"],
    ["", null],
    [null, null],
  ])("%s is %s", (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });
});

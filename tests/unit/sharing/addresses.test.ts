import { describe, expect, test } from "vitest";
import { isAddressAllowed, linkStateOf, mayMeasure } from "~/features/sharing/policy";
import {
  lastMomentOf,
  normaliseCode,
  normaliseDomain,
  normaliseEmail,
  parseAllowed,
} from "~/features/sharing/utils";

describe("an address in its one form", () => {
  test.each([
    ["Ren@Hinoki.Example", "ren@hinoki.example"],
    ["  ren@hinoki.example \n", "ren@hinoki.example"],
    ["ren@hinoki.example.", "ren@hinoki.example"],
    ["ｒｅｎ＠ｈｉｎｏｋｉ．ｅｘａｍｐｌｅ", "ren@hinoki.example"],
    ["ren@檜.example", "ren@xn--egw.example"],
    ["ren@xn--egw.example", "ren@xn--egw.example"],
    ["ren+room@hinoki.example", "ren+room@hinoki.example"],
    ["o'brien@hinoki.example", "o'brien@hinoki.example"],
  ])("%j becomes %j", (typed, normal) => {
    expect(normaliseEmail(typed)).toBe(normal);
  });

  test.each([
    "",
    "ren",
    "@hinoki.example",
    "ren@",
    "ren@localhost",
    "ren@127.0.0.1",
    "ren@0x7f.1",
    "ren@[127.0.0.1]",
    "ren@hinoki.example/evil.test",
    "ren@hinoki.example:25",
    "ren@hinoki..example",
    "ren@-hinoki.example",
    "rеn@hinoki.example",
    "a@b@hinoki.example",
    "ren@hinoki.example,eve@evil.test",
    "ren@hinoki.example\r\nBcc: eve@evil.test",
    "ren sato@hinoki.example",
    `${"a".repeat(65)}@hinoki.example`,
    `ren@${"a".repeat(400)}.example`,
  ])("%j is no address", (typed) => {
    expect(normaliseEmail(typed)).toBeNull();
  });
});

describe("an allowed domain", () => {
  const list = { allowedDomains: ["acme.example", "xn--egw.example"], allowedEmails: ["ren@hinoki.example"] };
  const mayPass = (typed: string) => isAddressAllowed(list, normaliseEmail(typed) ?? "");

  test.each([
    "a@acme.example",
    "A@ACME.EXAMPLE",
    "a@acme.example.",
    "a@檜.example",
    "ren@hinoki.example",
    "Ren@hinoki.example",
  ])("lets %s pass", (typed) => expect(mayPass(typed)).toBe(true));

  test.each([
    "a@evil-acme.example",
    "a@acme.example.evil.test",
    "a@mail.acme.example",
    "a@acme.exampl",
    "a@acme.example@evil.test",
    "a@аcme.example",
    "a@acme.example,evil.test",
    "other@hinoki.example",
    "ren+x@hinoki.example",
    "",
  ])("keeps %s out", (typed) => expect(mayPass(typed)).toBe(false));

  test("nothing on the list allows everyone", () => {
    expect(isAddressAllowed({ allowedDomains: [], allowedEmails: [] }, "anyone@anywhere.example")).toBe(true);
  });
});

test("a list is read from lines, commas and Japanese commas, without doubles", () => {
  expect(parseAllowed("Acme.example, @acme.example\nren@Hinoki.example、檜.example")).toEqual({
    domains: ["acme.example", "xn--egw.example"],
    emails: ["ren@hinoki.example"],
    unreadable: [],
  });
  expect(parseAllowed("acme, *.acme.example").unreadable).toEqual(["acme", "*.acme.example"]);
  expect(normaliseDomain("acme.example.")).toBe("acme.example");
});

test.each([
  ["123456", "123456"],
  [" 123 456 ", "123456"],
  ["１２３４５６", "123456"],
  ["123-456", "123456"],
  ["１２３ー４５６", "123456"],
  ["12345", null],
  ["1234567", null],
  ["abcdef", null],
  ["٣٤٥٦٧٨", null],
])("the typed code %j is read as %j", (typed, digits) => {
  expect(normaliseCode(typed)).toBe(digits);
});

test("a link's last day ends with the day of the workspace's zone", () => {
  expect(lastMomentOf("2026-03-01", "Asia/Tokyo").toISOString()).toBe("2026-03-01T14:59:59.999Z");
  expect(lastMomentOf("2026-03-08", "America/New_York").toISOString()).toBe("2026-03-09T03:59:59.999Z");
  expect(lastMomentOf("2026-01-01", "Pacific/Kiritimati").toISOString()).toBe("2026-01-01T09:59:59.999Z");
  expect(lastMomentOf("2026-01-31", "Pacific/Pago_Pago").toISOString()).toBe("2026-02-01T10:59:59.999Z");
});

test("a link is active until its expiry, and never again once revoked", () => {
  const at = new Date("2026-03-01T00:00:00Z");
  const later = new Date(at.getTime() + 1);
  expect(linkStateOf({ revokedAt: null, expiresAt: null }, at)).toBe("active");
  expect(linkStateOf({ revokedAt: null, expiresAt: later }, at)).toBe("active");
  expect(linkStateOf({ revokedAt: null, expiresAt: at }, at)).toBe("expired");
  expect(linkStateOf({ revokedAt: at, expiresAt: later }, at)).toBe("revoked");
});

test.each([
  ["notice", "unasked", true],
  ["notice", "granted", true],
  ["notice", "declined", false],
  ["strict", "unasked", false],
  ["strict", "granted", true],
  ["strict", "declined", false],
] as const)("%s mode, %s: may measure is %s", (consentMode, consent, expected) => {
  expect(mayMeasure({ consentMode, consent, preview: false })).toBe(expected);
  expect(mayMeasure({ consentMode, consent, preview: true })).toBe(false);
});

import { describe, expect, test } from "vitest";
import {
  brandingSchema,
  domainSchema,
  generalSchema,
  hoursSchema,
  trackingSchema,
} from "~/features/workspaces/settings/schema";
import { mergeTexts, readHolidays, writeHolidays } from "~/features/workspaces/settings/utils";

describe("two people on one page of settings", () => {
  const seen = { name: "Kumano", language: "ja", "days[]": "1\n2" };

  test("keep each other's changes when they changed different things", () => {
    const typed = { ...seen, name: "Kumano Trading" };
    const stored = { ...seen, "days[]": "1\n2\n3" };
    expect(mergeTexts({ seen, typed, stored })).toEqual({
      merged: { name: "Kumano Trading", language: "ja", "days[]": "1\n2\n3" },
      clashes: [],
    });
  });

  test("clash on what both changed, each to something else", () => {
    const typed = { ...seen, name: "Mine", language: "en" };
    const stored = { ...seen, name: "Theirs", language: "en" };
    expect(mergeTexts({ seen, typed, stored }).clashes).toEqual(["name"]);
  });

  test("do not clash on line ends, and an unticked last box is a change", () => {
    const typed = { name: " Kumano ", language: "ja" };
    expect(mergeTexts({ seen, typed, stored: seen })).toMatchObject({
      merged: { name: "Kumano", "days[]": "" },
      clashes: [],
    });
  });
});

describe("own days off", () => {
  test.each([
    ["2026-12-29 年末休業", [{ day: "2026-12-29", name: "年末休業" }]],
    ["２０２６/１２/２９　年末", [{ day: "2026-12-29", name: "年末" }]],
    ["2026-08-13~2026-08-14 夏季", ["2026-08-13", "2026-08-14"].map((day) => ({ day, name: "夏季" }))],
    ["2026-01-02\n\n2026-01-01", ["2026-01-01", "2026-01-02"].map((day) => ({ day, name: "" }))],
    ["", []],
  ])("%j are read", (text, holidays) => {
    expect(readHolidays(text)).toEqual(holidays);
  });

  test.each([
    "tomorrow",
    "2026-02-30",
    "2026-12-31..2026-12-01",
    "2026-01-01..2099-01-01",
    `2026-01-01 ${"x".repeat(61)}`,
  ])("%j are not", (text) => {
    expect(readHolidays(text)).toBeNull();
  });

  test("are written back in runs, and read to the same", () => {
    const text = "2026-08-13..2026-08-15 夏季休業\n2026-12-29 年末";
    expect(writeHolidays(readHolidays(text) ?? [])).toBe(text);
  });
});

type Result = {
  success: boolean;
  error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] };
};
const messagesOf = ({ error }: Result) =>
  Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));

describe("what is typed", () => {
  const general = {
    name: " Kumano\u202E ",
    language: "ja",
    timeZone: "Asia/Tokyo",
    currency: "JPY",
    currencies: ["JPY", "USD"],
    fiscalYearStart: "4",
    linkPreviews: "members",
  };

  test("is cleaned, and the main currency is no further one", () => {
    expect(generalSchema.parse(general)).toMatchObject({
      name: "Kumano",
      currencies: ["USD"],
      fiscalYearStart: 4,
    });
  });

  test("is refused at its field", () => {
    const wrong = {
      ...general,
      name: " ",
      timeZone: "Mars/Base",
      currency: "XXX",
      fiscalYearStart: "13",
      linkPreviews: "x",
    };
    expect(messagesOf(generalSchema.safeParse(wrong))).toEqual({
      name: "required",
      timeZone: "time_zone",
      currency: "currency",
      fiscalYearStart: "choice",
      linkPreviews: "choice",
    });
    expect(messagesOf(generalSchema.safeParse({ ...general, name: "あ".repeat(101) }))).toEqual({
      name: "too_long",
    });
    expect(generalSchema.safeParse({ ...general, role: "admin" }).success).toBe(false);
  });

  test.each([
    ["#2F6F5E", "#2f6f5e"],
    ["abc", "#aabbcc"],
    ["＃１２３４５６", "#123456"],
  ])("%s is the colour %s", (typed, colour) => {
    expect(brandingSchema.parse({ brandColor: typed, senderName: "" })).toEqual({
      brandColor: colour,
      senderName: null,
    });
  });

  test.each(["red", "#12345", "url(x)", ""])("%j is no colour", (brandColor) => {
    expect(messagesOf(brandingSchema.safeParse({ brandColor, senderName: "" }))).toEqual({
      brandColor: "colour",
    });
  });

  test("hours end after they start, on one day at least", () => {
    const hours = { workDays: ["1"], workStart: "09:00", workEnd: "18:00", holidayCountry: "" };
    expect(hoursSchema.parse(hours)).toMatchObject({ workDays: [1], holidayCountry: null, ownHolidays: [] });
    expect(messagesOf(hoursSchema.safeParse({ ...hours, workEnd: "08:59" }))).toEqual({
      workEnd: "settings:errors.hours",
    });
    const wrong = { ...hours, workDays: [], workStart: "25:00", ownHolidays: "soon" };
    expect(messagesOf(hoursSchema.safeParse(wrong))).toMatchObject({
      workDays: "choose_one",
      workStart: "time",
      ownHolidays: "settings:errors.holidays",
    });
  });

  test("domains and networks are listed as people write them", () => {
    const typed = {
      ownDomains: "@Kumano.example、hinoki.example\nkumano.example",
      ownNetworks: "203.0.113.7 2001:DB8::/32",
      alertHoldSeconds: "60",
    };
    expect(trackingSchema.parse(typed)).toEqual({
      ownDomains: ["kumano.example", "hinoki.example"],
      ownNetworks: ["203.0.113.7", "2001:db8::/32"],
      alertHoldSeconds: 60,
    });
  });

  test.each(["0.0.0.0/0", "::/0", "10.0.0.0/4", "300.1.1.1", "office"])(
    "%s is no network of a company",
    (typed) => {
      const form = { ownDomains: "", ownNetworks: typed, alertHoldSeconds: "45" };
      expect(messagesOf(trackingSchema.safeParse(form))).toEqual({ ownNetworks: "settings:errors.networks" });
    },
  );

  test("an alert waits from 30 to 180 seconds", () => {
    for (const alertHoldSeconds of ["29", "181", "soon"]) {
      const form = { ownDomains: "", ownNetworks: "", alertHoldSeconds };
      expect(messagesOf(trackingSchema.safeParse(form))).toHaveProperty("alertHoldSeconds");
    }
  });

  test.each([
    ["https://Rooms.Kumano.example/", "rooms.kumano.example"],
    ["提案.example", "xn--o0u82h.example"],
    [" ", null],
  ])("%s is the domain %s", (typed, domain) => {
    expect(domainSchema.parse({ customDomain: typed })).toEqual({ customDomain: domain });
  });

  test.each([
    "localhost",
    "rooms.kumano.example/path",
    "203.0.113.7",
    "a b.example",
    "rooms.kumano.example:8080",
  ])("%j is no domain for rooms", (customDomain) => {
    expect(messagesOf(domainSchema.safeParse({ customDomain }))).toEqual({ customDomain: "domain" });
  });
});

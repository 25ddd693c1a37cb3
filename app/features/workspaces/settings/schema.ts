import ipaddr from "ipaddr.js";
import { z } from "zod";
import { normaliseDomain } from "~/platform/domain-names";
import { CURRENCIES } from "~/platform/i18n/currencies";
import { LANGUAGES } from "~/platform/i18n/language";
import { cleanLine, cleanText } from "~/platform/text";
import { isTimeZone, LINK_PREVIEWS, readHolidays, type Texts } from "./utils";

export const SECTION_KEYS = ["general", "branding", "hours", "tracking", "domain"] as const;
export type SectionKey = (typeof SECTION_KEYS)[number];

const MAX_NAME_CHARS = 100;
const MAX_LINES = 200;
const MAX_TEXT_CHARS = 20_000;
export const ALERT_HOLD = { min: 30, max: 180 } as const;

const line = (maxChars: number) =>
  z.string("required").transform(cleanLine).pipe(z.string().max(maxChars, "too_long"));

export const generalSchema = z
  .strictObject({
    name: line(MAX_NAME_CHARS).pipe(z.string().min(1, "required")),
    language: z.enum(LANGUAGES, "choice"),
    timeZone: z.string("required").max(60, "time_zone").refine(isTimeZone, "time_zone"),
    currency: z.enum(CURRENCIES, "currency"),
    currencies: z.array(z.enum(CURRENCIES, "currency")).default([]),
    fiscalYearStart: z.coerce.number("choice").int("choice").min(1, "choice").max(12, "choice"),
    linkPreviews: z.enum(LINK_PREVIEWS, "choice"),
  })
  .transform((form) => ({ ...form, currencies: form.currencies.filter((code) => code !== form.currency) }));

export const brandingSchema = z.strictObject({
  brandColor: z.string("required").transform(readColour).pipe(z.string("colour")),
  senderName: line(MAX_NAME_CHARS).transform((name) => name || null),
});

const time = z.string("required").regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time");

export const hoursSchema = z
  .strictObject({
    workDays: z
      .array(
        z
          .string()
          .regex(/^[1-7]$/, "choice")
          .transform(Number),
      )
      .default([])
      .pipe(z.array(z.number()).min(1, "choose_one")),
    workStart: time,
    workEnd: time,
    holidayCountry: z.union([z.literal("JP"), z.literal("").transform(() => null)]),
    ownHolidays: z
      .string()
      .default("")
      .pipe(z.string().max(MAX_TEXT_CHARS, "too_long"))
      .transform((text, context) => {
        const holidays = readHolidays(cleanText(text));
        if (holidays === null) context.addIssue({ code: "custom", message: "settings:errors.holidays" });
        return holidays ?? [];
      }),
  })
  .refine((form) => form.workStart < form.workEnd, { path: ["workEnd"], message: "settings:errors.hours" });

/** One entry a line, commas allowed; whatever can't be read is told by its key. */
function entries(read: (entry: string) => string | null, message: string) {
  return z
    .string()
    .default("")
    .pipe(z.string().max(MAX_TEXT_CHARS, "too_long"))
    .transform((text, context) => {
      const typed = text.split(/[\s,、，;；]+/).filter(Boolean);
      const known = typed.map(read);
      if (known.includes(null)) context.addIssue({ code: "custom", message });
      if (typed.length > MAX_LINES) context.addIssue({ code: "custom", message: "too_long" });
      return [...new Set(known.filter((entry) => entry !== null))];
    });
}

export const trackingSchema = z.strictObject({
  ownDomains: entries(normaliseDomain, "settings:errors.domains"),
  ownNetworks: entries(readNetwork, "settings:errors.networks"),
  alertHoldSeconds: z.coerce
    .number("number")
    .int("integer")
    .min(ALERT_HOLD.min, "settings:errors.alertHold")
    .max(ALERT_HOLD.max, "settings:errors.alertHold"),
});

export const domainSchema = z.strictObject({
  customDomain: line(300).transform((text, context) => {
    if (text === "") return null;
    const domain = normaliseDomain(text.replace(/^https?:\/\//i, "").replace(/\/$/, ""));
    if (domain === null) context.addIssue({ code: "custom", message: "domain" });
    return domain;
  }),
});

/** #rrggbb out of #RGB, rrggbb or full-width typing. */
function readColour(text: string): string | undefined {
  const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text.normalize("NFKC").trim().toLowerCase()) ?? [];
  if (digits === undefined) return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`;
}

/** The widest networks a company has; wider ones would make every visitor one of us. */
const WIDEST_PREFIX = { ipv4: 8, ipv6: 16 } as const;

function readNetwork(text: string): string | null {
  const entry = text.normalize("NFKC");
  if (ipaddr.isValid(entry)) return ipaddr.process(entry).toString();
  if (!ipaddr.isValidCIDR(entry)) return null;
  const [address, bits] = ipaddr.parseCIDR(entry);
  return bits < WIDEST_PREFIX[address.kind()] ? null : `${address.toString()}/${bits}`;
}

/** A page as it is stored. */
export type SettingsView = { readonly stored: Texts; readonly canChange: boolean };

/** What came of saving a page. */
export type SettingsReply = {
  readonly done: boolean;
  readonly errors: Readonly<Record<string, string>>;
  /** What was typed, when it was not taken. */
  readonly values: Texts | null;
  /** What the form was filled with, for the next try. */
  readonly seen: Texts | null;
  /** Fields that somebody else changed meanwhile, with their values. */
  readonly theirs: Texts | null;
};

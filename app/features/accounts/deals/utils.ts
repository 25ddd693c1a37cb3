import type { Deal } from "./data.server";

export { CURRENCIES } from "~/platform/i18n/currencies";

/** From the first talk to the signature. */
export const DEAL_STAGES = ["qualify", "discover", "propose", "negotiate", "close"] as const;

/** The largest whole number that survives JSON and both databases, in minor units. */
export const MAX_AMOUNT_MINOR = Number.MAX_SAFE_INTEGER;

const AMOUNT = /^(\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.(\d+))?([千万億])?$/;
const POWERS_OF_TEN = new Map([
  ["千", 3],
  ["万", 4],
  ["億", 8],
]);

/** Decimal places of a currency: 0 for JPY, 2 for USD. */
export function decimalsOf(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 0
  );
}

/**
 * Minor units from what people type: "1,200,000", "１２０万円", "$1,250.50". Null when it is no amount, is negative,
 * has more decimals than the currency or is too large.
 */
export function parseAmount(text: string, currency: string): number | null {
  const bare = text
    .normalize("NFKC")
    .replace(/[\s_]/g, "")
    .replace(new RegExp(`^(?:${currency}|[\\p{Sc}])|(?:${currency}|円|[\\p{Sc}])$`, "giu"), "");
  const [, whole, fraction = "", unit = ""] = AMOUNT.exec(bare) ?? [];
  if (whole === undefined) return null;
  const power = decimalsOf(currency) + (POWERS_OF_TEN.get(unit) ?? 0);
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > power) return null;
  const minor = BigInt(whole.replaceAll(",", "") + significant.padEnd(power, "0"));
  return minor <= BigInt(MAX_AMOUNT_MINOR) ? Number(minor) : null;
}

/** Minor units as plain text for a form field; parseAmount gives the same number back. */
export function formatAmount(amountMinor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(amountMinor).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals > 0 ? `${whole}.${digits.slice(-decimals)}` : whole;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day of the calendar from 1900 to 2200, as YYYY-MM-DD. */
export function isCalendarDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

type DealTexts = Pick<
  Deal,
  "name" | "stage" | "amountMinor" | "currency" | "closeDate" | "ownerId" | "version"
>;

/** A stored deal as the texts of its form. */
export function dealTexts(deal: DealTexts): Record<string, string> {
  return {
    name: deal.name,
    stage: deal.stage,
    amount: deal.amountMinor === null ? "" : formatAmount(deal.amountMinor, deal.currency),
    currency: deal.currency,
    closeDate: deal.closeDate ?? "",
    ownerId: deal.ownerId,
    version: String(deal.version),
  };
}

import { CURRENCIES } from "~/platform/i18n/currencies";

/** How fractions of the smallest coin are treated: 切り捨て, 四捨五入, 切り上げ. */
export const ROUNDINGS = ["floor", "round", "ceil"] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** Whether unit prices are told without the tax or with it. */
export const TAX_MODES = ["exclusive", "inclusive"] as const;
export type TaxMode = (typeof TAX_MODES)[number];

export const DISCOUNT_KINDS = ["none", "percent", "amount"] as const;

export const MAX_LINES = 100;
/** Thousandths: up to a million pieces. */
export const MAX_QUANTITY_MILLI = 1_000_000_000;
/** With the limits of quantity and lines no sum leaves the whole numbers that JSON carries exactly. */
export const MAX_LINE_MINOR = 10_000_000_000_000;
/** Basis points: 10,000 are 100 %. */
export const MAX_TAX_RATE = 10_000;

export type PricingLine = {
  id: string;
  name: string;
  description: string;
  /** Thousandths, so that 1.5 days stay a whole number. */
  quantityMilli: number;
  unitMinor: number;
  discountKind: (typeof DISCOUNT_KINDS)[number];
  /** Basis points for `percent`, minor units for `amount`, 0 for `none`. */
  discount: number;
  /** Basis points: 1,000 is the Japanese standard rate, 800 the reduced one. */
  taxRate: number;
  /** The reader may switch it on or off. */
  optional: boolean;
  /** Whether an optional line is on until somebody chooses. */
  isOn: boolean;
};

export type Pricing = {
  currency: string;
  rounding: Rounding;
  taxMode: TaxMode;
  lines: PricingLine[];
};

export type LineTotal = { line: PricingLine; isOn: boolean; netMinor: number };
export type RateTotal = { taxRate: number; baseMinor: number; taxMinor: number };
export type PricingTotals = {
  lines: LineTotal[];
  /** One entry a rate, the highest first: the tax is rounded once for each, as a qualified invoice must. */
  rates: RateTotal[];
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
};

/**
 * The sums of a table in minor units. `chosen` are the ids of the optional lines that are on; null takes each line's
 * own state. Tax is worked out per rate from the sum of its lines and rounded once (適格請求書: 税率ごとに1回).
 */
export function totalsOf(pricing: Pricing, chosen: readonly string[] | null = null): PricingTotals {
  const lines = pricing.lines.map((line) => ({
    line,
    isOn: isLineOn(line, chosen),
    netMinor: lineMinor(line, pricing.rounding),
  }));
  const bases = new Map<number, number>();
  for (const { line, isOn, netMinor } of lines)
    if (isOn) bases.set(line.taxRate, (bases.get(line.taxRate) ?? 0) + netMinor);
  const rates = [...bases]
    .sort(([a], [b]) => b - a)
    .map(([taxRate, sumMinor]) => rateTotal(taxRate, sumMinor, pricing));
  const netMinor = rates.reduce((sum, { baseMinor }) => sum + baseMinor, 0);
  const taxMinor = rates.reduce((sum, rate) => sum + rate.taxMinor, 0);
  return { lines, rates, netMinor, taxMinor, totalMinor: netMinor + taxMinor };
}

export function isLineOn(line: PricingLine, chosen: readonly string[] | null): boolean {
  if (!line.optional) return true;
  return chosen === null ? line.isOn : chosen.includes(line.id);
}

/** The ids of the optional lines that are on before anybody chooses. */
export function chosenAtFirst(pricing: Pricing): string[] {
  return pricing.lines.filter((line) => line.optional && line.isOn).map((line) => line.id);
}

/** Quantity times price less the discount; never below nothing. */
export function lineMinor(line: PricingLine, rounding: Rounding): number {
  const gross = divide(BigInt(line.quantityMilli) * BigInt(line.unitMinor), 1_000n, rounding);
  const off =
    line.discountKind === "percent"
      ? divide(BigInt(gross) * BigInt(line.discount), 10_000n, rounding)
      : line.discount;
  return Math.max(0, gross - off);
}

function rateTotal(taxRate: number, sumMinor: number, { taxMode, rounding }: Pricing): RateTotal {
  const rate = BigInt(taxRate);
  if (taxMode === "exclusive")
    return {
      taxRate,
      baseMinor: sumMinor,
      taxMinor: divide(BigInt(sumMinor) * rate, 10_000n, rounding),
    };
  const taxMinor = divide(BigInt(sumMinor) * rate, 10_000n + rate, rounding);
  return { taxRate, baseMinor: sumMinor - taxMinor, taxMinor };
}

/** Of numbers that are not negative. */
function divide(value: bigint, by: bigint, rounding: Rounding): number {
  if (rounding === "floor") return Number(value / by);
  if (rounding === "ceil") return Number((value + by - 1n) / by);
  return Number((value * 2n + by) / (by * 2n));
}

/** Whether this is a table of ours, complete and within its limits. */
export function isPricing(value: unknown): value is Pricing {
  if (!isRecord(value) || !hasOnly(value, ["currency", "rounding", "taxMode", "lines"])) return false;
  const { currency, rounding, taxMode, lines } = value;
  return (
    isOneOf(CURRENCIES, currency) &&
    isOneOf(ROUNDINGS, rounding) &&
    isOneOf(TAX_MODES, taxMode) &&
    Array.isArray(lines) &&
    lines.length <= MAX_LINES &&
    lines.every(isLine) &&
    new Set(lines.map(({ id }) => id)).size === lines.length
  );
}

const LINE_FIELDS = [
  "id",
  "name",
  "description",
  "quantityMilli",
  "unitMinor",
  "discountKind",
  "discount",
  "taxRate",
  "optional",
  "isOn",
];

function isLine(value: unknown): value is PricingLine {
  if (!isRecord(value) || !hasOnly(value, LINE_FIELDS)) return false;
  const { id, name, description, quantityMilli, unitMinor, discountKind, discount } = value;
  if (typeof id !== "string" || !/^[0-9a-z]{1,26}$/.test(id)) return false;
  if (!isText(name, 200) || !isText(description, 1_000)) return false;
  if (!isCount(quantityMilli, MAX_QUANTITY_MILLI) || !isCount(unitMinor, MAX_LINE_MINOR)) return false;
  if (BigInt(quantityMilli) * BigInt(unitMinor) > BigInt(MAX_LINE_MINOR) * 1_000n) return false;
  if (!isOneOf(DISCOUNT_KINDS, discountKind)) return false;
  const mostOff = { none: 0, percent: 10_000, amount: MAX_LINE_MINOR }[discountKind];
  if (!isCount(discount, mostOff) || !isCount(value.taxRate, MAX_TAX_RATE)) return false;
  return typeof value.optional === "boolean" && typeof value.isOn === "boolean";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasOnly(value: object, names: readonly string[]): boolean {
  const keys = Object.keys(value);
  return keys.length === names.length && names.every((name) => Object.hasOwn(value, name));
}

function isOneOf<const Word extends string>(words: readonly Word[], value: unknown): value is Word {
  return words.some((word) => word === value);
}

function isText(value: unknown, max: number): boolean {
  return typeof value === "string" && value.length <= max;
}

function isCount(value: unknown, max: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max;
}

import { decimalsOf, formatAmount, parseAmount } from "~/features/accounts/deals/utils";
import { cleanLine, cleanText } from "~/platform/text";
import { newBlockId } from "../blocks/new-block-id";
import {
  DISCOUNT_KINDS,
  isPricing,
  MAX_LINE_MINOR,
  MAX_QUANTITY_MILLI,
  MAX_TAX_RATE,
  type Pricing,
  type PricingLine,
} from "./utils";

/** A line as it stands in a form: what was typed, right or wrong. */
export type LineDraft = {
  id: string;
  name: string;
  description: string;
  quantity: string;
  unitPrice: string;
  discountKind: PricingLine["discountKind"];
  discount: string;
  taxRate: string;
  optional: boolean;
  isOn: boolean;
};

export type PricingDraft = Omit<Pricing, "lines"> & { lines: LineDraft[] };
export type DraftField = "name" | "quantity" | "unitPrice" | "discount" | "taxRate";
/** By `line id` and field. */
export type DraftErrors = Readonly<Record<string, Partial<Record<DraftField, "required" | "invalid">>>>;

export function newLineDraft(): LineDraft {
  return {
    id: newBlockId(),
    name: "",
    description: "",
    quantity: "1",
    unitPrice: "",
    discountKind: "none",
    discount: "",
    taxRate: "10",
    optional: false,
    isOn: true,
  };
}

export function newPricingDraft(currency: string): PricingDraft {
  return { currency, rounding: "floor", taxMode: "exclusive", lines: [newLineDraft()] };
}

export function draftOf(pricing: Pricing): PricingDraft {
  const { currency } = pricing;
  const lines = pricing.lines.map((line) => ({
    id: line.id,
    name: line.name,
    description: line.description,
    quantity: decimalText(line.quantityMilli, 3),
    unitPrice: formatAmount(line.unitMinor, currency),
    discountKind: line.discountKind,
    discount: discountText(line, currency),
    taxRate: decimalText(line.taxRate, 2),
    optional: line.optional,
    isOn: line.isOn,
  }));
  return { ...pricing, lines };
}

/** The table that was typed, or what is wrong with it, field by field. */
export function pricingFrom(
  draft: PricingDraft,
): { ok: true; pricing: Pricing } | { ok: false; errors: DraftErrors } {
  const errors: Record<string, Partial<Record<DraftField, "required" | "invalid">>> = {};
  const lines = draft.lines.map((line) =>
    lineFrom(line, draft, (field, error) => {
      errors[line.id] = { ...errors[line.id], [field]: error };
    }),
  );
  const { currency, rounding, taxMode } = draft;
  const pricing = { currency, rounding, taxMode, lines };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  if (isPricing(pricing)) return { ok: true, pricing };
  // What remains is a product that no sum can hold.
  const tooMuch = lines.map(({ id }) => [id, { unitPrice: "invalid" as const }]);
  return { ok: false, errors: Object.fromEntries(tooMuch) };
}

type Complain = (field: DraftField, error: "required" | "invalid") => void;

function lineFrom(line: LineDraft, { currency }: PricingDraft, complain: Complain): PricingLine {
  const name = cleanLine(line.name).slice(0, 200);
  if (name === "") complain("name", "required");
  const number = (field: DraftField, value: number | null, max: number) => {
    if (value === null || value > max) complain(field, "invalid");
    return value ?? 0;
  };
  return {
    id: line.id,
    name,
    description: cleanText(line.description).slice(0, 1_000),
    quantityMilli: number("quantity", parseDecimal(line.quantity, 3), MAX_QUANTITY_MILLI),
    unitMinor: number("unitPrice", parseAmount(line.unitPrice, currency), MAX_LINE_MINOR),
    discountKind: line.discountKind,
    discount: number(
      "discount",
      discountFrom(line, currency),
      line.discountKind === "percent" ? 10_000 : MAX_LINE_MINOR,
    ),
    taxRate: number("taxRate", parseDecimal(line.taxRate, 2), MAX_TAX_RATE),
    optional: line.optional,
    isOn: line.optional ? line.isOn : true,
  };
}

function discountFrom({ discountKind, discount }: LineDraft, currency: string): number | null {
  if (discountKind === "none") return 0;
  return discountKind === "percent" ? parseDecimal(discount, 2) : parseAmount(discount, currency);
}

function discountText({ discountKind, discount }: PricingLine, currency: string): string {
  if (discountKind === "none") return "";
  return discountKind === "percent" ? decimalText(discount, 2) : formatAmount(discount, currency);
}

/** "1.5" with three decimals as 1,500; null for what is no number or finer. Full-width digits count too. */
export function parseDecimal(text: string, decimals: number): number | null {
  const bare = text.normalize("NFKC").replace(/[\s,%]/g, "");
  const [, whole, fraction = ""] = /^(\d{1,9})(?:\.(\d+))?$/.exec(bare) ?? [];
  const significant = fraction.replace(/0+$/, "");
  if (whole === undefined || significant.length > decimals) return null;
  return Number(whole + significant.padEnd(decimals, "0"));
}

function decimalText(value: number, decimals: number): string {
  const digits = String(value).padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return digits.slice(0, -decimals) + (fraction && `.${fraction}`);
}

/** Another currency keeps the figures; decimals it doesn't have are cut. */
export function inCurrency(draft: PricingDraft, currency: string): PricingDraft {
  if (decimalsOf(currency) >= decimalsOf(draft.currency)) return { ...draft, currency };
  const cut = (text: string) => text.replace(/\.\d*$/, "");
  const lines = draft.lines.map((line) => ({
    ...line,
    unitPrice: cut(line.unitPrice),
    discount: line.discountKind === "amount" ? cut(line.discount) : line.discount,
  }));
  return { ...draft, currency, lines };
}

export function isDiscountKind(text: string): text is PricingLine["discountKind"] {
  return DISCOUNT_KINDS.some((kind) => kind === text);
}

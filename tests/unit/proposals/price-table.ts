import type { Pricing, PricingLine } from "~/features/rooms/proposals/pricing/utils";

/** One licence of 1,000 yen at ten percent. */
export const line = (given: Partial<PricingLine> = {}): PricingLine => ({
  id: "a",
  name: "Licence",
  description: "",
  quantityMilli: 1_000,
  unitMinor: 1_000,
  discountKind: "none",
  discount: 0,
  taxRate: 1_000,
  optional: false,
  isOn: true,
  ...given,
});

export const table = (lines: Partial<PricingLine>[], given: Partial<Pricing> = {}): Pricing => ({
  currency: "JPY",
  rounding: "floor",
  taxMode: "exclusive",
  lines: lines.map((one, at) => line({ id: `l${at}`, ...one })),
  ...given,
});

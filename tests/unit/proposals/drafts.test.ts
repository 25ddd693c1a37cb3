import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  draftOf,
  inCurrency,
  type LineDraft,
  newPricingDraft,
  parseDecimal,
  pricingFrom,
} from "~/features/rooms/proposals/pricing/drafts";
import { isPricing, type Pricing } from "~/features/rooms/proposals/pricing/utils";

const draft = (line: Partial<LineDraft>, currency = "JPY") => {
  const begun = newPricingDraft(currency);
  return {
    ...begun,
    lines: begun.lines.map((one) => ({ ...one, name: "Licence", unitPrice: "100", ...line })),
  };
};
const errorsOf = (line: Partial<LineDraft>, currency?: string) => {
  const typed = pricingFrom(draft(line, currency));
  return typed.ok ? {} : Object.values(typed.errors)[0];
};
const lineOf = (line: Partial<LineDraft>, currency?: string) => {
  const typed = pricingFrom(draft(line, currency));
  if (!typed.ok) throw new Error(JSON.stringify(typed.errors));
  return typed.pricing.lines[0];
};

describe("numbers as people type them", () => {
  test.each([
    ["1.5", 3, 1_500],
    ["１，０００", 3, 1_000_000],
    ["10%", 2, 1_000],
    ["8.25", 2, 825],
    ["1.0000", 3, 1_000],
    ["0", 3, 0],
  ])("%s with %i decimals is %i", (text, decimals, expected) => {
    expect(parseDecimal(text, decimals)).toBe(expected);
  });

  test.each(["", "x", "-1", "1.2345", "1e3", ".5", "1.", "1234567890"])("%j is none", (text) => {
    expect(parseDecimal(text, 3)).toBeNull();
  });
});

describe("a price table as it is typed", () => {
  test("becomes a table of whole numbers", () => {
    expect(lineOf({ quantity: "2.5", unitPrice: "１２０万円", taxRate: "8" })).toMatchObject({
      quantityMilli: 2_500,
      unitMinor: 1_200_000,
      taxRate: 800,
    });
    expect(lineOf({ unitPrice: "10.50", discountKind: "amount", discount: "1.25" }, "USD")).toMatchObject({
      unitMinor: 1_050,
      discount: 125,
    });
  });

  test("forgets marks that turn text around, and a discount that was switched off", () => {
    expect(lineOf({ name: "A\u202eB", discountKind: "none", discount: "5" })).toMatchObject({
      name: "AB",
      discount: 0,
    });
  });

  test.each([
    [{ name: " " }, { name: "required" }],
    [{ unitPrice: "" }, { unitPrice: "invalid" }],
    [{ unitPrice: "10.5" }, { unitPrice: "invalid" }],
    [{ quantity: "many" }, { quantity: "invalid" }],
    [{ discountKind: "percent" as const, discount: "101" }, { discount: "invalid" }],
    [{ taxRate: "200" }, { taxRate: "invalid" }],
    [{ quantity: "999999", unitPrice: "9999999999999" }, { unitPrice: "invalid" }],
  ])("%j is told at its field", (line, errors) => {
    expect(errorsOf(line)).toEqual(errors);
  });

  test("a line that isn't optional is always on", () => {
    expect(lineOf({ optional: false, isOn: false })?.isOn).toBe(true);
    expect(lineOf({ optional: true, isOn: false })?.isOn).toBe(false);
  });

  test("another currency keeps the figures and drops decimals it doesn't have", () => {
    const dollars = draft({ unitPrice: "10.50", discountKind: "amount", discount: "1.25" }, "USD");
    expect(inCurrency(dollars, "JPY").lines[0]).toMatchObject({ unitPrice: "10", discount: "1" });
    expect(inCurrency(dollars, "EUR").lines[0]).toMatchObject({ unitPrice: "10.50", discount: "1.25" });
  });

  test("is the same again after it was stored", () => {
    const lines = fc.array(
      fc.record({
        name: fc.stringMatching(/^[A-Za-z]{1,20}$/),
        description: fc.constant(""),
        quantityMilli: fc.nat(1_000_000),
        unitMinor: fc.nat(1_000_000),
        discountKind: fc.constantFrom("none", "percent", "amount"),
        discount: fc.nat(10_000),
        taxRate: fc.nat(10_000),
        optional: fc.constant(true),
        isOn: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom("JPY", "USD"), (given, currency) => {
        const pricing = {
          currency,
          rounding: "round",
          taxMode: "inclusive",
          lines: given.map((line, at) => ({
            ...line,
            id: `l${at}`,
            discount: line.discountKind === "none" ? 0 : line.discount,
          })),
        } as Pricing;
        expect(isPricing(pricing)).toBe(true);
        expect(pricingFrom(draftOf(pricing))).toEqual({ ok: true, pricing });
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CURRENCIES,
  decimalsOf,
  formatAmount,
  isCalendarDay,
  MAX_AMOUNT_MINOR,
  parseAmount,
} from "~/features/accounts/deals/utils";

describe("an amount as people type it", () => {
  test.each([
    ["1,200,000", "JPY", 1_200_000],
    ["1200000", "JPY", 1_200_000],
    ["¥1,200,000", "JPY", 1_200_000],
    ["￥１，２００，０００", "JPY", 1_200_000],
    ["１２０万円", "JPY", 1_200_000],
    ["1.2億", "JPY", 120_000_000],
    ["3,000 円", "JPY", 3_000],
    ["1,000.00", "JPY", 1_000],
    ["0", "JPY", 0],
    ["$1,250.50", "USD", 125_050],
    ["1250.5", "USD", 125_050],
    ["1250", "USD", 125_000],
    ["usd 1 250.05", "USD", 125_005],
    ["€99.99", "EUR", 9_999],
    ["12,00,000", "INR", 120_000_000],
    ["  42  ", "KRW", 42],
    ["9007199254740991", "JPY", MAX_AMOUNT_MINOR],
  ])("%s in %s is %d minor units", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  test.each([
    ["", "JPY"],
    ["-5", "JPY"],
    ["1.5", "JPY"],
    ["1.005", "USD"],
    ["1,50", "EUR"],
    ["1,2,3", "JPY"],
    [",100", "JPY"],
    ["1e9", "JPY"],
    ["0x10", "JPY"],
    ["NaN", "JPY"],
    ["Infinity", "JPY"],
    ["about 5", "JPY"],
    ["1.2.3", "USD"],
    ["9007199254740992", "JPY"],
    ["90071992547409.92", "USD"],
    ["99999999999999999999999999", "JPY"],
  ])("%s in %s is refused", (text, currency) => {
    expect(parseAmount(text, currency)).toBeNull();
  });

  test.each([
    [1_200_000, "JPY", "1,200,000"],
    [0, "JPY", "0"],
    [0, "USD", "0.00"],
    [5, "USD", "0.05"],
    [125_050, "USD", "1,250.50"],
    [999, "EUR", "9.99"],
  ])("%d minor units of %s read %s in a form", (minor, currency, text) => {
    expect(formatAmount(minor, currency)).toBe(text);
  });

  test("survives the way into the form and back in every currency", () => {
    const amounts = fc.integer({ min: 0, max: MAX_AMOUNT_MINOR });
    fc.assert(
      fc.property(amounts, fc.constantFrom(...CURRENCIES), (minor, currency) => {
        expect(parseAmount(formatAmount(minor, currency), currency)).toBe(minor);
      }),
    );
  });

  test("has the decimals of its currency", () => {
    expect([decimalsOf("JPY"), decimalsOf("KRW"), decimalsOf("USD"), decimalsOf("EUR")]).toEqual([
      0, 0, 2, 2,
    ]);
  });
});

describe("a day of the calendar", () => {
  test.each(["2026-02-28", "2024-02-29", "1900-01-01", "2200-12-31"])("%s is one", (day) => {
    expect(isCalendarDay(day)).toBe(true);
  });

  test.each([
    "2026-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "1899-12-31",
    "2201-01-01",
    "2026-1-1",
    "20260101",
    "tomorrow",
    "",
  ])("%s is none", (day) => {
    expect(isCalendarDay(day)).toBe(false);
  });
});

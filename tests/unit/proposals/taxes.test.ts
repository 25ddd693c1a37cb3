import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pricingChoiceSchema } from "~/features/rooms/proposals/pricing/schema";
import { pricingOf, sumsIn, tablesIn } from "~/features/rooms/proposals/pricing/tables";
import {
  isLineOn,
  isPricing,
  lineMinor,
  MAX_LINE_MINOR,
  MAX_LINES,
  type Pricing,
  type PricingLine,
  ROUNDINGS,
  TAX_MODES,
  totalsOf,
} from "~/features/rooms/proposals/pricing/utils";
import { line, table } from "./price-table";

describe("a line", () => {
  test.each<[Partial<PricingLine>, floor: number, round: number, ceil: number]>([
    [{ quantityMilli: 1_500, unitMinor: 101 }, 151, 152, 152],
    [{ quantityMilli: 333, unitMinor: 100 }, 33, 33, 34],
    [{ quantityMilli: 1, unitMinor: 500 }, 0, 1, 1],
    [{ quantityMilli: 1, unitMinor: 499 }, 0, 0, 1],
    [{ quantityMilli: 0, unitMinor: 999 }, 0, 0, 0],
    [{ unitMinor: 0 }, 0, 0, 0],
    [{ unitMinor: 99, discountKind: "percent", discount: 5_000 }, 50, 49, 49],
    [{ unitMinor: 101, discountKind: "percent", discount: 3_333 }, 68, 67, 67],
    [{ unitMinor: 101, discountKind: "percent", discount: 0 }, 101, 101, 101],
    [{ unitMinor: 1, discountKind: "percent", discount: 1 }, 1, 1, 0],
    [{ unitMinor: 500, discountKind: "amount", discount: 500 }, 0, 0, 0],
    [{ unitMinor: 500, discountKind: "amount", discount: 501 }, 0, 0, 0],
  ])("%j comes to %i, %i or %i", (given, floor, round, ceil) => {
    expect(ROUNDINGS.map((rounding) => lineMinor(line(given), rounding))).toEqual([floor, round, ceil]);
  });

  test("counts exactly where floating point would not", () => {
    // 0.1 and 0.2 of 3 yen each would be 0.30000000000000004 and more.
    expect(lineMinor(line({ quantityMilli: 100, unitMinor: 30 }), "ceil")).toBe(3);
    const huge = line({ quantityMilli: 999_999_999, unitMinor: 9_007_199 });
    expect(lineMinor(huge, "floor")).toBe(9_007_198_990_992);
  });

  test("is on as the reader says only where the reader may say it", () => {
    expect(isLineOn(line({ optional: false, isOn: false }), [])).toBe(true);
    expect(isLineOn(line({ optional: true, isOn: true }), null)).toBe(true);
    expect(isLineOn(line({ optional: true, isOn: true }), [])).toBe(false);
    expect(isLineOn(line({ id: "x", optional: true, isOn: false }), ["x"])).toBe(true);
  });
});

describe("tax", () => {
  test.each<[rate: number, base: number, floor: number, round: number, ceil: number]>([
    [1_000, 105, 10, 11, 11],
    [1_000, 104, 10, 10, 11],
    [800, 106, 8, 8, 9],
    [800, 107, 8, 9, 9],
    [825, 1_000, 82, 83, 83],
    [0, 12_345, 0, 0, 0],
    [10_000, 7, 7, 7, 7],
    [1, 4_999, 0, 0, 1],
    [1, 5_000, 0, 1, 1],
  ])("of %i basis points on %i is %i, %i or %i", (taxRate, unitMinor, floor, round, ceil) => {
    const taxes = ROUNDINGS.map(
      (rounding) => totalsOf(table([{ taxRate, unitMinor }], { rounding })).taxMinor,
    );
    expect(taxes).toEqual([floor, round, ceil]);
  });

  test.each<[rate: number, gross: number, floor: number, round: number, ceil: number]>([
    [1_000, 110, 10, 10, 10],
    [1_000, 100, 9, 9, 10],
    [1_000, 105, 9, 10, 10],
    [800, 108, 8, 8, 8],
    [800, 100, 7, 7, 8],
    [10_000, 7, 3, 4, 4],
    [0, 100, 0, 0, 0],
  ])("of %i basis points within %i is %i, %i or %i", (taxRate, unitMinor, floor, round, ceil) => {
    for (const [at, expected] of [floor, round, ceil].entries()) {
      const rounding = ROUNDINGS[at] ?? "floor";
      const totals = totalsOf(table([{ taxRate, unitMinor }], { rounding, taxMode: "inclusive" }));
      expect(totals.taxMinor).toBe(expected);
      expect(totals.totalMinor).toBe(unitMinor);
    }
  });

  test("a rate whose lines are all switched off is not told at all", () => {
    const pricing = table([{}, { taxRate: 800, optional: true, isOn: false }]);
    expect(totalsOf(pricing).rates.map(({ taxRate }) => taxRate)).toEqual([1_000]);
    expect(totalsOf(pricing, ["l1"]).rates.map(({ taxRate }) => taxRate)).toEqual([1_000, 800]);
  });

  test("a table without lines comes to nothing", () => {
    expect(totalsOf(table([]))).toEqual({ lines: [], rates: [], netMinor: 0, taxMinor: 0, totalMinor: 0 });
  });

  test("the fullest table there can be still counts exactly", () => {
    const lines = Array.from({ length: MAX_LINES }, () => ({ unitMinor: MAX_LINE_MINOR, taxRate: 10_000 }));
    const pricing = table(lines);
    expect(isPricing(pricing)).toBe(true);
    const { netMinor, taxMinor, totalMinor } = totalsOf(pricing);
    expect([netMinor, taxMinor]).toEqual([MAX_LINE_MINOR * MAX_LINES, MAX_LINE_MINOR * MAX_LINES]);
    expect(BigInt(totalMinor)).toBe(BigInt(MAX_LINE_MINOR) * BigInt(MAX_LINES) * 2n);
  });
});

const anyLine = fc.record({
  name: fc.constant("x"),
  description: fc.constant(""),
  quantityMilli: fc.nat(10_000_000),
  unitMinor: fc.nat(1_000_000_000),
  discountKind: fc.constantFrom("none" as const, "percent" as const, "amount" as const),
  discount: fc.nat(10_000),
  taxRate: fc.constantFrom(0, 1, 800, 825, 1_000, 10_000),
  optional: fc.boolean(),
  isOn: fc.boolean(),
});
const anyTable = fc
  .record({
    currency: fc.constantFrom("JPY", "USD", "KRW", "EUR"),
    rounding: fc.constantFrom(...ROUNDINGS),
    taxMode: fc.constantFrom(...TAX_MODES),
    lines: fc.array(anyLine, { maxLength: 10 }),
  })
  .map(
    (given): Pricing => ({
      ...given,
      lines: given.lines.map((one, at) => ({
        ...one,
        id: `l${at}`,
        discount: one.discountKind === "none" ? 0 : one.discount,
      })),
    }),
  );
const anyChoice = fc.subarray(Array.from({ length: 10 }, (_, at) => `l${at}`));

describe("for any table and any choice", () => {
  test("the sums are those of the rates, whole numbers and never below nothing", () => {
    fc.assert(
      fc.property(anyTable, anyChoice, (pricing, chosen) => {
        const { rates, netMinor, taxMinor, totalMinor, lines } = totalsOf(pricing, chosen);
        const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
        expect(netMinor).toBe(sum(rates.map(({ baseMinor }) => baseMinor)));
        expect(taxMinor).toBe(sum(rates.map((rate) => rate.taxMinor)));
        expect(totalMinor).toBe(netMinor + taxMinor);
        const numbers = [netMinor, taxMinor, ...lines.map((one) => one.netMinor)];
        expect(numbers.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
      }),
    );
  });

  test("the tax of a rate is less than one coin away from the exact one", () => {
    fc.assert(
      fc.property(anyTable, (pricing) => {
        for (const { taxRate, baseMinor, taxMinor } of totalsOf(pricing).rates) {
          const parts = pricing.taxMode === "exclusive" ? 10_000 : 10_000 + taxRate;
          const sum = pricing.taxMode === "exclusive" ? baseMinor : baseMinor + taxMinor;
          const away = BigInt(taxMinor) * BigInt(parts) - BigInt(sum) * BigInt(taxRate);
          expect(away < BigInt(parts) && away > -BigInt(parts)).toBe(true);
          if (pricing.rounding === "floor") expect(away <= 0n).toBe(true);
          if (pricing.rounding === "ceil") expect(away >= 0n).toBe(true);
        }
      }),
    );
  });

  test("one more option never makes the whole cheaper", () => {
    fc.assert(
      fc.property(anyTable, anyChoice, fc.nat(9), (pricing, chosen, at) => {
        const more = totalsOf(pricing, [...chosen, `l${at}`]).totalMinor;
        expect(more).toBeGreaterThanOrEqual(totalsOf(pricing, chosen).totalMinor);
      }),
    );
  });

  test("the currency changes nothing in the counting, and the choice of a stranger neither", () => {
    fc.assert(
      fc.property(anyTable, anyChoice, (pricing, chosen) => {
        const { totalMinor } = totalsOf(pricing, chosen);
        expect(totalsOf({ ...pricing, currency: "VND" }, chosen).totalMinor).toBe(totalMinor);
        expect(totalsOf(pricing, [...chosen, "nobody", ...chosen]).totalMinor).toBe(totalMinor);
      }),
    );
  });
});

describe("the tables of a text", () => {
  const block = (blockId: unknown, pricing: unknown) => ({ type: "pricing", attrs: { blockId, pricing } });
  const two = {
    type: "doc",
    content: [
      block("first0000000", table([{}, { optional: true, isOn: true }])),
      { type: "paragraph" },
      block("second000000", table([{ unitMinor: 15, taxRate: 800 }], { currency: "USD" })),
    ],
  };

  test("are found in their order, and one by its block", () => {
    expect(tablesIn(two).map(({ blockId }) => blockId)).toEqual(["first0000000", "second000000"]);
    expect(pricingOf(two, "second000000")?.currency).toBe("USD");
    expect(pricingOf(two, "third0000000")).toBeUndefined();
  });

  test.each([
    ["nothing", null],
    ["no content", { type: "doc" }],
    ["content that is no list", { type: "doc", content: "x" }],
    ["a table without an id", { content: [block(null, table([{}]))] }],
    ["a damaged table", { content: [block("first0000000", { ...table([{}]), lines: [{}] })] }],
    [
      "a table within a column",
      { content: [{ type: "columns", content: [block("first0000000", table([]))] }] },
    ],
    ["blocks that are none", { content: [null, 7, "x", { type: "pricing" }] }],
  ])("are none in %s", (_what, body) => {
    expect(tablesIn(body)).toEqual([]);
  });

  test("are accepted with the sums of what each reader chose, each in its own currency", () => {
    expect(sumsIn(two, new Map([["first0000000", []]]))).toEqual([
      {
        blockId: "first0000000",
        currency: "JPY",
        netMinor: 1_000,
        taxMinor: 100,
        totalMinor: 1_100,
        chosen: [],
      },
      { blockId: "second000000", currency: "USD", netMinor: 15, taxMinor: 1, totalMinor: 16, chosen: [] },
    ]);
    expect(sumsIn(two, new Map())[0]).toMatchObject({ totalMinor: 2_200, chosen: ["l1"] });
  });

  test("a choice names only options; lines that are always on aren't part of it", () => {
    expect(sumsIn(two, new Map([["first0000000", ["l0", "l1", "l9"]]]))[0]?.chosen).toEqual(["l1"]);
  });
});

describe("what a buyer's form sends", () => {
  test("names the block and each line that is on; none on is a choice too", () => {
    expect(pricingChoiceSchema.parse({ blockId: "first0000000", line: ["a", "b"] }).line).toEqual(["a", "b"]);
    expect(pricingChoiceSchema.parse({ blockId: "first0000000" }).line).toEqual([]);
  });

  test.each([
    [{ line: [] }],
    [{ blockId: "x", line: [] }],
    [{ blockId: "first0000000", line: ["<b>"] }],
    [{ blockId: "first0000000", line: [""] }],
    [{ blockId: "first0000000", line: Array.from({ length: MAX_LINES + 1 }, () => "a") }],
    [{ blockId: "first0000000", line: [], total: 1 }],
  ])("%j is refused", (form) => {
    expect(pricingChoiceSchema.safeParse(form).success).toBe(false);
  });
});

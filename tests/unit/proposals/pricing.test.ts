import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_PARTS } from "~/features/rooms/proposals/blocks/context";
import {
  chosenAtFirst,
  isPricing,
  MAX_LINE_MINOR,
  type Pricing,
  ROUNDINGS,
  TAX_MODES,
  totalsOf,
} from "~/features/rooms/proposals/pricing/utils";
import { renderProposal } from "~/features/rooms/proposals/render.server";
import { validateProposal } from "~/features/rooms/proposals/validate.server";
import { table } from "./price-table";

describe("the sums of a price table", () => {
  test("tax is rounded once for each rate, not for each line", () => {
    // Three lines of 15 yen: 1.5 yen of tax each, 4.5 together.
    const { taxMinor, totalMinor } = totalsOf(
      table([{ unitMinor: 15 }, { unitMinor: 15 }, { unitMinor: 15 }]),
    );
    expect([taxMinor, totalMinor]).toEqual([4, 49]);
  });

  test.each([
    ["floor", 4],
    ["round", 5],
    ["ceil", 5],
  ] as const)("a tax of 4.5 yen is %s to %i", (rounding, tax) => {
    expect(totalsOf(table([{ unitMinor: 45 }], { rounding })).taxMinor).toBe(tax);
  });

  test("both Japanese rates stand side by side, the higher first", () => {
    const { rates, netMinor, totalMinor } = totalsOf(
      table([{ unitMinor: 10_000, taxRate: 800 }, { unitMinor: 20_000 }, { unitMinor: 333, taxRate: 800 }]),
    );
    expect(rates).toEqual([
      { taxRate: 1_000, baseMinor: 20_000, taxMinor: 2_000 },
      { taxRate: 800, baseMinor: 10_333, taxMinor: 826 },
    ]);
    expect([netMinor, totalMinor]).toEqual([30_333, 33_159]);
  });

  test("prices with tax in them give the same total and tell the tax within", () => {
    expect(totalsOf(table([{ unitMinor: 1_100 }], { taxMode: "inclusive" }))).toMatchObject({
      netMinor: 1_000,
      taxMinor: 100,
      totalMinor: 1_100,
    });
  });

  test.each([
    ["percent", 1_250, 8_750],
    ["amount", 300, 9_700],
    ["amount", 99_999, 0],
    ["percent", 10_000, 0],
  ] as const)("a discount by %s of %i leaves %i", (discountKind, discount, net) => {
    expect(totalsOf(table([{ unitMinor: 10_000, discountKind, discount }])).netMinor).toBe(net);
  });

  test("half a day of work counts half", () => {
    expect(totalsOf(table([{ unitMinor: 80_001, quantityMilli: 500 }])).netMinor).toBe(40_000);
  });

  test("optional lines count when they are on; what a reader chose wins over what was proposed", () => {
    const pricing = table([{}, { optional: true, isOn: true }, { optional: true, isOn: false }]);
    expect(chosenAtFirst(pricing)).toEqual(["l1"]);
    expect(totalsOf(pricing).netMinor).toBe(2_000);
    expect(totalsOf(pricing, []).netMinor).toBe(1_000);
    expect(totalsOf(pricing, ["l2"]).netMinor).toBe(2_000);
    expect(totalsOf(pricing, ["l0", "unknown"]).netMinor).toBe(1_000);
  });

  const lines = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z0-9]{1,8}$/),
      name: fc.string({ maxLength: 50 }),
      description: fc.string({ maxLength: 50 }),
      quantityMilli: fc.nat(1_000_000),
      unitMinor: fc.nat(100_000_000),
      discountKind: fc.constant("none" as const),
      discount: fc.constant(0),
      taxRate: fc.constantFrom(0, 500, 800, 1_000, 825),
      optional: fc.boolean(),
      isOn: fc.boolean(),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  );
  const tables = fc.record({
    currency: fc.constantFrom("JPY", "USD"),
    rounding: fc.constantFrom(...ROUNDINGS),
    taxMode: fc.constantFrom(...TAX_MODES),
    lines,
  });

  test("hold for any table: whole numbers, sums of their parts, never below nothing", () => {
    fc.assert(
      fc.property(tables, (pricing) => {
        expect(isPricing(pricing)).toBe(true);
        const totals = totalsOf(pricing);
        const numbers = [totals.netMinor, totals.taxMinor, totals.totalMinor];
        expect(numbers.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
        expect(totals.totalMinor).toBe(totals.netMinor + totals.taxMinor);
        const on = totals.lines.filter(({ isOn }) => isOn).reduce((sum, { netMinor }) => sum + netMinor, 0);
        expect(pricing.taxMode === "inclusive" ? totals.totalMinor : totals.netMinor).toBe(on);
      }),
    );
  });

  test("the order of lines changes no sum, and rounding up is never less than rounding down", () => {
    fc.assert(
      fc.property(tables, (pricing) => {
        const turned = { ...pricing, lines: [...pricing.lines].reverse() };
        expect(totalsOf(turned).totalMinor).toBe(totalsOf(pricing).totalMinor);
        const total = (rounding: Pricing["rounding"]) =>
          totalsOf({ ...pricing, taxMode: "exclusive", rounding }).totalMinor;
        expect(total("floor")).toBeLessThanOrEqual(total("round"));
        expect(total("round")).toBeLessThanOrEqual(total("ceil"));
      }),
    );
  });
});

describe("a price table is stored only when it is whole", () => {
  const stored = (pricing: unknown) =>
    validateProposal({ type: "doc", content: [{ type: "pricing", attrs: { pricing } }] }).ok;

  test("and its largest line still counts exactly", () => {
    const huge = table([{ quantityMilli: 1_000, unitMinor: MAX_LINE_MINOR }]);
    expect(stored(huge)).toBe(true);
    expect(Number.isSafeInteger(totalsOf(huge).totalMinor)).toBe(true);
  });

  test.each([
    ["nothing", null],
    ["an unknown currency", table([], { currency: "XXX" })],
    ["a price of half a yen", table([{ unitMinor: 0.5 }])],
    ["a price below nothing", table([{ unitMinor: -1 }])],
    ["a price that is text", table([{ unitMinor: "1" as never }])],
    ["a quantity beyond all bounds", table([{ quantityMilli: 1e15 }])],
    ["a line beyond what can be counted", table([{ quantityMilli: 1e9, unitMinor: 1e13 }])],
    ["a discount of 101 %", table([{ discountKind: "percent", discount: 10_100 }])],
    ["a discount where there is none", table([{ discount: 5 }])],
    ["a tax of 200 %", table([{ taxRate: 20_000 }])],
    ["two lines with one id", table([{ id: "x" }, { id: "x" }])],
    ["an unknown field", { ...table([]), total: 5 }],
    ["an unknown field in a line", table([{ html: "<b>" } as never])],
    ["a thousand lines", table(Array.from({ length: 1_000 }, () => ({})))],
  ])("not with %s", (_name, pricing) => {
    expect(stored(pricing)).toBe(false);
  });
});

describe("a reader's price table", () => {
  const draw = (pricing: Pricing, parts = {}, language: "en" | "ja" = "en") =>
    renderProposal(
      { type: "doc", content: [{ type: "pricing", attrs: { blockId: "abcdefgh1234", pricing } }] },
      {
        imageUrl: String,
        language,
        place: { side: "buyer", roomId: "r", pageId: "p" },
        parts: { ...NO_PARTS, ...parts },
      },
    ).html;
  const option = { optional: true, isOn: false };

  test("shows yen without decimals, dollars with two, names only as text", () => {
    const html = draw(table([{ name: '<img onerror="x">=SUM(A1)', unitMinor: 1_234_567 }]), {}, "ja");
    expect(html).toContain("￥1,234,567");
    expect(html).toContain("&lt;img onerror=&quot;x&quot;&gt;=SUM(A1)");
    expect(html).toContain("消費税 10%（対象 ￥1,234,567）");
    expect(draw(table([{ unitMinor: 1_050 }], { currency: "USD" }))).toContain("$10.50");
  });

  test("is a form only for a reader who may choose, and says without one what is in", () => {
    const form = draw(table([{}, option]), { canChoose: true });
    expect(form).toContain('<form class="pricing" method="post" action="/room/r/p/p/pricing"');
    expect(form).toContain('<input type="checkbox" name="line[]" value="l1">');
    expect(draw(table([{}, option]))).not.toContain("<form");
    expect(draw(table([{}]), { canChoose: true })).not.toContain("<form");
    expect(draw(table([{}, option]))).toContain("Option, not included");
  });

  test("counts what this reader chose", () => {
    const choices = new Map([["abcdefgh1234", ["l1"]]]);
    const html = draw(table([{}, option]), { canChoose: true, choices });
    expect(html).toContain('value="l1" checked');
    expect(html).toContain("¥2,200");
  });

  test("says so when it has no lines", () => {
    expect(draw(table([]))).toContain("no lines yet");
  });
});

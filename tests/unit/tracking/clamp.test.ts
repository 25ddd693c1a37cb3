import { describe, expect, test } from "vitest";
import type { Span } from "~/features/tracking/beacon/wire";
import { clampSpan, type SpanContext, type SpanState } from "~/features/tracking/clamp";

const page: Span = { i: "p", k: "page", d: "page-1", a: 5_000, m: 0.4, q: 3 };
const unit: Span = { i: "u2", k: "unit", d: "page-1", u: 2, a: 4_000, m: 0, q: 2 };
const context: SpanContext = { pageId: "page-1", unitCount: 3, wallMs: 10_000, unitsMs: 0, known: null };
const known: SpanState = { kind: "unit", targetId: "page-1", unit: 2, activeMs: 3_000, maxScroll: 0, seq: 2 };

describe("a span's report", () => {
  test.each<[string, Span, Partial<SpanContext>, string | Partial<SpanState>]>([
    ["is taken as it comes", page, {}, { activeMs: 5_000, unit: 0, maxScroll: 0.4, seq: 3 }],
    ["may claim the wall time and two seconds", { ...page, a: 12_000 }, {}, { activeMs: 12_000 }],
    ["may not claim more", { ...page, a: 12_001 }, {}, "over_span_clock"],
    [
      "of a token from the future has no wall time yet",
      { ...page, a: 1 },
      { wallMs: -2_000 },
      "over_span_clock",
    ],
    ["of the first unit", { ...unit, u: 1 }, {}, { unit: 1 }],
    ["of the last unit", { ...unit, u: 3 }, {}, { unit: 3 }],
    ["past the last unit", { ...unit, u: 4 }, {}, "unit_out_of_range"],
    [
      "of a unit without number",
      { i: "u", k: "unit", d: "page-1", a: 1, m: 0, q: 1 },
      {},
      "unit_out_of_range",
    ],
    ["of a page with a unit", { ...page, u: 1 }, {}, "unit_out_of_range"],
    ["of a unit of nothing", unit, { unitCount: 0 }, "unit_out_of_range"],
    ["of another page", { ...page, d: "page-2" }, {}, "wrong_target"],
    ["of a video, whose target is its own", { ...page, k: "video", d: "video-9" }, {}, { kind: "video" }],
    ["that all units together can't have taken", unit, { unitsMs: 8_001 }, "over_view_clock"],
    ["that all units together can just have taken", unit, { unitsMs: 8_000 }, { activeMs: 4_000 }],
    [
      "with a higher seq replaces the known one",
      { ...unit, q: 3 },
      { known, unitsMs: 3_000 },
      { activeMs: 4_000, seq: 3 },
    ],
    [
      "never lets time fall",
      { ...unit, a: 1_000, q: 3 },
      { known, unitsMs: 3_000 },
      { activeMs: 3_000, seq: 3 },
    ],
    ["of an id that was another unit", { ...unit, u: 1, q: 3 }, { known }, "changed_target"],
  ])("%s", (_name, span, over, expected) => {
    const clamped = clampSpan(span, { ...context, ...over });
    if (typeof expected === "string") expect(clamped).toBe(expected);
    else expect(clamped).toMatchObject(expected);
  });

  test.each([1, 2])("with seq %i, not above the known one, changes nothing", (q) => {
    expect(clampSpan({ ...unit, a: 9_000, q }, { ...context, known })).toBe(known);
  });

  test("that was delayed doesn't cost the next one its time", () => {
    // Both arrive at 20 s: the first told of 10 s, the second of 20 s.
    const first = clampSpan({ ...page, a: 10_000, q: 1 }, { ...context, wallMs: 20_000 });
    expect(typeof first).toBe("object");
    const second = clampSpan(
      { ...page, a: 20_000, q: 2 },
      { ...context, wallMs: 20_100, known: typeof first === "string" ? null : first },
    );
    expect(second).toMatchObject({ activeMs: 20_000 });
  });
});

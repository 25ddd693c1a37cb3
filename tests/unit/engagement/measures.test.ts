import { describe, expect, test } from "vitest";
import {
  bounceRate,
  completion,
  engagedPeople,
  filmWatchers,
  reach,
  repeatRate,
  sharedFilm,
} from "~/features/engagement/measures";

const read = (unit: number, activeMs: number) => ({ pageId: "p", versionId: "v", unit, activeMs });
const day = (personKey: string, visits: number, bounces = 0) => ({ personKey, visits, bounces });

describe("completion", () => {
  test.each([
    ["nothing read", [], 4, 0],
    ["one of four", [read(1, 1_000)], 4, 0.25],
    ["under a second is not read", [read(1, 999)], 4, 0],
    ["the same page on two days adds up", [read(1, 600), read(1, 400)], 4, 0.25],
    ["all", [read(1, 5_000), read(2, 1_000)], 2, 1],
    ["the page as a whole is no unit", [read(0, 90_000)], 2, 0],
    ["units beyond the version don't count", [read(3, 9_000)], 2, 0],
    ["no units, no answer", [], 0, null],
  ])("%s", (_name, attention, units, expected) => {
    expect(completion(attention, units)).toBe(expected);
  });
});

describe("people and visits", () => {
  test("a person on two days is one person", () => {
    expect(engagedPeople([day("a", 1), day("a", 2), day("b", 1), day("c", 0)])).toBe(2);
  });

  test("repeat rate: two visits or more, on one day or several", () => {
    expect(repeatRate([day("a", 1), day("a", 1), day("b", 1), day("c", 2)])).toBeCloseTo(2 / 3);
    expect(repeatRate([])).toBeNull();
  });

  test("bounce rate is by visits", () => {
    expect(bounceRate([day("a", 3, 1), day("b", 1, 1)])).toBe(0.5);
    expect(bounceRate([])).toBeNull();
  });

  test("reach is never above one and says nothing when nobody is known", () => {
    expect([reach(2, 4), reach(5, 4), reach(1, 0)]).toEqual([0.5, 1, null]);
  });
});

describe("films", () => {
  const viewing = (personKey: string, activeMs: number, seen: number) => ({ personKey, activeMs, seen });

  test("time adds up, of the share the largest viewing counts, and nobody sees more than all of it", () => {
    expect(filmWatchers([viewing("a", 4_000, 0.5), viewing("a", 3_000, 0.25), viewing("b", 0, 1.7)])).toEqual(
      [
        { personKey: "b", viewings: 1, activeMs: 0, seen: 1 },
        { personKey: "a", viewings: 2, activeMs: 7_000, seen: 0.5 },
      ],
    );
  });

  test("a film nobody played has no watchers and no share", () => {
    expect(filmWatchers([viewing("a", 999, 0)])).toEqual([]);
    expect(sharedFilm([])).toBeNull();
  });

  test("the share of several is their mean", () => {
    expect(sharedFilm([{ seen: 1 }, { seen: 0 }])).toBe(0.5);
  });
});

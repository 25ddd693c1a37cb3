import { expect, test } from "vitest";
import { sharedCompletion } from "~/features/engagement/measures";
import { readingsOf } from "~/features/engagement/reports/readings";

const row = (personKey: string, versionId: string, unit: number, activeMs: number) => ({
  personKey,
  pageId: "p",
  versionId,
  unit,
  activeMs,
});
const fourUnits = () => 4;

test("time of all versions adds up; units are those of the version read longest", () => {
  const rows = [row("a", "v1", 1, 5_000), row("a", "v1", 2, 5_000), row("a", "v2", 1, 9_000)];
  const unitCountOf = ({ versionId }: { versionId: string }) => (versionId === "v1" ? 10 : 2);
  expect(readingsOf(rows, unitCountOf)).toEqual([
    { personKey: "a", pageId: "p", activeMs: 19_000, read: 2, units: 10 },
  ]);
});

test("of two versions read equally long, the later counts", () => {
  const rows = [row("a", "v2", 2, 3_000), row("a", "v1", 1, 3_000), row("a", "v1", 2, 0)];
  const unitCountOf = ({ versionId }: { versionId: string }) => (versionId === "v2" ? 5 : 9);
  expect(readingsOf(rows, unitCountOf)[0]?.units).toBe(5);
});

test("each person has a reading of each page, whatever order the rows come in", () => {
  const rows = [row("b", "v", 1, 1_000), row("a", "v", 1, 999), row("b", "v", 2, 1_000)];
  const readings = readingsOf(rows, fourUnits);
  expect(new Map(readings.map(({ personKey, read }) => [personKey, read]))).toEqual(
    new Map([
      ["b", 2],
      ["a", 0],
    ]),
  );
});

test("completion of several people weighs by the units they opened", () => {
  expect(
    sharedCompletion([
      { read: 1, units: 4 },
      { read: 1, units: 1 },
    ]),
  ).toBe(0.4);
  expect(sharedCompletion([{ read: 0, units: 0 }])).toBeNull();
  expect(sharedCompletion([])).toBeNull();
});

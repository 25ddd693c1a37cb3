import { db } from "@db/client";
import { and, asc, eq, gt, gte, isNull, lt, sql, sum } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../support/database";
import { createProbes, probe, probes } from "./probe";

const database = useDatabase();
beforeAll(() => createProbes(database.current));

async function roundTrip(over: Partial<typeof probes.$inferInsert>) {
  const row = probe(over);
  await db.insert(probes).values(row);
  const [stored] = await db.select().from(probes).where(eq(probes.id, row.id));
  return stored;
}

test.each([
  ["now to the millisecond", new Date("2026-03-29T01:30:00.123Z")],
  ["the hour that a change of clocks skips in Berlin", new Date("2026-03-29T01:00:00.001Z")],
  ["before 1970", new Date("1969-12-31T23:59:59.999Z")],
  ["past 2038", new Date("2099-01-01T00:00:00.000Z")],
])("a moment keeps its milliseconds: %s", async (_name, at) => {
  expect((await roundTrip({ at }))?.at).toEqual(at);
});

test.each([
  ["both kinds of quotes and backslashes", { text: `it's "so" \\ \\n \\u0041` }],
  ["Japanese, emoji and joined emoji", { text: "提案書 🏯 👩‍👩‍👧‍👦 ﷽ e\u0301" }],
  ["nested lists and empty ones", [[], [{}], [1, [2, [3]]]]],
  ["a bare string", "text"],
  ["a bare number", 12.5],
  ["false, which is not absent", false],
  ["keys that look like SQL", { "a'; DROP TABLE probes; --": null, $1: "?" }],
  ["whole numbers up to what JavaScript holds", { n: Number.MAX_SAFE_INTEGER }],
])("JSON comes back as it went in: %s", async (_name, doc) => {
  expect((await roundTrip({ doc }))?.doc).toEqual(doc);
});

test.each([
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 40 + 1,
  Number.MAX_SAFE_INTEGER,
  -Number.MAX_SAFE_INTEGER,
])("the large number %d is neither cut nor a string", async (large) => {
  expect((await roundTrip({ large }))?.large).toBe(large);
});

test("a real number keeps every digit it has", async () => {
  const stored = await Promise.all([0.1 + 0.2, 1e-9, -123456.789, 1].map((ratio) => roundTrip({ ratio })));
  expect(stored.map((row) => row?.ratio)).toEqual([0.1 + 0.2, 1e-9, -123456.789, 1]);
});

test("true and false are booleans and can be asked for", async () => {
  const [yes, no] = [await roundTrip({ flag: true }), await roundTrip({ flag: false })];
  expect([yes?.flag, no?.flag]).toEqual([true, false]);
  const found = await db.select({ id: probes.id }).from(probes).where(eq(probes.flag, false));
  expect(found).toEqual([{ id: no?.id }]);
});

test("bytes come back the same, those of no text included", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect((await roundTrip({ bytes }))?.bytes).toEqual(bytes);
  expect((await roundTrip({ bytes: new Uint8Array(0) }))?.bytes).toEqual(new Uint8Array(0));
});

test("text keeps quotes, emoji, line ends and outer spaces", async () => {
  const note = "  'a' \"b\" 熊野 🏯\r\n\t%_\\  ";
  expect((await roundTrip({ note }))?.note).toBe(note);
});

test("what was not given is null in every kind, and null is not the same as empty", async () => {
  const stored = await roundTrip({ note: "" });
  const empty = { kind: null, small: null, large: null, ratio: null, flag: null, at: null };
  expect(stored).toMatchObject({ note: "", ...empty, doc: null, bytes: null, parentId: null });
  const rows = await db
    .select({ id: probes.id })
    .from(probes)
    .where(and(eq(probes.note, ""), isNull(probes.at), isNull(probes.doc)));
  expect(rows).toEqual([{ id: stored?.id }]);
});

test("moments are compared as moments, whatever zone the machine is in", async () => {
  const moments = ["09:59:59.999", "10:00:00.000", "10:00:00.001"].map(
    (time) => new Date(`2030-01-01T${time}Z`),
  );
  await db.insert(probes).values(moments.map((at) => probe({ at, kind: "two" })));
  const ten = moments[1]!;
  const count = (where: Parameters<typeof and>[0]) => db.$count(probes, and(eq(probes.kind, "two"), where));
  expect(await count(lt(probes.at, ten))).toBe(1);
  expect(await count(eq(probes.at, ten))).toBe(1);
  expect(await count(gte(probes.at, ten))).toBe(2);
  expect(await count(gt(probes.at, ten))).toBe(1);
  const ordered = await db
    .select({ at: probes.at })
    .from(probes)
    .where(eq(probes.kind, "two"))
    .orderBy(asc(probes.at));
  expect(ordered.map(({ at }) => at)).toEqual(moments);
});

test("an upsert tells what the row is now, whether it was made or changed", async () => {
  const first = probe({ small: 1 });
  const write = (small: number) =>
    db
      .insert(probes)
      .values({ ...first, id: `${first.id}${small}`, small })
      .onConflictDoUpdate({ target: probes.note, set: { small: sql`${probes.small} + excluded.small` } })
      .returning({ id: probes.id, small: probes.small });
  const made = await write(1);
  const changed = await write(41);
  expect(made).toEqual([{ id: `${first.id}1`, small: 1 }]);
  expect(changed).toEqual([{ id: `${first.id}1`, small: 42 }]);
});

test("an insert that conflicts and does nothing returns nothing", async () => {
  const row = probe();
  await db.insert(probes).values(row);
  const again = { ...row, id: `${row.id}b` };
  expect(await db.insert(probes).values(again).onConflictDoNothing().returning()).toEqual([]);
});

test("a conditional update returns the rows it changed and none otherwise", async () => {
  const row = probe({ small: 5 });
  await db.insert(probes).values(row);
  const claim = () =>
    db
      .update(probes)
      .set({ small: 6 })
      .where(and(eq(probes.id, row.id), eq(probes.small, 5)))
      .returning({ id: probes.id });
  expect(await claim()).toHaveLength(1);
  expect(await claim()).toHaveLength(0);
  expect(await db.delete(probes).where(eq(probes.id, row.id)).returning({ id: probes.id })).toHaveLength(1);
  expect(await db.delete(probes).where(eq(probes.id, row.id)).returning({ id: probes.id })).toHaveLength(0);
});

test("a sum is a number past 2^31, and null of no rows", async () => {
  const large = 2 ** 33;
  await db.insert(probes).values([probe({ large, kind: "one" }), probe({ large, kind: "one" })]);
  const total = sum(probes.large).mapWith(Number);
  expect(await db.select({ total }).from(probes).where(eq(probes.kind, "one"))).toEqual([{ total: 2 ** 34 }]);
  const none = await db.select({ total }).from(probes).where(eq(probes.id, "nobody"));
  expect(none).toEqual([{ total: null }]);
});

test("a value that looks like SQL is only ever a value", async () => {
  const evil = "x'); DELETE FROM probes; --";
  const before = await db.$count(probes);
  await db.insert(probes).values(probe({ note: evil }));
  expect(await db.$count(probes, eq(probes.note, evil))).toBe(1);
  expect(await db.$count(probes)).toBe(before + 1);
});

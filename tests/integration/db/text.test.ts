import { db } from "@db/client";
import { containsText, equalsText, textOrder } from "@db/dialect/text";
import { asc, desc } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { useDatabase } from "../../support/database";
import { createProbes, probe, probes } from "./probe";

const database = useDatabase();
beforeAll(() => createProbes(database.current));
beforeEach(() => db.delete(probes));

const keep = (...texts: string[]) => db.insert(probes).values(texts.map((note) => probe({ note })));

async function found(term: string): Promise<string[]> {
  const rows = await db
    .select({ note: probes.note })
    .from(probes)
    .where(containsText(probes.note, term))
    .orderBy(asc(textOrder(probes.note)));
  return rows.map(({ note }) => note);
}

test("text is ordered by code point with ASCII letters in one case, the same on every installation", async () => {
  // Each of these stands elsewhere in some collation: spaces and hyphens ignored, kana mixed, accents folded.
  const ordered = ["", " z", "-a", "10", "9", "Ab", "ac", "AD", "é", "い", "ア", "山", "ｱ", "🏯"];
  await keep(...[...ordered].reverse());
  const rows = await db
    .select({ note: probes.note })
    .from(probes)
    .orderBy(asc(textOrder(probes.note)));
  expect(rows.map(({ note }) => note)).toEqual(ordered);
  const down = await db
    .select({ note: probes.note })
    .from(probes)
    .orderBy(desc(textOrder(probes.note)));
  expect(down.map(({ note }) => note)).toEqual([...ordered].reverse());
});

test("a term is found anywhere in the text, ASCII letters in either case", async () => {
  await keep("Kumano Trading", "kumamoto", "The KUMA line", "Ku ma");
  expect(await found("KuMa")).toEqual(["kumamoto", "Kumano Trading", "The KUMA line"]);
  expect(await found("")).toHaveLength(4);
});

test.each([
  ["%", "100% wool", "100 wool"],
  ["_", "a_b", "axb"],
  ["!", "wow! yes", "wow yes"],
  ["!%", "50!% off", "50! off"],
  ["\\", "C:\\temp", "C:/temp"],
  ["'", "it's", "its"],
  ['"', 'a "b"', "a b"],
])("the sign %s in a term means itself", async (term, hit, miss) => {
  await keep(hit, miss);
  expect(await found(term)).toEqual([hit]);
});

test("letters outside ASCII are told apart by case and accent on both dialects alike", async () => {
  await keep("CAFÉ", "café", "cafe", "Ｋｕｍａ", "ｋｕｍａ");
  expect(await found("é")).toEqual(["café"]);
  expect(await found("cafe")).toEqual(["cafe"]);
  expect(await found("ｋｕ")).toEqual(["ｋｕｍａ"]);
});

test("Japanese and emoji are found whole", async () => {
  await keep("熊野古道の提案", "熊本の提案", "城 🏯🏯");
  expect(await found("熊野")).toEqual(["熊野古道の提案"]);
  expect(await found("🏯🏯")).toEqual(["城 🏯🏯"]);
});

test("equal text is equal in either ASCII case and in nothing else", async () => {
  await keep("Price List", "price list ", "price_list", "ＰRICE LIST");
  const rows = await db
    .select({ note: probes.note })
    .from(probes)
    .where(equalsText(probes.note, "PRICE list"));
  expect(rows).toEqual([{ note: "Price List" }]);
  expect(await db.$count(probes, equalsText(probes.note, "price%"))).toBe(0);
});

test("a long term is searched for without harm", async () => {
  await keep("short");
  expect(await found("%_!".repeat(2_000))).toEqual([]);
});

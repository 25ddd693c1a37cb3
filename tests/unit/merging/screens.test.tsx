// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { ChooseOther } from "~/features/accounts/merging/components/choose-other";
import { MergeForm, type MergeSide } from "~/features/accounts/merging/components/merge-form";
import { MergeNotes } from "~/features/accounts/merging/components/merge-notes";
import {
  all,
  click,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
} from "../components/support";

const here: MergeSide = {
  id: "a1",
  label: "株式会社あおば食品",
  version: 4,
  texts: { name: "株式会社あおば食品", reading: "あおばしょくひん", domain: "", notes: "主要取引先" },
};
const other: MergeSide = {
  id: "a2",
  label: "あおば食品（株）",
  version: 2,
  texts: { name: "あおば食品（株）", reading: "あおばしょくひん", domain: "aoba.example", notes: "" },
};
const FIELDS = ["name", "reading", "domain", "notes"].map((name) => ({ name, label: name.toUpperCase() }));

describe("two entries side by side", () => {
  const show = (over: Partial<Parameters<typeof MergeForm>[0]> = {}) =>
    open(<MergeForm here={here} other={other} fields={FIELDS} cancelTo="/accounts/a1" {...over} />, {
      at: "/accounts/a1/merge",
    });
  const chosen = (name: string) => one<HTMLInputElement>(document, `input[name=${name}]:checked`).value;

  test("ask only about what differs", async () => {
    const { page } = await show();
    expect(textsOf(page, "tbody th")).toEqual([
      "Which one staysThe other one's address leads to it.",
      "NAME",
      "DOMAIN",
      "NOTES",
    ]);
    expect(one<HTMLInputElement>(page, "input[type=hidden][name=reading]").value).toBe("this");
  });

  test("propose the value that is there", async () => {
    await show();
    expect([chosen("keep"), chosen("name"), chosen("domain"), chosen("notes")]).toEqual([
      "this",
      "this",
      "other",
      "this",
    ]);
    expect(textsOf(document, "td label").filter((label) => label.includes("(empty)"))).toHaveLength(2);
  });

  test("are sent with both versions, so that nobody's later change is lost", async () => {
    const { page, posted } = await show();
    await click(one<HTMLInputElement>(page, "input[name=keep][value=other]"));
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({
      intent: "merge",
      otherId: "a2",
      version: "4",
      otherVersion: "2",
      keep: "other",
      name: "this",
      reading: "this",
      domain: "other",
      notes: "this",
    });
  });

  test("keep what was chosen when the answer was no", async () => {
    const reply = { values: { keep: "other", domain: "this" }, errors: { form: "merging:stale" } };
    const { page } = await show({ reply });
    expect([chosen("keep"), chosen("domain"), chosen("name")]).toEqual(["other", "this", "this"]);
    expect(all(page, "[role=alert]")).toHaveLength(1);
    expect(named<HTMLAnchorElement>("Cancel").getAttribute("href")).toBe("/accounts/a1");
  });

  test("every choice says which value of which field it is", async () => {
    const { page } = await show();
    const labels = all<HTMLInputElement>(page, "input[name=domain]").map((radio) => text(radio.labels?.[0]));
    expect(labels).toEqual(["DOMAIN: (empty)", "DOMAIN: aoba.example"]);
  });

  test("values are shown as readers know them", async () => {
    const fields = [{ name: "name", label: "Name", show: (value: string) => `«${value}»` }];
    const { page } = await show({ fields });
    expect(text(page)).toContain("«あおば食品（株）»");
  });
});

describe("choosing the other", () => {
  const twin = { id: "a2", name: "あおば食品（株）", hint: "aoba.example" };
  const rest = { id: "a3", name: "北斗精密工業", hint: "" };

  const found = { term: "", faces: [rest], hasMore: false };

  test("what looks alike comes first, with the way to compare; then all others", async () => {
    const { page } = await open(<ChooseOther twins={[twin]} targets={found} />, { at: "/accounts/a1/merge" });
    expect(all<HTMLAnchorElement>(page, "li a").map((a) => a.getAttribute("href"))).toEqual([
      "/accounts/a1/merge?with=a2",
      "/accounts/a1/merge?with=a3",
    ]);
    expect(named<HTMLAnchorElement>("Compare 北斗精密工業", page)).toBeTruthy();
    expect(text(page)).toContain("Changed lately");
  });

  test("the search is a form that works without a script, keeps its words, and tells when there is more", async () => {
    const targets = { term: "北斗", faces: [rest], hasMore: true };
    const { page } = await open(<ChooseOther twins={[]} targets={targets} />);
    const form = one(page, "form");
    expect([form.getAttribute("method"), form.getAttribute("role")]).toEqual(["get", "search"]);
    expect(named<HTMLInputElement>("Name, reading, address or domain").value).toBe("北斗");
    expect(text(page)).toContain("There are more.");
  });

  test("a search without a hit says so and can be changed", async () => {
    const { page } = await open(<ChooseOther twins={[]} targets={{ ...found, term: "杉", faces: [] }} />);
    expect(text(page)).toContain("Nothing has “杉”");
    expect(all(page, "form")).toHaveLength(1);
  });

  test.each(LANGUAGES)("nothing to choose is said in %s", async (language) => {
    const { page } = await open(<ChooseOther twins={[]} targets={{ ...found, faces: [] }} />, { language });
    expect(all(page, "form, a")).toEqual([]);
    expect(text(page).length).toBeGreaterThan(5);
  });
});

describe("what was merged into this", () => {
  const merges = [
    { id: "m1", at: "2026-11-20T03:00:00Z", goneName: "あおば食品（株）", memberName: "森 あおい" },
  ];

  test("can be taken back by those who may", async () => {
    const { page, posted } = await open(<MergeNotes merges={merges} action="/accounts/a1" canUndo />, {
      at: "/accounts/a1",
    });
    expect(text(one(page, "li"))).toContain("あおば食品（株） was merged into this by 森 あおい.");
    await click("Take the merge back あおば食品（株）");
    expect(posted[0]).toEqual({ path: "/accounts/a1", form: { mergeId: "m1", intent: "undo" } });
  });

  test("is only told to the others, and nothing is said of nothing", async () => {
    await open(<MergeNotes merges={merges} action="/accounts/a1" canUndo={false} />);
    expect(isThere("Take the merge back あおば食品（株）")).toBe(false);
    expect(all((await open(<MergeNotes merges={[]} action="/x" canUndo />)).page, "section")).toEqual([]);
  });
});

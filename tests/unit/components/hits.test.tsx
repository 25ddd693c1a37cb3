// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { HitCard } from "~/features/engagement/components/hit-list";
import { HitSummary } from "~/features/engagement/components/hit-summary";
import type { HitTally } from "~/features/engagement/schema";
import { all, click, one, open, text, textsOf } from "./support";

describe("the sentence about hits", () => {
  const tally: HitTally[] = [
    { class: "automated", reason: "gateway:safe_links", count: 2 },
    { class: "person", reason: "input", count: 7 },
    { class: "automated", reason: "bot:slack", count: 1 },
    { class: "unconfirmed", reason: "no_pointer", count: 1 },
    { class: "person", reason: "code", count: 1 },
  ];
  const said = async (rows: HitTally[], language: "en" | "ja" = "en") =>
    text((await open(<HitSummary tally={rows} />, { language })).page);

  test("sums by class and names the machines", async () => {
    expect(await said(tally)).toBe("12 hits: 8 people, 3 automatic (Safe Links 2, Slack 1), 1 unconfirmed");
    expect(await said(tally, "ja")).toBe("アクセス 12 件：人 8、自動 3（Safe Links 2、Slack 1）、未確認 1");
  });

  test.each([
    [[{ class: "person", reason: "code", count: 1 }], "1 hit: 1 person"],
    [[{ class: "person", reason: "code", count: 2 }], "2 hits: 2 people"],
    [[{ class: "opened", reason: "no_script", count: 1 }], "1 hit: 1 opened only"],
    [[{ class: "internal", reason: "member", count: 3 }], "3 hits: 3 own team"],
    [[{ class: "automated", reason: "bot:of-tomorrow", count: 1 }], "1 hit: 1 automatic (other 1)"],
    [[], "No link of this room was opened in this period."],
    [[{ class: "person", reason: "code", count: 0 }], "No link of this room was opened in this period."],
  ] satisfies [HitTally[], string][])("%j is %j", async (rows, sentence) => {
    expect(await said(rows)).toBe(sentence);
  });
});

describe("the list of hits", () => {
  const rows = [
    {
      id: "h1",
      at: new Date("2026-03-15T15:30:00Z"),
      agent: null,
      network: "192.0.2.0/24",
      class: "automated" as const,
      reason: "gateway:safe_links",
      person: null,
    },
  ];
  const tally: HitTally[] = [
    { class: "automated", reason: "gateway:safe_links", count: 1 },
    { class: "person", reason: "input", count: 4 },
  ];
  const card = (shown: "automated" | null = null) => (
    <HitCard tally={tally} hits={{ rows, page: 2, hasMore: true }} shown={shown} />
  );

  test("tells the time of the workspace, the class, the reason and where from", async () => {
    const { page } = await open(card());
    const cells = textsOf(page, "tbody td");
    expect(cells[0]).toMatch(/Mar 16, 2026.*00:30/);
    expect(cells[3]).toBe("No name");
    expect(cells[4]).toBe("192.0.2.0/24");
    expect(cells[2]).toContain("Safe Links");
  });

  test("offers only the classes there are, and starts each at its first page", async () => {
    const { page } = await open(card("automated"), { at: "/here?window=7&hits=2&class=automated" });
    const choices = all<HTMLAnchorElement>(page, "nav[aria-label=Class] a");
    expect(choices).toHaveLength(3);
    expect(choices.map((link) => link.getAttribute("href"))).toEqual([
      "/here?window=7",
      "/here?window=7&class=person",
      "/here?window=7&class=automated",
    ]);
    expect(choices.map((link) => link.getAttribute("aria-current"))).toEqual([null, null, "true"]);
  });

  test("turns its pages without losing the period", async () => {
    const { page } = await open(card(), { at: "/here?window=7&hits=2" });
    expect(all(page, "a[rel]").map((link) => [link.getAttribute("rel"), link.getAttribute("href")])).toEqual([
      ["prev", "/here?window=7"],
      ["next", "/here?window=7&hits=3"],
    ]);
  });

  test("a member's ruling is posted, said aloud and folded away; it never proposes what the hit already is", async () => {
    const { page, posted } = await open(card(), { reply: { done: true } });
    const choice = one<HTMLSelectElement>(page, "select");
    expect(choice.value).not.toBe("automated");
    one<HTMLDetailsElement>(page, "details:has(select)").open = true;
    await click("Set");
    expect(posted[0]?.form).toEqual({ intent: "reclass", hitId: "h1", to: choice.value });
    expect(one<HTMLDetailsElement>(page, "details:has(select)").open).toBe(false);
    expect(page.textContent).toContain("The hit was judged anew");
  });

  test("without leave to see single hits there are only the sums", async () => {
    const { page } = await open(<HitCard tally={tally} hits={null} shown={null} />);
    expect(page.textContent).toContain("5 hits: 4 people, 1 automatic");
    expect(all(page, "table, select")).toEqual([]);
  });
});

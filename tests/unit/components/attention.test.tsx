// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { AttentionTable } from "~/features/engagement/components/attention-table";
import { DwellCards } from "~/features/engagement/components/dwell-cards";
import { HeadlineStats } from "~/features/engagement/components/headline-stats";
import type { AttentionMap, Dwell, Headline, Person } from "~/features/engagement/schema";
import { all, one, open, text, textsOf } from "./support";

const person = (over: Partial<Person> = {}): Person => ({
  key: over.name ?? "x",
  name: "佐藤 蓮",
  email: "ren@hinoki.example",
  code: "7f3a",
  identity: "verified",
  contact: null,
  ...over,
});

describe("the headline", () => {
  const headline: Headline = {
    people: 1234,
    reach: 0.5,
    engagedContacts: 3,
    knownContacts: 6,
    visits: 12,
    views: 40,
    activeMs: 192_000,
    completion: null,
    repeatRate: 0.25,
    bounce: 0,
  };
  const series = { grain: "day" as const, points: [{ day: "2026-03-15", activeMs: 192_000 }] };

  test("says each number in words, a missing one as a dash and none as 0%", async () => {
    const { page } = await open(<HeadlineStats headline={headline} series={series} />);
    const numbers = textsOf(page, "dt").map((label, at) => [
      label,
      text(all(page, "dd > span:first-child")[at]),
    ]);
    expect(Object.fromEntries(numbers)).toEqual({
      "Engaged people": "1,234",
      Reach: "50%",
      "Active time": "3 min 12 s",
      Completion: "–",
      Visits: "12",
      Views: "40",
      "Repeat rate": "25%",
      Bounce: "0%",
    });
    expect(page.textContent).toContain("3 of 6 known contacts");
  });

  test("links every number to its definition, each under its own name", async () => {
    const { page } = await open(<HeadlineStats headline={headline} series={series} />);
    const links = all<HTMLAnchorElement>(page, "dt a");
    expect(new Set(links.map((link) => link.getAttribute("href"))).size).toBe(8);
    expect(links.map((link) => link.getAttribute("aria-label"))).toContain("How is “Bounce” counted?");
  });

  test("without known contacts explains why there is no reach", async () => {
    const none = { ...headline, reach: null, engagedContacts: 0, knownContacts: 0 };
    const { page } = await open(<HeadlineStats headline={none} series={series} />, { language: "ja" });
    expect(page.textContent).toContain("コンタクトはまだ登録されていません");
    expect(page.textContent).toContain("3 分 12 秒");
  });

  test("tells a line of weeks from one of days", async () => {
    const { page } = await open(<HeadlineStats headline={headline} series={{ ...series, grain: "week" }} />);
    expect(text(one(page, "svg title"))).toBe("Active time a week");
  });
});

describe("the attention table", () => {
  const label = (id: string, over = {}) => ({
    id,
    title: id,
    roomId: "r1",
    roomName: "Room A",
    isArchived: false,
    ...over,
  });
  const map: AttentionMap = {
    people: [
      { person: person({ contact: { id: "c1", accountId: "a1" } }), activeMs: 65_000 },
      { person: person({ name: "saki@hinoki.example", identity: "claimed" }), activeMs: 5_000 },
      { person: person({ key: "anon", name: null, identity: "anonymous" }), activeMs: 0 },
    ],
    pages: [label("Prices"), label("Plan", { isArchived: true })],
    cells: [
      [
        { activeMs: 60_000, completion: 0.666 },
        { activeMs: 5_000, completion: null },
      ],
      [{ activeMs: 5_000, completion: 1 }, null],
      [null, null],
    ],
    peopleTotal: 3,
    pagesTotal: 2,
  };

  test("has a row a person and a column a page, and every cell says its time in words", async () => {
    const { page } = await open(<AttentionTable map={map} />);
    expect(all(page, "tbody tr").map((row) => textsOf(row, "td"))).toEqual([
      ["1 min67% read", "5 s", "1 min 5 s"],
      ["5 s100% read", "–Not opened", "5 s"],
      ["–Not opened", "–Not opened", "0 s"],
    ]);
  });

  test("tells verified, claimed and anonymous apart, and why", async () => {
    const { page } = await open(<AttentionTable map={map} />);
    expect(textsOf(page, "tbody th")).toEqual([
      "佐藤 蓮Verified",
      "saki@hinoki.exampleClaimed",
      "Anonymous 7f3a",
    ]);
    expect(all(page, "tbody th [title]").map((badge) => badge.title)).toEqual([
      "Proved this address with a code.",
      "Typed this address; nothing proves that it is theirs.",
    ]);
  });

  test("links a contact to their page and nobody else to anywhere", async () => {
    const { page } = await open(<AttentionTable map={map} />);
    expect(all(page, "tbody th a").map((link) => [text(link), link.getAttribute("href")])).toEqual([
      ["佐藤 蓮", "/accounts/a1/contacts/c1"],
    ]);
  });

  test("colours by the share of the highest, never only by colour", async () => {
    const { page } = await open(<AttentionTable map={map} />);
    const levels = all(page, "td[data-mark]").map((cell) => /bg-heat-(\d)/.exec(cell.className)?.[1]);
    expect(levels[0]).toBe("5");
    expect(levels.slice(3)).toEqual(["0", "0", "0"]);
    expect(Number(levels[1])).toBeGreaterThan(0);
    expect(Number(levels[1])).toBeLessThan(3);
  });

  test("names rooms only where there are several, and pages that were removed", async () => {
    const single = await open(<AttentionTable map={map} />);
    expect(textsOf(single.page, "thead th").slice(1, 3)).toEqual(["Prices", "PlanRemoved"]);
    const several = { ...map, pages: [label("Prices"), label("Plan", { roomId: "r2", roomName: "Room B" })] };
    const { page } = await open(<AttentionTable map={several} />);
    expect(textsOf(page, "thead th").slice(1, 3)).toEqual(["PricesRoom A", "PlanRoom B"]);
  });

  test("says when it shows only the first of many", async () => {
    const { page } = await open(<AttentionTable map={{ ...map, peopleTotal: 1200, pagesTotal: 40 }} />);
    expect(page.textContent).toContain("Shown are the 3 with the most active time, of 1200.");
    expect(page.textContent).toContain("Shown are the 2 pages with the most active time, of 40.");
  });
});

describe("page by page", () => {
  const dwell: Dwell = {
    page: { id: "p1", title: "Prices", roomId: "r1", roomName: "A", isArchived: false, kind: "document" },
    people: 1,
    activeMs: 65_000,
    versions: [
      { id: "v2", number: 2 },
      { id: "v1", number: 1 },
    ],
    versionId: "v2",
    units: [
      { unit: 1, title: "", activeMs: 60_000 },
      { unit: 2, title: "", activeMs: 5_000 },
    ],
  };

  test("a document's pages are bars and, for everyone, a table", async () => {
    const { page } = await open(<DwellCards dwells={[dwell]} />);
    expect(all(page, "tbody tr").map(text)).toEqual(["11 min", "25 s"]);
    const [tall = 0, low = 0] = all(page, "[data-mark]").map((bar) => Number(bar.getAttribute("height")));
    expect(low / tall).toBeCloseTo(5_000 / 60_000, 2);
    expect(page.textContent).toContain("1 min 5 s by 1 person");
  });

  test("one version is chosen without forgetting those of other documents", async () => {
    const { page } = await open(<DwellCards dwells={[dwell]} />, { at: "/here?version=other&version=v2" });
    expect(all(page, "nav a").map((link) => link.getAttribute("href"))).toEqual([
      "/here?version=other&version=v2",
      "/here?version=other&version=v1",
    ]);
  });

  test("a proposal's sections have their titles, and a number where there is none", async () => {
    const proposal: Dwell = {
      ...dwell,
      page: { ...dwell.page, kind: "proposal", isArchived: true },
      people: 3,
      versions: [],
      units: [
        { unit: 1, title: "費用", activeMs: 1_000 },
        { unit: 2, title: "", activeMs: 0 },
      ],
    };
    const { page } = await open(<DwellCards dwells={[proposal]} />, { language: "ja" });
    expect(textsOf(page, "tbody th")).toEqual(["費用", "第 2 節"]);
    expect(page.textContent).toContain("削除済み");
    expect(page.textContent).toContain("3 人、1 分 5 秒");
  });
});

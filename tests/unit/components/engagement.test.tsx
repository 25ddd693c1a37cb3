// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AttentionTable } from "~/features/engagement/components/attention-table";
import { DwellCards } from "~/features/engagement/components/dwell-cards";
import { HeadlineStats } from "~/features/engagement/components/headline-stats";
import { HitCard } from "~/features/engagement/components/hit-list";
import { HitSummary } from "~/features/engagement/components/hit-summary";
import { LiveViewers } from "~/features/engagement/components/live-viewers";
import { ReportBar } from "~/features/engagement/components/report-bar";
import { VisitList } from "~/features/engagement/components/visit-list";
import type { AttentionMap, Dwell, Headline, HitTally, Person, VisitRow } from "~/features/engagement/schema";
import { all, click, leave, named, one, open, text, textsOf } from "./support";

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

describe("who reads now", () => {
  beforeEach(() => {
    vi.stubGlobal(
      "EventSource",
      class extends EventTarget {
        static CLOSED = 2;
        close() {}
      },
    );
  });
  afterEach(async () => {
    await leave();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const reader = { viewerId: "v1", name: "佐藤 蓮", pageTitle: "Prices", unit: 4 };

  test.each([
    [reader, "佐藤 蓮 is reading page 4 of Prices"],
    [{ ...reader, unit: 0 }, "佐藤 蓮 is reading Prices"],
    [{ ...reader, pageKind: "proposal" as const }, "佐藤 蓮 is reading section 4 of Prices"],
    [{ ...reader, name: null }, "An anonymous visitor is reading page 4 of Prices"],
  ])("%# is said in a sentence: %s", async (viewer, sentence) => {
    const { page } = await open(<LiveViewers roomId="r1" viewers={[viewer]} />);
    expect(text(one(page, "li > span:last-child"))).toBe(sentence);
  });

  test("is nothing at all while nobody does", async () => {
    const { page } = await open(<LiveViewers roomId="r1" viewers={[]} />);
    expect(all(page, "section[aria-label='Reading now']")).toEqual([]);
  });

  test("is asked for again while somebody does, since leaving says nothing", async () => {
    vi.useFakeTimers();
    const { reloads } = await open(<LiveViewers roomId="r1" viewers={[reader]} />);
    await act(async () => void (await vi.advanceTimersByTimeAsync(45_000)));
    expect(reloads()).toBe(2);
  });
});

describe("the visits", () => {
  const visit: VisitRow = {
    id: "v1",
    person: person(),
    roomId: "r1",
    roomName: "Room A",
    startedAt: new Date("2026-03-15T15:30:00Z"),
    activeMs: 65_000,
    pages: [
      { id: "p1", title: "Prices" },
      { id: "p2", title: "Plan" },
    ],
  };

  const visitDays = {
    first: "2026-03-01",
    last: "2026-03-16",
    people: [{ person: person(), days: [{ day: "2026-03-16", activeMs: 65_000 }] }],
  };

  test("say who came when, how long and to which pages, on the workspace's clock", async () => {
    const { page } = await open(
      <VisitList visits={{ rows: [visit], page: 1, hasMore: false }} visitDays={visitDays} showsRoom />,
    );
    expect(all(page, "circle title").map((title) => title.textContent)).toEqual(["Mar 16, 2026: 1 min 5 s"]);
    const row = all(page, "tr").find((line) => line.textContent?.includes("Prices"));
    const [when, howLong, room, pages] = row ? textsOf(row, "td") : [];
    expect(when).toMatch(/Mar 16, 2026.*00:30/);
    expect([howLong, room, pages]).toEqual(["1 min 5 s", "Room A", "Prices · Plan"]);
    expect(all(page, "a[rel]")).toEqual([]);
  });

  test("are left out when there are none", async () => {
    const { page } = await open(
      <VisitList visits={{ rows: [], page: 1, hasMore: false }} visitDays={visitDays} />,
    );
    expect(all(page, "table")).toEqual([]);
  });
});

describe("the bar of a report", () => {
  const period = {
    window: "7",
    since: "2026-03-10",
    today: "2026-03-16",
    sinceAt: new Date(0),
    timeZone: "Asia/Tokyo",
  } as const;

  test("links each period, marks the current one and takes it along to the CSV", async () => {
    const { page } = await open(<ReportBar period={period} csvPath="/rooms/r1/report.csv" />, {
      at: "/here?window=7&visits=3&class=person",
    });
    expect(all(page, "nav a").map((link) => link.getAttribute("href"))).toEqual(
      ["7", "30", "90", "all"].map((window) => `/here?window=${window}&class=person`),
    );
    expect(text(one(page, "[aria-current=true]"))).toBe("7 days");
    expect(named<HTMLAnchorElement>("Export CSV").getAttribute("href")).toBe("/rooms/r1/report.csv?window=7");
    expect(page.textContent).toContain("Mar 10, 2026 to Mar 16, 2026");
  });

  test("prints, and says all time where there is no first day", async () => {
    const print = vi.fn();
    vi.stubGlobal("print", print);
    const { page } = await open(
      <ReportBar period={{ ...period, window: "all", since: null }} csvPath="/x" />,
    );
    expect(text(one(page, "p"))).toBe("All time");
    await click("Print");
    expect(print).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
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

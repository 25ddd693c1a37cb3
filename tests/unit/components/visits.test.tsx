// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveViewers } from "~/features/engagement/components/live-viewers";
import { ReportBar } from "~/features/engagement/components/report-bar";
import { VisitList } from "~/features/engagement/components/visit-list";
import type { Person, VisitRow } from "~/features/engagement/schema";
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

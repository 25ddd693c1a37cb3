// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveNow } from "~/features/home/components/live-now";
import { type Needs, NeedsCard } from "~/features/home/components/needs-card";
import { FavouriteStar } from "~/features/home/favourites/components/favourite-star";
import { FavouritesNav } from "~/features/home/favourites/components/favourites-nav";
import { HotCard, SilentCard } from "~/features/home/rooms/components/trend-cards";
import type { HotRoom, LiveReading, SilentRoom } from "~/features/home/schema";
import { FirstSteps } from "~/features/home/steps/components/first-steps";
import {
  all,
  click,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  text,
  textsOf,
  until,
} from "../components/support";

beforeEach(() => {
  vi.stubGlobal(
    "EventSource",
    class {
      addEventListener() {}
      removeEventListener() {}
      close() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const NOTHING: Needs = {
  links: { rows: [], total: 0 },
  deals: { rows: [], total: 0, to: "/deals" },
  documents: { rows: [], total: 0 },
  tasks: { rows: [], total: 0 },
  chats: { rows: [], total: 0 },
};

describe("what has a date or a fault", () => {
  const link = {
    id: "l1",
    label: "購買部",
    roomId: "r1",
    roomName: "在庫管理のご提案",
    accountName: "株式会社あおば食品ホールディングス",
    expiresAt: new Date("2026-11-28T14:59:59Z"),
  };
  const deal = { id: "d1", name: "Lot tracking", accountName: "Larkspur", closeDate: "2026-11-18" };
  const failed = { id: "f1", title: "見積書", failure: "encrypted", canRetry: false } as const;
  const lost = { id: "f2", title: "Terms", failure: "stuck", canRetry: true } as const;

  test("says so when nothing has", async () => {
    const { page } = await open(<NeedsCard {...NOTHING} />);
    expect(text(page)).toContain("Nothing is due.");
    expect(all(page, "li")).toEqual([]);
  });

  test("each thing leads to itself and to the one thing to do about it", async () => {
    const { page } = await open(
      <NeedsCard
        links={{ rows: [link], total: 1 }}
        deals={{ rows: [deal], total: 1, to: "/deals" }}
        documents={{ rows: [failed], total: 1 }}
        tasks={NOTHING.tasks}
        chats={NOTHING.chats}
      />,
    );
    const lines = all(page, "li").map((line) => ({
      said: text(line),
      leads: all<HTMLAnchorElement>(line, "a").map((a) => a.getAttribute("href")),
    }));
    expect(lines[0]?.said).toContain("The link “購買部” closes on");
    expect(lines[0]?.leads).toEqual(["/rooms/r1", "/rooms/r1/links"]);
    expect(lines[1]?.said).toContain("Lot tracking · Larkspur");
    expect(lines[1]?.leads).toEqual(["/deals/d1", "/deals/d1/edit"]);
    expect(lines[2]?.leads).toEqual(["/library/f1", "/library/f1"]);
  });

  test("a document whose reader was lost is read again from here", async () => {
    const { posted } = await open(<NeedsCard {...NOTHING} documents={{ rows: [lost], total: 1 }} />);
    await click("Read “Terms” again");
    await until(() => posted.length === 1);
    expect(posted[0]).toEqual({ path: "/library", form: { documentId: "f2", intent: "retry" } });
  });

  test("what does not fit is counted, with the way to all of it where there is one", async () => {
    const { page } = await open(
      <NeedsCard
        {...NOTHING}
        links={{ rows: [link], total: 9 }}
        deals={{ rows: [deal], total: 3, to: "/deals?outcome=open" }}
      />,
    );
    expect(textsOf(page, "li").filter((line) => /more$/.test(line))).toEqual(["8 more", "2 more"]);
    expect(named<HTMLAnchorElement>("2 more").getAttribute("href")).toBe("/deals?outcome=open");
  });
});

describe("who is reading now", () => {
  const reading = (over: Partial<LiveReading>): LiveReading => ({
    viewerId: "v1",
    roomId: "r1",
    roomName: "在庫管理のご提案",
    accountName: "あおば食品",
    name: "柴田 蓮",
    identity: "verified",
    pageTitle: "価格",
    ...over,
  });

  test("is named with how sure that is; who did not say is someone, and nothing is claimed", async () => {
    const { page } = await open(
      <LiveNow readings={[reading({}), reading({ viewerId: "v2", name: null, identity: "anonymous" })]} />,
    );
    const [known, unknown] = all(page, "li").map(text);
    expect(known).toContain("柴田 蓮");
    expect(known).toContain("価格 in 在庫管理のご提案");
    expect(unknown).toContain("Someone");
    expect(all(page, "li a").map((a) => a.getAttribute("href"))).toEqual(["/rooms/r1", "/rooms/r1"]);
  });

  test("nobody is said in words, with the way to how it is counted", async () => {
    const { page } = await open(<LiveNow readings={[]} />);
    expect(text(page)).toContain("Nobody is reading at this moment.");
    expect(all<HTMLAnchorElement>(page, "a").map((a) => a.getAttribute("href"))).toEqual([
      "/definitions#person",
    ]);
  });
});

describe("rooms that went quiet or heat up", () => {
  const quiet: SilentRoom = {
    id: "r1",
    name: "Security review",
    accountName: "Northwind",
    lastVisitAt: new Date("2026-11-02T03:00:00Z"),
    sharedAt: new Date("2026-10-01T03:00:00Z"),
  };
  const hot: HotRoom = {
    id: "r2",
    name: "倉庫 6 拠点統合のご提案",
    accountName: "南風ロジスティクス",
    lastMs: 754_000,
    beforeMs: 61_000,
    days: Array.from({ length: 14 }, (_, at) => ({
      day: `2026-11-${String(at + 1).padStart(2, "0")}`,
      activeMs: at * 10_000,
    })),
  };

  test("the rule stands beside the name, with the way to the definition", async () => {
    const { page } = await open(<SilentCard silent={{ rows: [quiet], total: 7 }} />);
    expect(text(page)).toContain("shared at least 5 working days ago, no visit since");
    expect(text(page)).toContain("1 of 7 rooms, soonest close date first");
    expect(named<HTMLAnchorElement>("Share Security review again").getAttribute("href")).toBe(
      "/rooms/r1/links",
    );
  });

  test("a room nobody came to says since when it waits", async () => {
    const { page } = await open(
      <SilentCard silent={{ rows: [{ ...quiet, lastVisitAt: null }], total: 1 }} />,
    );
    expect(text(one(page, "li"))).toContain("Not visited yet, shared");
    expect(one(page, "li time").getAttribute("datetime")).toBe("2026-10-01T03:00:00.000Z");
  });

  test("growth is told in both weeks' time and drawn with its days", async () => {
    const { page } = await open(<HotCard hot={{ rows: [hot], total: 1 }} />);
    expect(text(one(page, "li p:nth-of-type(2)"))).toMatch(/12 ?m.*, 1 ?m.* the week before/);
    expect(text(page)).toContain("Active time a day in 倉庫 6 拠点統合のご提案, last 14 days");
    expect(isThere("Report of 倉庫 6 拠点統合のご提案")).toBe(true);
  });

  test.each(LANGUAGES)("none is said in words in %s", async (language) => {
    const none = { rows: [], total: 0 };
    const { page } = await open(
      <>
        <SilentCard silent={none} />
        <HotCard hot={none} />
      </>,
      { language },
    );
    expect(all(page, "li")).toEqual([]);
    expect(text(page)).not.toMatch(/silent\.|hot\./);
  });
});

describe("the first steps", () => {
  const steps = [
    { step: "account", isDone: true, to: "/accounts/new" },
    { step: "deal", isDone: false, to: "/deals" },
    { step: "room", isDone: true, to: "/rooms/new" },
    { step: "upload", isDone: false, to: "/rooms/r1" },
    { step: "share", isDone: false, to: "/rooms/r1/links" },
  ] as const;

  test("tick what is done, whatever the order, and make the next one stand out", async () => {
    const { page } = await open(<FirstSteps steps={steps} />);
    expect(text(page)).toContain("2 of 5 done");
    expect(textsOf(page, "h3").map((title) => title.endsWith("(Done)"))).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    expect(all<HTMLAnchorElement>(page, "li a").map((a) => a.getAttribute("href"))).toEqual([
      "/deals",
      "/rooms/r1",
      "/rooms/r1/links",
    ]);
    const looks = all(page, "li a").map((a) => a.className);
    expect(looks[1]).toBe(looks[2]);
    expect(looks[0]).not.toBe(looks[1]);
  });
});

describe("favourites", () => {
  test("a star shows the wish at once and says what it would do", async () => {
    const { posted, page } = await open(<FavouriteStar kind="room" id="r1" isFavourite={false} />, {
      at: "/rooms/r1?tab=2",
    });
    const star = one<HTMLButtonElement>(page, "button");
    expect([star.getAttribute("aria-pressed"), star.title]).toEqual(["false", "Add to favourites"]);
    await click(star);
    await until(() => posted.length === 1);
    expect(posted[0]).toEqual({
      path: "/favourites",
      form: { kind: "room", id: "r1", next: "/rooms/r1?tab=2", intent: "add" },
    });
  });

  test("a marked one is taken away the same way", async () => {
    const { page } = await open(<FavouriteStar kind="deal" id="d1" isFavourite />);
    expect(one<HTMLButtonElement>(page, "button").value).toBe("remove");
    expect(one(page, "button").getAttribute("aria-pressed")).toBe("true");
  });

  test("stand in the side bar only when there are some", async () => {
    expect(all((await open(<FavouritesNav favourites={[]} />)).page, "nav")).toEqual([]);
    const favourite = {
      kind: "account",
      id: "a1",
      title: "北斗精密工業",
      detail: null,
      to: "/accounts/a1",
    } as const;
    const { page } = await open(<FavouritesNav favourites={[favourite]} />);
    expect(one(page, "nav").getAttribute("aria-label")).toBe("Favourites");
    expect(named<HTMLAnchorElement>("北斗精密工業").getAttribute("href")).toBe("/accounts/a1");
  });
});

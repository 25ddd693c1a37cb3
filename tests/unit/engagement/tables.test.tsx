// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { ContactLines, RoomLines } from "~/features/engagement/components/account-lines";
import { AccountPeople } from "~/features/engagement/components/account-people";
import { DefinitionList } from "~/features/engagement/components/definition-list";
import { ListTurns } from "~/features/engagement/components/list-turns";
import { ContactReading, ReadingSummary } from "~/features/engagement/components/reading-summary";
import { ReportEmpty } from "~/features/engagement/components/report-empty";
import { anchorOf, DEFINITION_SECTIONS } from "~/features/engagement/definitions";
import type { Headline } from "~/features/engagement/schema";
import { REASONS } from "~/features/tracking/reasons";
import { all, LANGUAGES, one, open, text, textsOf } from "../components/support";

const hrefs = (root: ParentNode, selector = "a") =>
  all<HTMLAnchorElement>(root, selector).map((a) => a.getAttribute("href"));
const cellsOf = (page: HTMLElement, row = 0) => {
  const line = all(page, "tbody tr")[row];
  if (!line) throw new Error(`there is no row ${row}`);
  return textsOf(line, "th, td");
};
const AT = new Date("2026-03-15T03:00:00Z");

describe("the rooms of an account's report", () => {
  const room = {
    id: "r1",
    name: "在庫管理のご提案",
    dealName: "在庫管理",
    isArchived: false,
    people: 3,
    visits: 1234,
    activeMs: 192_000,
    lastAt: AT,
  };

  test("say what was read in each and lead to its own report", async () => {
    const { page } = await open(<RoomLines rooms={[room]} />);
    expect(cellsOf(page).slice(0, 5)).toEqual([
      "在庫管理のご提案",
      "在庫管理",
      "Engaged people 3",
      "Visits 1,234",
      expect.stringMatching(/^Active time 3 min 12 s/),
    ]);
    expect(hrefs(page, "tbody a")).toEqual(["/rooms/r1/report"]);
    expect(one(page, "tbody time").getAttribute("datetime")).toBe(AT.toISOString());
  });

  test("tell an archived one, and one without a visit in the period", async () => {
    const quiet = { ...room, id: "r2", isArchived: true, visits: 0, activeMs: 0, lastAt: null };
    const { page } = await open(<RoomLines rooms={[room, quiet]} />);
    expect(cellsOf(page)[0]).not.toContain("Archived");
    expect(cellsOf(page, 1)[0]).toContain("Archived");
    expect(cellsOf(page, 1).at(-1)).toMatch(/Not in this period$/);
  });

  test.each(LANGUAGES)("are said to be none instead of an empty table, in %s", async (language) => {
    for (const empty of [
      <RoomLines key="r" rooms={[]} />,
      <ContactLines key="c" accountId="a1" contacts={[]} />,
    ]) {
      const { page } = await open(empty, { language });
      expect(all(page, "table")).toEqual([]);
      expect(text(one(page, "p"))).not.toBe("");
    }
  });
});

test("the contacts of an account's report lead to themselves, with their title where they have one", async () => {
  const ren = { id: "c1", name: "佐藤 蓮", title: "購買部長", visits: 2, activeMs: 5_000, lastAt: AT };
  const other = { ...ren, id: "c2", name: "Emma", title: null, lastAt: null };
  const { page } = await open(<ContactLines accountId="a1" contacts={[ren, other]} />);
  expect(cellsOf(page)[0]).toBe("佐藤 蓮購買部長");
  expect(cellsOf(page, 1)[0]).toBe("Emma");
  expect(hrefs(page, "tbody a")).toEqual(["/accounts/a1/contacts/c1", "/accounts/a1/contacts/c2"]);
});

describe("the people of an account", () => {
  const ren = {
    id: "c1",
    name: "佐藤 蓮",
    email: "ren@hinoki.example",
    title: "部長",
    department: "購買部",
    decisionRole: "champion" as const,
  };
  const reading = { id: "c1", name: "佐藤 蓮", title: null, visits: 4, activeMs: 61_000, lastAt: AT };
  const show = (people: Parameters<typeof AccountPeople>[0]["people"]) =>
    open(<AccountPeople accountId="a1" people={people} readings={[reading]} />);

  test("stand beside what they have read, and who has read nothing is there too", async () => {
    const { page } = await show([ren, { ...ren, id: "c2", name: "Emma", decisionRole: null }]);
    expect(cellsOf(page).slice(0, 3)).toEqual(["佐藤 蓮部長 · 購買部", "Champions us", "Visits 4"]);
    expect(cellsOf(page, 1)[2]).toBe("Visits 0");
    expect(cellsOf(page, 1).at(-1)).toMatch(/Not in this period$/);
  });

  test("are called by their address where no name is known, and it is not said twice", async () => {
    const { page } = await show([
      { ...ren, name: null, title: null, department: null },
      { ...ren, id: "c2", title: null, department: null },
      { ...ren, id: "c3", title: null },
    ]);
    expect(cellsOf(page, 0)[0]).toBe("ren@hinoki.example");
    expect(cellsOf(page, 1)[0]).toBe("佐藤 蓮ren@hinoki.example");
    expect(cellsOf(page, 2)[0]).toBe("佐藤 蓮購買部");
  });
});

describe("the short summaries", () => {
  const headline: Headline = {
    people: 4,
    reach: null,
    engagedContacts: 0,
    knownContacts: 0,
    visits: 12,
    views: 40,
    activeMs: 3_661_000,
    completion: null,
    repeatRate: null,
    bounce: null,
  };

  test("of an account say three numbers, each with its definition, and lead to the report", async () => {
    const series = { grain: "day" as const, points: [{ day: "2026-03-15", activeMs: 1000 }] };
    const { page } = await open(<ReadingSummary accountId="a1" headline={headline} series={series} />);
    expect(textsOf(page, "dd").slice(0, 2)).toEqual(["4", "12"]);
    expect(hrefs(page, "dt a").map((to) => to?.split("#")[1])).toEqual(["people", "visits", "active-time"]);
    expect(hrefs(page)).toContain("/accounts/a1/report");
  });

  test("of a contact add up their rooms", async () => {
    const one_ = { roomId: "r1", name: "Veranda", visits: 2, activeMs: 60_000, lastAt: AT };
    const two = { roomId: "r2", name: "Garden", visits: 3, activeMs: 12_000, lastAt: null };
    const { page } = await open(<ContactReading rooms={[one_, two]} />);
    const [visits, time] = textsOf(page, "dd");
    expect(visits).toBe("5");
    expect(time).toMatch(/^1 min 12 s/);
    expect(hrefs(page, "li a")).toEqual(["/rooms/r1/report", "/rooms/r2/report"]);
    expect(all(page, "li time")).toHaveLength(1);
  });

  test("of a contact who has read nothing say so, without numbers", async () => {
    const { page } = await open(<ContactReading rooms={[]} />);
    expect(text(page)).toContain("Nothing yet.");
    expect(all(page, "dd")).toEqual([]);
    expect(all(page, "li")).toEqual([]);
  });
});

describe("a report without visits", () => {
  test("that had some before shows the way to all time and keeps the rest of the address", async () => {
    const { page } = await open(<ReportEmpty of="room" hasEver shareTo="/rooms/r1/links" />, {
      at: "/here?window=7&visits=3&class=person",
    });
    expect(text(page)).toContain("No visits in this period");
    const [to] = hrefs(page);
    const search = new URL(to ?? "", "http://x.example").searchParams;
    expect(Object.fromEntries(search)).toEqual({ window: "all", class: "person" });
  });

  test("of a room leads to sharing it; of an account it cannot", async () => {
    const room = await open(<ReportEmpty of="room" hasEver={false} shareTo="/rooms/r1/links" />);
    expect(hrefs(room.page)).toEqual(["/rooms/r1/links"]);
    const account = await open(<ReportEmpty of="account" hasEver={false} shareTo="/accounts/a1" />);
    expect(hrefs(account.page)).toEqual([]);
    expect(text(account.page)).toContain("Nobody at this account has read anything yet");
  });
});

describe("the pages of a list in a report", () => {
  const turns = async (page: number, hasMore: boolean, at = "/here?window=90&hits=4") => {
    const screen = await open(
      <ListTurns name="visits" label="Pages of the visits" list={{ page, hasMore }} />,
      {
        at,
      },
    );
    return all<HTMLAnchorElement>(screen.page, "a").map((a) => [a.rel, a.getAttribute("href")]);
  };

  test("are not turned where there is one", async () => {
    expect(await turns(1, false)).toEqual([]);
  });

  test("go both ways from the middle, and keep the period and the other list", async () => {
    expect(await turns(3, true)).toEqual([
      ["prev", "/here?window=90&hits=4&visits=2"],
      ["next", "/here?window=90&hits=4&visits=4"],
    ]);
  });

  test("have a first one without a number, and a last one", async () => {
    expect(await turns(2, false, "/here?visits=2")).toEqual([["prev", "/here"]]);
    expect(await turns(1, true, "/here")).toEqual([["next", "/here?visits=2"]]);
  });
});

describe.each(LANGUAGES)("how we count, in %s", (language) => {
  test("defines every number at the anchor that reports link to, with its formula", async () => {
    const { page } = await open(<DefinitionList />, { language });
    for (const item of DEFINITION_SECTIONS.flatMap(({ items }) => items)) {
      const entry = one(page, `[id="${anchorOf(item)}"]`);
      expect(text(one(entry, "dt"))).not.toMatch(/^$|definitions\./);
      expect(textsOf(entry, "dd p")).toHaveLength(2);
      for (const said of textsOf(entry, "dd p")) expect(said).not.toMatch(/^$|definitions\./);
    }
  });

  test("names each reason once, under the class it leads to", async () => {
    const { page } = await open(<DefinitionList />, { language });
    const reasons = textsOf(page, "details li");
    expect(reasons).toHaveLength(REASONS.length);
    for (const details of all(page, "details")) {
      const count = all(details, "li").length;
      expect(text(one(details, "summary"))).toContain(String(count));
    }
  });
});

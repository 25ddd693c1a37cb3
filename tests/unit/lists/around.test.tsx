// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import type { ListState } from "~/platform/lists/list-model";
import { type BulkAnswer, BulkBar } from "~/ui/list/bulk-bar";
import { FilterChips } from "~/ui/list/filter-chips";
import { type FilterField, FilterForm } from "~/ui/list/filter-form";
import { ListPager } from "~/ui/list/list-pager";
import { ListToolbar } from "~/ui/list/list-toolbar";
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
  type,
  until,
} from "../components/support";
import { columnLabel, Deals, IDS, press, SHAPE, stateOf, WithLinks } from "./support";

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
});

const FIELDS: readonly FilterField[] = [
  {
    kind: "many",
    name: "stage",
    label: "Stage",
    options: [
      { value: "discover", label: "Discovery" },
      { value: "propose", label: "Proposal" },
    ],
  },
  { kind: "many", name: "owner", label: "Owner", options: [{ value: "me", label: "Me" }] },
];

const FIND: FilterField = {
  kind: "find",
  name: "account",
  label: "Account",
  placeholder: "Find an account",
  options: [{ value: "a1", label: "Aoba" }],
  found: null,
  toFind: (term) => `/found?find=${term}`,
};

const hrefOf = (name: string) => named<HTMLAnchorElement>(name).getAttribute("href");

describe("chips", () => {
  const show = (query: string) =>
    open(
      <WithLinks query={query}>
        {(links) => <FilterChips list={stateOf(query)} fields={FIELDS} links={links} />}
      </WithLinks>,
      {
        at: "/deals",
      },
    );

  test("say what narrows the list and drop it one by one", async () => {
    const { page } = await show("q=aoba&stage=discover&stage=propose&owner=me");
    expect(textsOf(page, "li").slice(0, 4)).toEqual([
      "Search: aoba",
      "Stage: Discovery",
      "Stage: Proposal",
      "Owner: Me",
    ]);
    expect(hrefOf("Remove filter: Stage: Discovery")).toBe("/deals?q=aoba&stage=propose&owner=me");
    expect(hrefOf("Remove filter: Search: aoba")).toBe("/deals?stage=discover&stage=propose&owner=me");
    expect(hrefOf("Clear filters")).toBe("/deals");
  });

  test("are not there when nothing narrows it; a value that is gone says so", async () => {
    expect(all((await show("sort=close")).page, "li")).toEqual([]);
    const { page } = await show("stage=close");
    expect(textsOf(page, "li")).toEqual(["Stage: No longer there"]);
  });
});

describe("pages", () => {
  const show = (page: number, pages: number, total: number) =>
    open(
      <WithLinks>{(links) => <ListPager at={{ page, pages, total, size: 50 }} links={links} />}</WithLinks>,
      {
        at: "/deals",
      },
    );

  test("say which rows are shown and lead to the neighbours and both ends", async () => {
    const { page } = await show(3, 400, 20_000);
    expect(text(one(page, "nav > span:first-child"))).toBe("101–150 of 20,000");
    expect(["First page", "Previous page", "Next page", "Last page"].map(hrefOf)).toEqual([
      "/deals",
      "/deals?page=2",
      "/deals?page=4",
      "/deals?page=400",
    ]);
  });

  test("lead nowhere past the ends", async () => {
    await show(1, 2, 60);
    expect(isThere("Previous page")).toBe(false);
    expect(hrefOf("Next page")).toBe("/deals?page=2");
    expect(isThere("Last page")).toBe(false);
  });

  test("of a short list are only its count, of none nothing", async () => {
    expect(text((await show(1, 1, 1)).page)).toBe("1 row");
    expect(text((await show(1, 1, 0)).page)).toBe("");
  });
});

describe("the tools of a list", () => {
  const show = (query: string, language: "en" | "ja" = "en") =>
    open(
      <WithLinks query={query}>
        {(links) => (
          <ListToolbar
            shape={SHAPE}
            list={stateOf(query)}
            links={links}
            fields={FIELDS}
            placeholder="Search deals"
            csv="/deals.csv"
            columnLabel={columnLabel}
          />
        )}
      </WithLinks>,
      { at: "/deals", language },
    );

  test("a search keeps filters, order and columns, and starts at the first page", async () => {
    const { page } = await show("q=old&stage=discover&sort=close&page=7");
    const form = one<HTMLFormElement>(page, "form[role=search]");
    expect([...new FormData(form)]).toEqual([
      ["stage", "discover"],
      ["sort", "close"],
      ["q", "old"],
    ]);
  });

  test("the filters in force are counted and ticked", async () => {
    const { page } = await show("stage=propose&owner=me");
    expect(textsOf(page, "summary")[0]).toBe("Filters: 2");
    const ticked = all<HTMLInputElement>(page, "input[name=stage]:checked").map((box) => box.value);
    expect(ticked).toEqual(["propose"]);
    expect(one<HTMLInputElement>(page, "details input[name=owner][type=checkbox]").checked).toBe(true);
  });

  describe("one of a great many", () => {
    const list = (account?: string): ListState => ({
      ...stateOf(""),
      filters: account ? { account: [account] } : {},
    });
    const showFind = (account?: string) =>
      open(
        <form>
          <FilterForm fields={[FIND]} list={list(account)} />
        </form>,
        {
          at: "/deals",
          load: (url) =>
            url.searchParams.get("find") === "hin"
              ? { term: "hin", options: [{ value: "a2", label: "Hinoki" }] }
              : { term: "none", options: [] },
        },
      );
    const values = (page: HTMLElement, which = "") =>
      all<HTMLInputElement>(page, `input[name=account]${which}`).map(({ value }) => value);

    test("is found by typing and ticked; what was ticked stays", async () => {
      const { page } = await showFind("a1");
      expect(values(page, ":checked")).toEqual(["a1"]);
      await type(named<HTMLInputElement>("Find an account"), "hin");
      await until(() => values(page).length === 2);
      await click("Hinoki");
      await type(named<HTMLInputElement>("Find an account"), "zzz");
      await until(() => text(one(page, "fieldset [role=status]")) !== "");
      expect(text(one(page, "fieldset [role=status]"))).toBe("No account matches.");
      expect(values(page, ":checked")).toEqual(["a1", "a2"]);
    });

    test("what was typed is no part of the address once a script runs, and Enter sends nothing early", async () => {
      const { page } = await showFind();
      const box = one<HTMLInputElement>(page, "input[type=search]");
      expect(box.name).toBe("");
      box.focus();
      expect(await press("Enter")).toBe(false);
    });
  });

  test("columns are chosen beside the first; order too, for where headings have no room", async () => {
    const { page } = await show("");
    const columns = all<HTMLInputElement>(page, "input[name=cols][type=checkbox]");
    expect(columns.map(({ value, checked }) => [value, checked])).toEqual([
      ["stage", true],
      ["close", true],
      ["owner", false],
    ]);
    expect(named<HTMLSelectElement>("Order by").value).toBe("name");
  });

  test("what is exported is what is shown", async () => {
    const { page } = await show("stage=propose&page=3");
    expect(one(page, "a[download]").getAttribute("href")).toBe("/deals.csv?stage=propose&page=3");
  });

  test("Escape closes a panel and gives the focus back to its button", async () => {
    const { page } = await show("");
    const panel = all<HTMLDetailsElement>(page, "details")[0];
    if (!panel) throw new Error("no panel");
    panel.open = true;
    one<HTMLInputElement>(panel, "input[value=discover]").focus();
    await press("Escape");
    expect(panel.open).toBe(false);
    expect(document.activeElement).toBe(one(panel, "summary"));
  });

  test.each(LANGUAGES)("every control has a name in %s", async (language) => {
    const { page } = await show("stage=discover", language);
    for (const control of all<HTMLInputElement>(page, "input:not([type=hidden]), select")) {
      expect(control.getAttribute("aria-label") ?? text(control.labels?.[0]), control.name).not.toBe("");
    }
  });
});

describe("many rows at once", () => {
  const owners = [
    { value: "m1", label: "森 あおい" },
    { value: "m2", label: "Emma Clarke" },
  ];
  const answer = (over: Partial<BulkAnswer>): BulkAnswer => ({
    id: "b1",
    action: "archive",
    changed: 2,
    left: { notOwn: 0, unchanged: 0, inUse: 0, gone: 0 },
    isUndone: false,
    ...over,
  });
  const show = (reply: unknown = null, total = 3) =>
    open(
      <>
        <Deals />
        <WithLinks>
          {(links) => (
            <BulkBar
              links={links}
              csv="/deals.csv"
              total={total}
              shown={3}
              max={5_000}
              actions={["owner", "archive"]}
              owners={owners}
              stages={[]}
            />
          )}
        </WithLinks>
      </>,
      { at: "/deals", reply },
    );

  test("the bar counts what is selected, and clears it", async () => {
    const { page } = await show();
    await click("Select あおば食品");
    await click("Select Northwind");
    expect(text(one(page, "#bulk [role=status]"))).toBe("2 selected");
    await click("Clear selection");
    expect(all(page, "[data-row-box]:checked")).toEqual([]);
    expect(all(page, "#bulk [role=status]")).toEqual([]);
  });

  test("all results are offered only when there are more than the page shows", async () => {
    expect(all((await show()).page, "input[name=all]")).toEqual([]);
    const { page } = await show(null, 20_000);
    expect(text(one<HTMLInputElement>(page, "input[name=all]").labels?.[0])).toBe("All 20,000 results");
  });

  test("an action sends the rows, tells what was left and why, and can be taken back", async () => {
    const left = { notOwn: 1, unchanged: 0, inUse: 0, gone: 0 };
    const { posted, page } = await show({ bulk: answer({ left }) });
    await click("Select あおば食品");
    await click("Archive");
    await until(() => text(document.body).includes("2 rows are archived. 1 is not yours and stayed."));
    expect(posted[0]?.form).toMatchObject({
      intent: "bulk",
      action: "archive",
      "rows[]": IDS[0],
      via: "script",
    });
    expect(all(page, "[data-row-box]:checked")).toEqual([]);
    await click("Undo");
    await until(() => posted.length === 2);
    expect(posted[1]?.form).toMatchObject({ intent: "undo", bulkId: "b1" });
  });

  test("nothing can be taken back when nothing was changed", async () => {
    const left = { notOwn: 2, unchanged: 0, inUse: 0, gone: 0 };
    await show({ bulk: answer({ changed: 0, left }) });
    await click("Select あおば食品");
    await click("Archive");
    await until(() => text(document.body).includes("2 are not yours and stayed."));
    expect(isThere("Undo")).toBe(false);
  });

  test("too many rows and a lost answer end in words that say what to do", async () => {
    await show({ error: "tooMany" });
    await click("Select あおば食品");
    await click("Archive");
    await until(() => text(document.body).includes("More than 5000 rows: narrow the list down"));
    await show({});
    await click("Select あおば食品");
    await click("Archive");
    await until(() => text(document.body).includes("The rows could not be changed. Please try again."));
  });

  test("the new owner is among what is sent", async () => {
    const { posted } = await show({ bulk: answer({ action: "owner" }) });
    await click("Select Northwind");
    named<HTMLSelectElement>("New owner").value = "m2";
    await click("Change owner");
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toMatchObject({ action: "owner", ownerId: "m2", "rows[]": IDS[1] });
  });
});

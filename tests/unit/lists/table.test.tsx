// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import {
  all,
  click,
  describedBy,
  isThere,
  named,
  one,
  open,
  text,
  textsOf,
  type,
  until,
} from "../components/support";
import { Deals, IDS, press, ROWS } from "./support";

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
});

const chosen = () => all<HTMLInputElement>(document, "[data-row-box]:checked").map((box) => box.value);
const headings = () => all(document, "thead th[aria-sort], thead th").slice(1);

describe("a table of rows", () => {
  test("is named, names its rows by their first cell and says how it is used", async () => {
    const { page } = await open(<Deals />);
    expect(text(one(page, "caption"))).toContain("Deals. Keys:");
    expect(textsOf(page, "tbody th[scope=row] a[href^='/deals']")).toEqual(ROWS.map(({ name }) => name));
    expect(textsOf(page, "thead th").slice(1)).toEqual(["Name", "Stage", "Expected close"]);
  });

  test("says what it is sorted by, and a heading leads to the other order", async () => {
    const { page } = await open(<Deals query="sort=close" />, { at: "/deals?sort=close" });
    expect(headings().map((heading) => heading.getAttribute("aria-sort"))).toEqual([
      "none",
      null,
      "descending",
    ]);
    expect(one<HTMLAnchorElement>(page, "thead th[aria-sort=descending] a").getAttribute("href")).toBe(
      "/deals?sort=close&dir=asc",
    );
    expect(one(page, "thead th[aria-sort=none] a").getAttribute("href")).toBe("/deals");
  });

  test("offers no change of a row that is somebody else's", async () => {
    const { page } = await open(<Deals canEdit={(row) => row.owner === "Emma Clarke"} />);
    expect(all(page, "[data-cell]").map((cell) => cell.dataset.cell)).toEqual([
      `${IDS[1]}.name`,
      `${IDS[1]}.stage`,
      `${IDS[1]}.close`,
    ]);
  });

  test("says beside a bare figure what it is where rows are cards, and hides empty cells there", async () => {
    const { page } = await open(<Deals />);
    const cells = all(page, "tbody tr td:last-child");
    expect(cells.map(text)[0]).toContain("Expected close 2026-12-01");
    expect(cells.map((cell) => cell.className.includes("max-sm:hidden"))).toEqual([false, false, true]);
  });
});

describe("the keyboard", () => {
  test("j and k go through the rows", async () => {
    await open(<Deals />);
    await press("j");
    expect(text(document.activeElement)).toBe("あおば食品");
    await press("j");
    await press("j");
    await press("j");
    expect(text(document.activeElement)).toBe("北斗精密工業");
    await press("k");
    expect(text(document.activeElement)).toBe("Northwind");
  });

  test("k from nowhere begins at the end", async () => {
    await open(<Deals />);
    await press("k");
    expect(text(document.activeElement)).toBe("北斗精密工業");
  });

  test("x selects, Shift extends, Escape drops the selection", async () => {
    await open(<Deals />);
    await press("j");
    await press("x");
    expect(chosen()).toEqual([IDS[0]]);
    await press("j");
    await press("j");
    await press("x", { shiftKey: true });
    expect(chosen()).toEqual([...IDS]);
    await press("Escape");
    expect(chosen()).toEqual([]);
  });

  test("Shift and j select on the way", async () => {
    await open(<Deals />);
    await press("j");
    await press("j", { shiftKey: true });
    expect(chosen()).toEqual([IDS[0], IDS[1]]);
  });

  test("Ctrl A selects the page only from within the table", async () => {
    await open(<Deals />);
    await press("a", { ctrlKey: true });
    expect(chosen()).toEqual([]);
    await press("j");
    await press("a", { ctrlKey: true });
    expect(chosen()).toEqual([...IDS]);
  });

  test("leaves whoever is typing alone", async () => {
    await open(
      <>
        <input aria-label="Search" />
        <Deals />
      </>,
    );
    named<HTMLInputElement>("Search").focus();
    await press("j");
    await press("x");
    expect(document.activeElement).toBe(named("Search"));
    expect(chosen()).toEqual([]);
  });

  test("leaves a composition of Japanese text and keys of the system alone", async () => {
    await open(<Deals />);
    await press("j", { isComposing: true });
    await press("x", { ctrlKey: true });
    await press("j", { altKey: true });
    expect(document.activeElement).toBe(document.body);
  });
});

describe("the mouse", () => {
  test("selects a range with Shift, and unselects one the same way", async () => {
    const { page } = await open(<Deals />);
    const boxes = all<HTMLInputElement>(page, "[data-row-box]");
    const shiftClick = (box: HTMLInputElement | undefined) =>
      box?.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
    await click("Select あおば食品");
    shiftClick(boxes[2]);
    expect(chosen()).toEqual([...IDS]);
    shiftClick(boxes[0]);
    expect(chosen()).toEqual([]);
  });

  test("the box of the page stands between when some rows are selected", async () => {
    const { page } = await open(<Deals />);
    const whole = one<HTMLInputElement>(page, "[data-page-box]");
    await click("Select Northwind");
    expect([whole.checked, whole.indeterminate]).toEqual([false, true]);
    await click(whole);
    expect(chosen()).toEqual([...IDS]);
    expect([whole.checked, whole.indeterminate]).toEqual([true, false]);
  });
});

describe("editing a cell", () => {
  test("opens in place, keeps its address for browsers without a script, and Escape changes nothing", async () => {
    const { page, posted } = await open(<Deals query="stage=close" />, { at: "/deals?stage=close" });
    const cell = one<HTMLAnchorElement>(page, `[data-cell="${IDS[1]}.stage"]`);
    expect(cell.getAttribute("href")).toBe(`/deals?stage=close&edit=${IDS[1]}.stage`);
    await click(cell);
    const select = named<HTMLSelectElement>("Change Stage of Northwind");
    expect(select.value).toBe("discover");
    expect(document.activeElement).toBe(select);
    await press("Escape");
    expect(isThere("Save")).toBe(false);
    expect(posted).toEqual([]);
  });

  test("Enter saves what was typed with what was seen, and shows it meanwhile", async () => {
    const { page, posted } = await open(<Deals />, { at: "/deals", reply: { cell: null } });
    await click(one<HTMLElement>(page, `[data-cell="${IDS[0]}.close"]`));
    await type(named<HTMLInputElement>("Change Expected close of あおば食品"), "2027-01-08");
    await press("Enter");
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toMatchObject({
      intent: "cell",
      id: IDS[0],
      field: "close",
      seen: "2026-12-01",
      value: "2027-01-08",
      via: "script",
    });
    await until(() => !isThere("Save"));
  });

  test("saving what was not changed asks nobody", async () => {
    const { page, posted } = await open(<Deals />, { at: "/deals" });
    await click(one<HTMLElement>(page, `[data-cell="${IDS[0]}.close"]`));
    await press("Enter");
    expect(isThere("Save")).toBe(false);
    expect(posted).toEqual([]);
  });

  test("Tab saves and opens the next cell", async () => {
    const { page, posted } = await open(<Deals />, { at: "/deals", reply: { cell: null } });
    await click(one<HTMLElement>(page, `[data-cell="${IDS[0]}.name"]`));
    await type(named<HTMLInputElement>("Change Name of あおば食品"), "青葉食品");
    await press("Tab");
    await until(() => isThere("Change Stage of あおば食品") && posted.length === 1);
    expect(posted[0]?.form.value).toBe("青葉食品");
  });

  test("a refused edit comes back with its words, the reason, and what somebody else saved", async () => {
    const refused = {
      id: IDS[0],
      field: "stage",
      value: "close",
      seen: "propose",
      error: "required",
      current: "discover",
    };
    const { page } = await open(<Deals editing={`${IDS[0]}.stage`} refused={refused} />, { at: "/deals" });
    const select = named<HTMLSelectElement>("Change Stage of あおば食品");
    expect(select.value).toBe("close");
    expect(select.getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(select)[0]).toContain("Now: Discovery");
    expect(all(page, "[role=alert]")).toHaveLength(1);
  });

  test("a refusal of the server opens the cell again and says whose it is", async () => {
    const cell = { id: IDS[0], field: "name", value: "", seen: "あおば食品", error: "required" };
    const { page } = await open(<Deals />, { at: "/deals", reply: { cell } });
    await click(one<HTMLElement>(page, `[data-cell="${IDS[0]}.name"]`));
    await type(named<HTMLInputElement>("Change Name of あおば食品"), "");
    await press("Enter");
    await until(() => text(document.body).includes("“あおば食品” was not changed"));
    expect(named<HTMLInputElement>("Change Name of あおば食品").value).toBe("");
  });
});

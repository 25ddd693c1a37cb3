// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BoardFilters } from "~/features/accounts/deals/board/components/board-filters";
import { DealBoard } from "~/features/accounts/deals/board/components/deal-board";
import type { BoardCard, BoardColumn, MoveReply } from "~/features/accounts/deals/board/schema";
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
  until,
} from "../components/support";

const card = (over: Partial<BoardCard> & { id: string; name: string }): BoardCard => ({
  outcome: "open",
  stage: "propose",
  accountId: "a1",
  accountName: "株式会社あおば食品ホールディングス",
  amountMinor: 12_000_000,
  currency: "JPY",
  closeDate: "2026-12-15",
  ownerId: "m1",
  ownerName: "森 あおい",
  hasOwnerLeft: false,
  visitedAt: null,
  weekVisits: 0,
  canMove: true,
  version: 3,
  ...over,
});

const column = (key: string, cards: BoardCard[], count = cards.length): BoardColumn => ({
  key,
  place: key === "won" || key === "lost" ? { outcome: key, stage: "" } : { outcome: "open", stage: key },
  cards,
  count,
  totals: cards.length > 0 ? [{ currency: "JPY", amountMinor: 12_000_000 * cards.length }] : [],
});

const mine = card({ id: "d1", name: "在庫管理の刷新", visitedAt: "2026-11-20T03:00:00Z", weekVisits: 2 });
const theirs = card({
  id: "d2",
  name: "Lot tracking",
  canMove: false,
  hasOwnerLeft: true,
  amountMinor: null,
});
const COLUMNS = [
  column("discover", []),
  column("propose", [mine, theirs], 120),
  column("won", []),
  column("lost", []),
];

/** What lies under the pointer; jsdom draws nothing. */
let under: Element | null = null;
const elementsFromPoint = document.elementsFromPoint;
beforeEach(() => {
  under = null;
  document.elementsFromPoint = () => (under ? [under] : []);
  Element.prototype.hasPointerCapture = () => false;
});
afterEach(() => {
  document.elementsFromPoint = elementsFromPoint;
});

const show = (reply: unknown = null) => open(<DealBoard columns={COLUMNS} />, { at: "/deals/board", reply });
const cardsIn = (key: string) => textsOf(one(document, `[data-column=${key}]`), "li a:first-of-type");
const pointer = (type: string, target: EventTarget, at: { x: number; y: number; pointerType?: string }) => {
  const event = new MouseEvent(type, {
    bubbles: true,
    cancelable: true,
    clientX: at.x,
    clientY: at.y,
    button: 0,
  });
  Object.defineProperty(event, "pointerType", { value: at.pointerType ?? "mouse" });
  return act(async () => target.dispatchEvent(event));
};
async function openMenu(name: string): Promise<string[]> {
  const trigger = named(`Move ${name}`);
  await act(async () => {
    trigger.focus();
    trigger.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  });
  await until(() => all(document, "[role=menuitem]").length > 0);
  return textsOf(document, "[role=menuitem]");
}
const choose = (name: string) =>
  click(all(document, "[role=menuitem]").find((item) => text(item) === name) ?? name);
const moved: MoveReply = {
  dealId: "d1",
  name: "在庫管理の刷新",
  ok: true,
  from: { outcome: "open", stage: "propose" },
  to: { outcome: "open", stage: "discover" },
  version: 4,
};

describe("a board of deals", () => {
  test("names its columns, how many deals each has and what they add up to", async () => {
    await show();
    const propose = one(document, "[data-column=propose]");
    expect(propose.getAttribute("aria-label")).toBe("Propose");
    expect(text(one(propose, "h2"))).toBe("Propose120");
    expect(text(one(propose, "header p"))).toMatch(/24,000,000/);
  });

  test("a column that goes on leads to its next page and keeps its place in the address", async () => {
    await show();
    expect(named<HTMLAnchorElement>("Show more (118) Propose").getAttribute("href")).toBe(
      "/deals/board?more=propose",
    );
  });

  test("a card says whose it is, when it closes and whether anybody reads", async () => {
    await show();
    const [first, second] = all(document, "[data-column=propose] li").map(text);
    expect(first).toContain("株式会社あおば食品ホールディングス");
    expect(first).toContain("Last visit");
    expect(second).toContain("森 あおい (left the team)");
    expect(second).not.toContain("Last visit");
  });

  test("what one may not move has no way to move it", async () => {
    await show();
    expect(isThere("Move 在庫管理の刷新")).toBe(true);
    expect(isThere("Move Lot tracking")).toBe(false);
  });
});

describe("moving by keyboard", () => {
  test("the menu offers every other place", async () => {
    await show();
    expect(await openMenu("在庫管理の刷新")).toEqual(["Move to Discover", "Won", "Lost"]);
  });

  test("moves at once, tells the server which version was seen, and can be taken back", async () => {
    const { posted } = await show(moved);
    await openMenu("在庫管理の刷新");
    await choose("Move to Discover");
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toEqual({ dealId: "d1", intent: "move", stage: "discover", version: "3" });
    await until(() => text(document.body).includes("“在庫管理の刷新” is now in Discover"));
    await click("Undo");
    await until(() => posted.length === 2);
    expect(posted[1]?.form).toMatchObject({ stage: "propose", version: "4" });
  });

  test("somebody else's move is told, and wins", async () => {
    const refused = { ...moved, ok: false, now: { outcome: "won", stage: "" }, isArchived: false };
    await show(refused);
    await openMenu("在庫管理の刷新");
    await choose("Move to Discover");
    await until(() => text(document.body).includes("Someone changed “在庫管理の刷新” first: it is in Won."));
    expect(isThere("Undo")).toBe(false);
    expect(cardsIn("propose")).toContain("在庫管理の刷新");
  });

  test("an archived deal is told as such", async () => {
    await show({ ...moved, ok: false, now: { outcome: "open", stage: "propose" }, isArchived: true });
    await openMenu("在庫管理の刷新");
    await choose("Move to Discover");
    await until(() => text(document.body).includes("“在庫管理の刷新” was archived in the meantime."));
  });
});

describe("closing from the board", () => {
  test("asks why a deal was lost, and keeps asking until it is said", async () => {
    const { posted } = await show();
    await openMenu("在庫管理の刷新");
    await choose("Lost");
    await until(() => text(document.body).includes("“在庫管理の刷新” is lost"));
    await submit(one<HTMLFormElement>(document, "[role=dialog] form"));
    expect(posted).toEqual([]);
    expect(one(document, "[role=dialog] select").getAttribute("aria-invalid")).toBe("true");
    one<HTMLSelectElement>(document, "[role=dialog] select").value = "lost_price";
    await submit(one<HTMLFormElement>(document, "[role=dialog] form"));
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toEqual({
      dealId: "d1",
      intent: "close",
      outcome: "lost",
      version: "3",
      fromStage: "propose",
      fromOutcome: "open",
      outcomeReason: "lost_price",
      outcomeNote: "",
    });
  });

  test("offers only the reasons of that outcome", async () => {
    await show();
    await openMenu("在庫管理の刷新");
    await choose("Won");
    await until(() => all(document, "[role=dialog] select").length === 1);
    expect(all(document, "[role=dialog] optgroup")).toHaveLength(1);
    await click("Cancel");
    await until(() => all(document, "[role=dialog]").length === 0);
  });
});

describe("dragging", () => {
  const grab = () => all(document, "[data-column=propose] li")[0] ?? document.body;

  test("a card dropped on another column moves there", async () => {
    const { posted } = await show(moved);
    await pointer("pointerdown", grab(), { x: 10, y: 10 });
    under = one(document, "[data-column=discover]");
    await pointer("pointermove", window, { x: 40, y: 10 });
    expect(one(document, "[data-column=discover]").className).toContain("border-accent");
    await pointer("pointerup", window, { x: 40, y: 10 });
    await until(() => posted.length === 1);
    expect(posted[0]?.form.stage).toBe("discover");
  });

  test("a press that hardly moves is a click, and Escape lets go", async () => {
    const { posted } = await show(moved);
    under = one(document, "[data-column=discover]");
    await pointer("pointerdown", grab(), { x: 10, y: 10 });
    await pointer("pointermove", window, { x: 12, y: 11 });
    await pointer("pointerup", window, { x: 12, y: 11 });
    await pointer("pointerdown", grab(), { x: 10, y: 10 });
    await pointer("pointermove", window, { x: 60, y: 10 });
    await act(async () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })));
    await pointer("pointerup", window, { x: 60, y: 10 });
    expect(posted).toEqual([]);
  });

  test("a finger scrolls the list and drags only by the grip", async () => {
    const { posted } = await show(moved);
    under = one(document, "[data-column=discover]");
    await pointer("pointerdown", grab(), { x: 10, y: 10, pointerType: "touch" });
    await pointer("pointermove", window, { x: 60, y: 10, pointerType: "touch" });
    await pointer("pointerup", window, { x: 60, y: 10, pointerType: "touch" });
    expect(posted).toEqual([]);
    await pointer("pointerdown", one(grab(), "[data-grip]"), { x: 10, y: 10, pointerType: "touch" });
    await pointer("pointermove", window, { x: 60, y: 10, pointerType: "touch" });
    await pointer("pointerup", window, { x: 60, y: 10, pointerType: "touch" });
    await until(() => posted.length === 1);
  });

  test("a card that is not one's own stays where it is", async () => {
    const { posted } = await show(moved);
    under = one(document, "[data-column=discover]");
    const other = all(document, "[data-column=propose] li")[1] ?? document.body;
    await pointer("pointerdown", other, { x: 10, y: 10 });
    await pointer("pointermove", window, { x: 60, y: 10 });
    await pointer("pointerup", window, { x: 60, y: 10 });
    expect(posted).toEqual([]);
  });
});

describe("what the board shows", () => {
  const owners = [{ id: "m1", name: "森 あおい" }];
  const teams = [{ id: "t1", name: "東日本" }];

  test.each(LANGUAGES)("is chosen by search, owner and team in %s", async (language) => {
    const query = { q: "在庫", owner: "m1", team: "" };
    const { page } = await open(<BoardFilters query={query} owners={owners} teams={teams} />, {
      at: "/deals/board?q=在庫&owner=m1",
      language,
    });
    expect(one<HTMLInputElement>(page, "input[name=q]").value).toBe("在庫");
    expect(one<HTMLSelectElement>(page, "select[name=owner]").value).toBe("m1");
    for (const control of all(page, "input, select")) expect(control.getAttribute("aria-label")).toBeTruthy();
    expect(all<HTMLAnchorElement>(page, "a").map((a) => a.getAttribute("href"))).toEqual(["/deals/board"]);
  });

  test("nothing is offered to clear where nothing is chosen, and no team where there is none", async () => {
    const { page } = await open(
      <BoardFilters query={{ q: "", owner: "", team: "" }} owners={owners} teams={[]} />,
    );
    expect(all(page, "a")).toEqual([]);
    expect(all(page, "select[name=team]")).toEqual([]);
  });
});

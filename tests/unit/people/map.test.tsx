// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PeopleMap } from "~/features/rooms/people/components/people-map";
import { all, click, isThere, LANGUAGES, one, open, text, textsOf, until } from "../components/support";
import { EMA, PEOPLE, REN } from "./people";

/** What lies under the pointer; jsdom draws nothing. */
let under: Element | null = null;
const elementsFromPoint = document.elementsFromPoint;
beforeEach(() => {
  under = null;
  document.elementsFromPoint = () => (under ? [under] : []);
});
afterEach(() => {
  document.elementsFromPoint = elementsFromPoint;
});

const show = (options: Parameters<typeof open>[1] = {}) =>
  open(<PeopleMap people={PEOPLE} canEdit />, options);
const cell = (level: string, department: string) => one(document, `[data-column="${level}|${department}"]`);
const cardOf = (id: string) => one<HTMLButtonElement>(document, `[data-person="${id}"]`);
const placeOf = (id: string) => cardOf(id).closest<HTMLElement>("[data-column]")?.dataset.column;
const press = (id: string, key: string) =>
  act(async () => {
    cardOf(id).focus();
    cardOf(id).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
const pointer = (kind: string, target: EventTarget, x = 0, y = 0, button = 0) =>
  act(async () => {
    const at = { bubbles: true, cancelable: true, clientX: x, clientY: y, button };
    target.dispatchEvent(new MouseEvent(kind, at));
  });

async function drag(id: string, to: Element | null): Promise<void> {
  await pointer("pointerdown", cardOf(id), 10, 10);
  under = to;
  await pointer("pointermove", window, 200, 120);
  await pointer("pointerup", window, 200, 120);
}

describe("the map of the committee", () => {
  test("has a column for each department and a row for each level, with places for those without", async () => {
    await show();
    expect(textsOf(document, "thead th")).toEqual(["IT", "購買部", "No department"]);
    expect(textsOf(document, "tbody th")).toEqual(["Top management", "Heads", "Staff", "Not placed"]);
  });

  test("puts everybody where they belong", async () => {
    await show();
    expect(["ren", "ema", "sora"].map(placeOf)).toEqual(["2|購買部", "1|IT", "|"]);
  });

  test("says on each card who it is, the role and how they stand", async () => {
    await show();
    expect(text(cardOf("ren"))).toBe("北川 蓮購買部長Decision makerVisited");
    expect(text(cardOf("sora"))).toBe("sora@hinoki.exampleNot invited");
  });

  test("whoever may not change it can't take a card", async () => {
    const screen = await open(<PeopleMap people={PEOPLE} canEdit={false} />);
    expect(all<HTMLButtonElement>(document, "[data-person]").every((card) => card.disabled)).toBe(true);
    expect(text(screen.page)).not.toContain("Drag a card");
  });

  test.each(LANGUAGES)("is named for those who can't see it, in %s", async (language) => {
    await show({ language });
    expect(text(one(document, "caption"))).not.toBe("");
    expect(text(document.body)).not.toContain("map.");
  });
});

describe("moving with the arrow keys", () => {
  test.each([
    ["ArrowUp", { level: "1", department: "購買部" }],
    ["ArrowDown", { level: "3", department: "購買部" }],
    ["ArrowLeft", { level: "2", department: "IT" }],
    ["ArrowRight", { level: "2", department: "" }],
  ])("%s goes one cell on and tells the server the version that was seen", async (key, to) => {
    const screen = await show();
    await press("ren", key);
    expect(screen.posted.map(({ form }) => form)).toEqual([
      { intent: "place", contactId: "ren", version: "4", ...to },
    ]);
  });

  test.each([
    ["ema", "ArrowUp"],
    ["ema", "ArrowLeft"],
    ["sora", "ArrowDown"],
    ["sora", "ArrowRight"],
  ])("stops at the edge: %s %s", async (id, key) => {
    const screen = await show();
    await press(id, key);
    expect(screen.posted).toEqual([]);
  });

  test("other keys stay what they are", async () => {
    const screen = await show();
    await press("ren", "Enter");
    await press("ren", "a");
    expect(screen.posted).toEqual([]);
  });

  test("says where the person went, to those who can't see it too", async () => {
    await show();
    await press("ren", "ArrowUp");
    expect(text(one(document, "[role=status].sr-only"))).toBe("北川 蓮: 購買部, Top management");
  });

  test("keeps the keyboard on the card that moved", async () => {
    await show();
    await press("ren", "ArrowUp");
    expect(document.activeElement).toBe(cardOf("ren"));
  });
});

describe("undo and colleagues", () => {
  test("undo sends the person back, with the version the move made", async () => {
    const screen = await show();
    await press("ren", "ArrowUp");
    await until(() => isThere("Undo"));
    await click("Undo");
    expect(screen.posted.at(-1)?.form).toEqual({
      intent: "place",
      contactId: "ren",
      version: "5",
      level: "2",
      department: "購買部",
    });
  });

  test("says so when somebody else changed the person first", async () => {
    await show({ reply: { stale: true } });
    await press("ema", "ArrowDown");
    await until(() => text(document.body).includes("Someone else changed this person first."));
  });
});

describe("dragging", () => {
  test("drops a card into the cell under the pointer", async () => {
    const screen = await show();
    await drag("ema", cell("3", "購買部"));
    expect(screen.posted.map(({ form }) => form)).toEqual([
      { intent: "place", contactId: "ema", version: "1", level: "3", department: "購買部" },
    ]);
  });

  test("a drop on a card counts for its cell", async () => {
    const screen = await show();
    await drag("ema", cardOf("ren"));
    expect(screen.posted[0]?.form).toMatchObject({ level: "2", department: "購買部" });
  });

  test("a drop outside, or where it came from, changes nothing", async () => {
    const screen = await show();
    await drag("ema", null);
    await drag("ema", cell("1", "IT"));
    expect(screen.posted).toEqual([]);
  });

  test("a click that hardly moves is no drag", async () => {
    const screen = await show();
    await pointer("pointerdown", cardOf("ema"), 10, 10);
    under = cell("3", "");
    await pointer("pointermove", window, 12, 12);
    await pointer("pointerup", window, 12, 12);
    expect(screen.posted).toEqual([]);
  });

  test("Escape lets go", async () => {
    const screen = await show();
    await pointer("pointerdown", cardOf("ema"), 10, 10);
    under = cell("3", "");
    await pointer("pointermove", window, 90, 90);
    await act(async () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })));
    await pointer("pointerup", window, 90, 90);
    expect(screen.posted).toEqual([]);
  });

  test("only the first button takes a card", async () => {
    const screen = await show();
    await pointer("pointerdown", cardOf("ema"), 10, 10, 2);
    under = cell("3", "");
    await pointer("pointermove", window, 90, 90);
    await pointer("pointerup", window, 90, 90);
    expect(screen.posted).toEqual([]);
  });

  test("a department with a bar in its name is a cell like any other", async () => {
    const odd = [{ ...REN, department: "R|D" }, EMA];
    const screen = await open(<PeopleMap people={odd} canEdit />);
    await drag("ema", cell("2", "R|D"));
    expect(screen.posted[0]?.form).toMatchObject({ level: "2", department: "R|D" });
  });
});

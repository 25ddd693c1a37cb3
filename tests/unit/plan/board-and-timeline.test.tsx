// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PlanBoard } from "~/features/rooms/plan/components/plan-board";
import { PlanTimeline } from "~/features/rooms/plan/components/plan-timeline";
import type { MemberPlan } from "~/features/rooms/plan/schema";
import type { PlanShow } from "~/features/rooms/plan/screen/utils";
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
import { idOf, memberPlan, memberTask, PAGE, ROOM, reply } from "./support";

const PILOT = { id: idOf("1"), title: "Pilot", version: 4 };
const scope = memberTask({
  id: "scope",
  title: "Scope",
  milestoneId: PILOT.id,
  dueOn: "2026-03-05",
  lateDays: 5,
});
const trial = memberTask({
  id: "trial",
  title: "試験導入",
  status: "in_progress",
  dueOn: "2026-03-20",
  dependsOn: ["scope"],
  side: "viewer",
});
const locked = memberTask({ id: "locked", title: "Locked", canWork: false, isMine: true });
const PLAN = memberPlan([scope, trial, locked], { milestones: [PILOT] });

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
const pointer = (kind: string, target: EventTarget, x: number) => {
  const event = new MouseEvent(kind, { bubbles: true, cancelable: true, clientX: x, clientY: 10, button: 0 });
  Object.defineProperty(event, "pointerType", { value: "mouse" });
  return act(async () => target.dispatchEvent(event));
};
async function drag(from: Element, to: string) {
  await pointer("pointerdown", from, 10);
  under = one(document, `[data-column=${to}]`);
  await pointer("pointermove", window, 80);
  await pointer("pointerup", window, 80);
}

describe("a board", () => {
  const show = (query: PlanShow = "all", given: Parameters<typeof open>[1] = {}) => {
    const screen = { roomId: ROOM, plan: PLAN, people: { members: [], contacts: [] }, requestKey: idOf("k") };
    return open(<PlanBoard {...screen} query={{ view: "board", show: query, edit: "" }} />, given);
  };
  const cardsIn = (status: string) => textsOf(document, `[data-column=${status}] li a`);
  const cardOf = (status: string) => {
    const [card] = all(document, `[data-column=${status}] li`);
    if (!card) throw new Error(`no card in ${status}`);
    return card;
  };

  test.each([
    ["en", ["To do2", "In progress1", "Done0", "Cancelled0"]],
    ["ja", ["未着手2", "進行中1", "完了0", "取りやめ0"]],
  ] as const)("has a column for each state with its count, in %s", async (language, heads) => {
    expect(textsOf((await show("all", { language })).page, "h2")).toEqual(heads);
  });

  test("can be reached and scrolled by keyboard, and says what it is", async () => {
    const { page } = await show();
    const board = one(page, "section[tabindex='0']");
    expect(board.getAttribute("aria-label")).toBe("Tasks by status");
    expect(all(board, "section").map((column) => column.getAttribute("aria-label"))).toEqual([
      "To do",
      "In progress",
      "Done",
      "Cancelled",
    ]);
  });

  test("a card leads to its task and says where it belongs, whose it is and how late", async () => {
    await show();
    expect(named("Scope").getAttribute("href")).toBe(`/rooms/${ROOM}/pages/${PAGE}/tasks/scope`);
    expect(text(cardOf("to_do"))).toContain("Pilot");
    expect(text(cardOf("to_do"))).toContain("5 days overdue");
    expect(text(cardOf("in_progress"))).toContain("The buyer's company");
  });

  test("shows only what the filter leaves", async () => {
    await show("buyer");
    expect([cardsIn("to_do"), cardsIn("in_progress")]).toEqual([[], ["試験導入"]]);
  });

  test("a card dropped elsewhere is there at once, and the server is told", async () => {
    const { posted } = await show();
    await drag(cardOf("to_do"), "done");
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toEqual({ intent: "status", taskId: "scope", status: "done" });
  });

  test("a card dropped where it was changes nothing", async () => {
    const { posted } = await show();
    await drag(cardOf("in_progress"), "in_progress");
    expect(posted).toEqual([]);
  });

  test("what one may not work on has no menu and is not dragged", async () => {
    const { posted } = await show();
    const [, second] = all(document, "[data-column=to_do] li");
    expect(text(second)).toContain("Locked");
    expect(isThere("More for “Locked”")).toBe(false);
    await drag(second ?? document.body, "done");
    expect(posted).toEqual([]);
  });

  test("its menu does by keyboard what dragging does, and it can be taken back", async () => {
    const change = { taskId: "trial", title: "試験導入", from: "in_progress", to: "cancelled" } as const;
    const { posted } = await show("all", { reply: reply({ intent: "status", done: "status", change }) });
    await act(async () => {
      const trigger = named("More for “試験導入”");
      trigger.focus();
      trigger.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    });
    await until(() => all(document, "[role=menuitem]").length === 3);
    const items = all(document, "[role=menuitem]");
    expect(items.map(text)).toEqual(["Set to: To do", "Set to: Done", "Set to: Cancelled"]);
    await click(items[2] ?? "");
    await until(() => text(document.body).includes("“試験導入”: Cancelled."));
    await click("Undo");
    await until(() => posted.length === 2);
    expect(posted.map(({ form }) => form.status)).toEqual(["cancelled", "in_progress"]);
  });
});

describe("a timeline", () => {
  const show = (plan: MemberPlan = PLAN, query: PlanShow = "all", language: "en" | "ja" = "en") =>
    open(<PlanTimeline plan={plan} show={query} />, { language });
  const table = () => all(document, "tbody tr").map((row) => textsOf(row, "th, td"));

  test("draws a line for each task with a day, and a bar where something comes before it", async () => {
    const { page } = await show();
    expect(all(page, "svg circle")).toHaveLength(2);
    expect(all(page, "svg rect")).toHaveLength(1);
    expect(textsOf(page, "svg g > title")).toEqual([
      "試験導入: Mar 20, 2026, In progress",
      "Scope: Mar 5, 2026, To do",
    ]);
  });

  test("is hidden from who can't see it, and told to them as a table", async () => {
    const { page } = await show();
    expect(one(page, "svg.block").getAttribute("aria-hidden")).toBe("true");
    expect(table()).toEqual([
      ["試験導入", "", "Mar 5, 2026", "Mar 20, 2026", "In progress"],
      ["Scope", "Pilot", "", "Mar 5, 2026", "To do"],
    ]);
    expect(textsOf(page, "thead th")).toEqual(["Task", "Milestone", "From", "Due", "Status"]);
  });

  test("marks today inside what it shows, even with every day long past", async () => {
    const past = memberPlan([memberTask({ id: "a", dueOn: "2025-01-01" })]);
    const { page } = await show(past);
    const today = one(page, "line[stroke-dasharray]");
    const at = Number.parseFloat(today.getAttribute("x1") ?? "");
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(100);
    const dot = Number.parseFloat(one(page, "circle").getAttribute("cx") ?? "");
    expect(dot).toBeLessThan(at);
  });

  test("places everything within its width, bars ending at their own day", async () => {
    const { page } = await show();
    const number = (element: Element, name: string) => Number.parseFloat(element.getAttribute(name) ?? "");
    const bar = one(page, "rect");
    const dots = all(page, "circle").map((dot) => number(dot, "cx"));
    expect(number(bar, "x") + number(bar, "width")).toBeCloseTo(Math.max(...dots), 3);
    expect(number(bar, "x")).toBeCloseTo(Math.min(...dots), 3);
    for (const at of dots) expect(at > 0 && at < 100).toBe(true);
  });

  test("tells by colour and by words how a task stands", async () => {
    const plan = memberPlan([
      memberTask({ id: "a", dueOn: "2026-03-01", status: "done" }),
      memberTask({ id: "b", dueOn: "2026-03-02", status: "cancelled" }),
      memberTask({ id: "c", dueOn: "2026-03-03", lateDays: 7 }),
      memberTask({ id: "d", dueOn: "2026-03-30" }),
    ]);
    const { page } = await show(plan);
    expect(all(page, "circle").map((dot) => dot.getAttribute("class"))).toEqual([
      "fill-positive",
      "fill-line-strong",
      "fill-danger",
      "fill-accent",
    ]);
    expect(table().map((cells) => cells.at(-1))).toEqual(["Done", "Cancelled", "To do", "To do"]);
  });

  test("follows the order of the milestones, what stands under none first", async () => {
    const loose = memberTask({ id: "z", title: "Loose", dueOn: "2026-06-01" });
    await show({ ...PLAN, tasks: [scope, loose] });
    expect(table().map(([title]) => title)).toEqual(["Loose", "Scope"]);
  });

  test.each(LANGUAGES)("without a day anywhere says so in %s", async (language) => {
    const { page } = await show(memberPlan([memberTask()]), "all", language);
    expect(text(page)).toBe(
      language === "en" ? "No task has a due day yet." : "期限のあるタスクはまだありません。",
    );
    expect(all(page, "svg, table")).toEqual([]);
  });

  test("shows only what the filter leaves", async () => {
    await show(PLAN, "overdue");
    expect(table().map(([title]) => title)).toEqual(["Scope"]);
  });
});

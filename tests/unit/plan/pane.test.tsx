// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { PlanScreen } from "~/features/rooms/plan/components/plan-list";
import { PlanPane } from "~/features/rooms/plan/components/plan-pane";
import type { PlanQuery } from "~/features/rooms/plan/screen/schema";
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
import { idOf, memberPlan, memberTask, ROOM, reply } from "./support";

beforeEach(() => {
  Element.prototype.hasPointerCapture = () => false;
});

const PEOPLE = {
  members: [{ id: idOf("m"), name: "森 あおい" }],
  contacts: [{ id: idOf("c"), name: "Ren" }],
};
const QUERY: PlanQuery = { view: "list", show: "all", edit: "" };
const PILOT = { id: idOf("1"), title: "Pilot", version: 4 };
const SIGNING = { id: idOf("2"), title: "契約", version: 1 };
const scope = memberTask({ id: "scope", title: "Agree on the scope", milestoneId: PILOT.id });
const demo = memberTask({ id: "demo", title: "Show the demo", milestoneId: PILOT.id, status: "done" });
const legal = memberTask({
  id: "legal",
  title: "法務確認",
  milestoneId: SIGNING.id,
  side: "viewer",
  lateDays: 3,
  dueOn: "2026-03-07",
});
const PLAN = memberPlan([scope, demo, legal], { milestones: [PILOT, SIGNING], health: "at_risk" });

const screen = (over: Partial<PlanScreen> = {}): PlanScreen => ({
  roomId: ROOM,
  plan: PLAN,
  people: PEOPLE,
  query: QUERY,
  requestKey: idOf("k"),
  ...over,
});
const show = (over: Partial<PlanScreen> = {}, given: Parameters<typeof open>[1] = {}) =>
  open(<PlanPane {...screen(over)} />, { at: "/plan", ...given });
const links = (label: string) => all<HTMLAnchorElement>(document, `nav[aria-label="${label}"] a`);

describe("a plan", () => {
  test.each([
    ["en", ["List", "Board", "Timeline"], ["All tasks", "Mine", "Buyer's side", "Overdue"]],
    ["ja", ["リスト", "ボード", "タイムライン"], ["すべて", "自分の担当", "お客様側", "期限切れ"]],
  ] as const)("can be seen in three ways and with four filters in %s", async (language, views, shows) => {
    const { page } = await show({}, { language });
    const [ways, filters] = all(page, "nav");
    expect([textsOf(ways ?? page, "a"), textsOf(filters ?? page, "a")]).toEqual([views, shows]);
  });

  test("keeps the filter when the view changes and the view when the filter changes, in the address", async () => {
    await show({ query: { ...QUERY, view: "board", show: "buyer" } });
    expect(links("Ways to see the plan").map((link) => link.getAttribute("href"))).toEqual([
      "/plan?view=list&show=buyer",
      "/plan?view=board&show=buyer",
      "/plan?view=timeline&show=buyer",
    ]);
    expect(links("Which tasks").map((link) => link.getAttribute("href"))).toEqual([
      "/plan?view=board&show=all",
      "/plan?view=board&show=mine",
      "/plan?view=board&show=buyer",
      "/plan?view=board&show=overdue",
    ]);
    const chosen = [...links("Ways to see the plan"), ...links("Which tasks")].filter((link) =>
      link.hasAttribute("aria-current"),
    );
    expect(chosen.map(text)).toEqual(["Board", "Buyer's side"]);
  });

  test("counts what is done of what is still wanted, and says how it stands with its rule", async () => {
    const off = memberTask({ id: "off", status: "cancelled" });
    const { page } = await show({ plan: { ...PLAN, tasks: [...PLAN.tasks, off] } });
    expect(text(page)).toContain("1 of 3 done");
    expect(text(page)).toContain("State of the plan: At risk");
    expect(one(page, "[title*='1 to 6 days overdue']")).toBeTruthy();
  });

  test.each(LANGUAGES)("without anything says how to begin to whoever may, in %s", async (language) => {
    const empty = memberPlan([]);
    const first = text((await show({ plan: empty }, { language })).page);
    const second = text((await show({ plan: { ...empty, canEdit: false } }, { language })).page);
    const [begin, wait] =
      language === "en"
        ? ["Agree on the way to the decision", "has not planned anything yet"]
        : ["決定までの道のりを両社で決めましょう", "まだ計画を作成していません"];
    expect([first.includes(begin), second.includes(begin)]).toEqual([true, false]);
    expect([first.includes(wait), second.includes(wait)]).toEqual([false, true]);
  });

  test("with a filter that leaves nothing says so and leads back", async () => {
    for (const view of ["list", "board", "timeline"] as const) {
      const { page } = await show({ query: { ...QUERY, view, show: "mine" } });
      expect(text(page)).toContain("No task is left with this filter.");
      expect(named<HTMLAnchorElement>("Show all tasks").getAttribute("href")).toBe(`/plan?view=${view}`);
      expect(all(page, "[data-column], svg.block")).toEqual([]);
    }
  });

  test("offers no change to who may only read", async () => {
    const tasks = PLAN.tasks.map((task) => ({ ...task, canWork: false }));
    const { page } = await show({
      plan: { ...PLAN, tasks, canEdit: false, archived: [{ id: "x", title: "Old" }] },
    });
    expect(all(page, "form, button, summary")).toEqual([]);
    expect(all(page, "[data-grip]")).toEqual([]);
  });
});

describe("a list of tasks", () => {
  test("stands under its milestones, each with its own count", async () => {
    const { page } = await show();
    expect(textsOf(page, "h2")).toEqual(["Pilot", "契約"]);
    expect(textsOf(page, "header > div:first-child span")).toEqual(["1 of 2 done", "0 of 1 done"]);
    expect(all(page, "li[id^=task-]").map(({ id }) => id)).toEqual(["task-scope", "task-demo", "task-legal"]);
  });

  test("puts tasks without a milestone first, under a heading only where there are milestones", async () => {
    const loose = memberTask({ id: "loose", title: "Loose" });
    expect(textsOf((await show({ plan: memberPlan([loose]) })).page, "h2")).toEqual([]);
    const { page } = await show({ plan: { ...PLAN, tasks: [...PLAN.tasks, loose] } });
    expect(textsOf(page, "h2")).toEqual(["Without a milestone", "Pilot", "契約"]);
  });

  test("gives each form that adds a key of its own", async () => {
    const { page } = await show();
    const keys = all<HTMLInputElement>(page, "input[name=requestKey]").map(({ value }) => value);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(key).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  });

  test("shows with a filter only what remains, and neither adds nor heads what is empty", async () => {
    const { page } = await show({ query: { ...QUERY, show: "buyer" } });
    expect(textsOf(page, "h2")).toEqual(["契約"]);
    expect(isThere("Task")).toBe(false);
    expect(isThere("Add a milestone")).toBe(false);
  });

  test("completes and reopens at a press, told to the plan itself", async () => {
    const { posted } = await show();
    await click("Complete “Agree on the scope”");
    await click("Reopen “Show the demo”");
    expect(posted.map(({ form }) => form)).toEqual([
      { intent: "status", taskId: "scope", status: "done" },
      { intent: "status", taskId: "demo", status: "to_do" },
    ]);
  });

  test("opens one task's form in its place, and leads out of it to where it stands", async () => {
    await show({ query: { ...QUERY, edit: "scope" } });
    const form = one<HTMLFormElement>(document, "#task-scope form");
    expect(one<HTMLInputElement>(form, "[name=intent]").value).toBe("editTask");
    expect(one<HTMLInputElement>(form, "[name=title]").value).toBe("Agree on the scope");
    expect(named("Cancel", form).getAttribute("href")).toBe("/plan?view=list&show=all#task-scope");
    expect(all(document, "#task-scope [name='dependsOn[]']")).toHaveLength(2);
  });
});

describe("the menu of a task", () => {
  const choices = async (title: string) => {
    await act(async () => {
      named(`More for “${title}”`).focus();
      named(`More for “${title}”`).dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", bubbles: true }),
      );
    });
    await until(() => all(document, "[role=menuitem]").length > 0);
    return all(document, "[role=menuitem]");
  };
  const pick = async (title: string, choice: string) => {
    const item = (await choices(title)).find((one) => text(one) === choice);
    if (!item) throw new Error(`no choice ${choice}`);
    await click(item);
  };

  test("does by keyboard what a pointer does", async () => {
    await show();
    const items = await choices("Agree on the scope");
    expect(items.map(text)).toEqual([
      "Set to: In progress",
      "Set to: Done",
      "Set to: Cancelled",
      "Move up",
      "Move down",
      "Move to “契約”",
      "Move to “Without a milestone”",
      "Remove",
    ]);
    expect(items.filter((item) => item.hasAttribute("data-disabled")).map(text)).toEqual(["Move up"]);
  });

  test.each([
    ["Agree on the scope", "Move down", { taskId: "scope", milestoneId: PILOT.id, before: "" }],
    ["Show the demo", "Move up", { taskId: "demo", milestoneId: PILOT.id, before: "scope" }],
    ["Show the demo", "Move to “契約”", { taskId: "demo", milestoneId: SIGNING.id, before: "" }],
    ["Show the demo", "Move to “Without a milestone”", { taskId: "demo", milestoneId: "", before: "" }],
  ])("moves “%s” by “%s”, naming the neighbour", async (title, choice, fields) => {
    const { posted } = await show();
    await pick(title, choice);
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toEqual({ intent: "moveTask", ...fields });
  });

  test("removes at once, says so, and takes it back", async () => {
    const answer = reply({ intent: "archiveTask", done: "archived", taskId: "demo", title: "Show the demo" });
    const { posted } = await show({}, { reply: answer });
    await pick("Show the demo", "Remove");
    await until(() => text(document.body).includes("“Show the demo” was removed."));
    await click("Undo");
    await until(() => posted.length === 2);
    expect(posted.map(({ form }) => form)).toEqual([
      { intent: "archiveTask", taskId: "demo" },
      { intent: "restoreTask", taskId: "demo" },
    ]);
  });
});

// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import type { PlanScreen } from "~/features/rooms/plan/components/plan-list";
import { PlanPane } from "~/features/rooms/plan/components/plan-pane";
import { QuickTask } from "~/features/rooms/plan/components/quick-task";
import {
  all,
  click,
  describedBy,
  isThere,
  named,
  one,
  open,
  submit,
  text,
  type,
  until,
} from "../components/support";
import { idOf, memberPlan, memberTask, ROOM, reply } from "./support";

const PEOPLE = {
  members: [{ id: idOf("m"), name: "森 あおい" }],
  contacts: [{ id: idOf("c"), name: "Ren" }],
};
const PILOT = { id: idOf("1"), title: "Pilot", version: 4 };
const SIGNING = { id: idOf("2"), title: "契約", version: 1 };
const PLAN = memberPlan([memberTask({ id: "a", milestoneId: PILOT.id })], { milestones: [PILOT, SIGNING] });

const show = (over: Partial<PlanScreen> = {}, given: Parameters<typeof open>[1] = {}) => {
  const query = { view: "list", show: "all", edit: "" } as const;
  const screen = { roomId: ROOM, plan: PLAN, people: PEOPLE, query, requestKey: idOf("k") };
  return open(<PlanPane {...screen} {...over} />, { at: "/plan", ...given });
};
const said = (page: HTMLElement) => text(all(page, "[role=status]")[0]);

describe("what came of a form is said where it was asked", () => {
  test.each([
    ["added", "Added.", "追加しました。"],
    ["saved", "Saved.", "保存しました。"],
    ["moved", "Moved.", "移動しました。"],
  ] as const)("%s", async (done, english, japanese) => {
    expect(said((await show({ reply: reply({ done }) })).page)).toBe(english);
    expect(said((await show({ reply: reply({ done }) }, { language: "ja" })).page)).toBe(japanese);
  });

  test("nothing where nothing was done", async () => {
    expect(said((await show({ reply: reply({ intent: "addTask" }) })).page)).toBe("");
    expect(said((await show()).page)).toBe("");
  });

  test("a milestone that was removed comes back at a press", async () => {
    const gone = reply({
      intent: "archiveMilestone",
      done: "archived",
      milestoneId: SIGNING.id,
      title: "契約",
    });
    const { page, posted } = await show({ reply: gone });
    expect(said(page)).toContain("“契約” was removed.");
    await click("Undo");
    expect(posted[0]?.form).toEqual({ intent: "restoreMilestone", milestoneId: SIGNING.id });
  });

  test("a status is taken back to what it was, and offered only where it changed", async () => {
    const change = { taskId: "a", title: "Scope", from: "in_progress", to: "done" } as const;
    const { page, posted } = await show({ reply: reply({ intent: "status", done: "status", change }) });
    expect(said(page)).toContain("“Scope”: Done.");
    await click("Undo");
    expect(posted[0]?.form).toEqual({ intent: "status", taskId: "a", status: "in_progress" });
    const same = { ...change, from: "done" } as const;
    await show({ reply: reply({ intent: "status", done: "status", change: same }) });
    expect(isThere("Undo")).toBe(false);
  });
});

describe("removed tasks", () => {
  test("are folded away, counted, and brought back one by one", async () => {
    const archived = [
      { id: idOf("x"), title: "Old plan" },
      { id: idOf("y"), title: "古い作業" },
    ];
    const { page, posted } = await show({ plan: { ...PLAN, archived } });
    expect(isThere("Removed tasks (2)")).toBe(true);
    const second = all(page, "details li").at(-1);
    expect(text(second)).toBe("古い作業Bring back");
    await click(named("Bring back", second));
    expect(posted[0]?.form).toEqual({ intent: "restoreTask", taskId: idOf("y") });
  });
});

describe("a milestone", () => {
  const options = (title: string) => {
    const summary = named(`Change “${title}”: rename, move or remove`);
    const found = summary.closest("details");
    if (!found) throw new Error("no options");
    return found;
  };

  test("is named anew from the version that was seen", async () => {
    const { posted } = await show();
    const inside = options("Pilot");
    await type(named<HTMLInputElement>("Name of the milestone", inside), "Proof");
    await submit(one<HTMLFormElement>(inside, "form:has([name=version])"));
    expect(posted[0]?.form).toEqual({
      intent: "renameMilestone",
      milestoneId: PILOT.id,
      version: "4",
      title: "Proof",
    });
  });

  test("that somebody else named meanwhile keeps what was typed and tells theirs", async () => {
    const stale = reply({
      intent: "renameMilestone",
      milestoneId: PILOT.id,
      values: { title: "Proof" },
      saved: { title: "Trial", version: "5" },
    });
    await show({ reply: stale });
    const inside = options("Pilot");
    expect(inside.open).toBe(true);
    expect(options("契約").open).toBe(false);
    const field = named<HTMLInputElement>("Name of the milestone", inside);
    expect(field.value).toBe("Proof");
    expect(describedBy(field)[0]).toContain("“Trial”");
    expect(one<HTMLInputElement>(inside, "[name=version]").value).toBe("5");
  });

  test("moves before its neighbour; the first not up, the last not down", async () => {
    const { posted } = await show();
    const [first, last] = [options("Pilot"), options("契約")];
    expect([named("Move up", first).disabled, named("Move down", first).disabled]).toEqual([true, false]);
    expect([named("Move up", last).disabled, named("Move down", last).disabled]).toEqual([false, true]);
    await click(named("Move up", last));
    expect(posted[0]?.form).toEqual({ intent: "moveMilestone", milestoneId: SIGNING.id, before: PILOT.id });
    await click(named("Move down", options("Pilot")));
    expect(posted[1]?.form).toEqual({ intent: "moveMilestone", milestoneId: PILOT.id, before: "" });
  });

  test("without a name is refused at its field", async () => {
    const refused = reply({ intent: "addMilestone", errors: { title: "required" }, values: { title: "" } });
    await show({ reply: refused });
    const field = named<HTMLInputElement>("Add a milestone");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(field)[0]).toBeTruthy();
  });
});

describe("the line that adds a task", () => {
  const line = (refused?: ReturnType<typeof reply>) => (
    <QuickTask milestone={PILOT} people={PEOPLE} requestKey={idOf("k")} refused={refused} />
  );

  test("offers both sides and every person, and no role", async () => {
    const { page } = await open(line());
    const options = all<HTMLOptionElement>(page, "select[name=owner] option").map(({ value }) => value);
    expect(options).toEqual(["us", "them", `m:${idOf("m")}`, `c:${idOf("c")}`]);
    expect(one(page, "form").getAttribute("aria-label")).toBe("Add a task to “Pilot”");
  });

  test("is empty again, with a new key and the cursor in it, once the task stands", async () => {
    const { page, posted } = await open(line(), { reply: reply({ intent: "addTask", done: "added" }) });
    await type(named<HTMLInputElement>("Task"), "Call Ren");
    await submit(one<HTMLFormElement>(page, "form"));
    await until(() => named<HTMLInputElement>("Task").value === "");
    expect(posted[0]?.form).toMatchObject({
      title: "Call Ren",
      milestoneId: PILOT.id,
      requestKey: idOf("k"),
    });
    expect(document.activeElement).toBe(named("Task"));
    expect(one<HTMLInputElement>(page, "[name=requestKey]").value).not.toBe(idOf("k"));
  });

  test("keeps what was typed and the same key when it was refused", async () => {
    const answer = reply({ intent: "addTask", errors: { dueDay: "date" } });
    const { page } = await open(line(), { reply: answer });
    await type(named<HTMLInputElement>("Task"), "Call Ren");
    await submit(one<HTMLFormElement>(page, "form"));
    await until(() => all(page, "[role=alert]").length === 1);
    expect(named<HTMLInputElement>("Task").value).toBe("Call Ren");
    expect(named("Due").getAttribute("aria-invalid")).toBe("true");
    expect(one<HTMLInputElement>(page, "[name=requestKey]").value).toBe(idOf("k"));
  });

  test("refused without a script has its words from the page", async () => {
    const refused = reply({
      intent: "addTask",
      errors: { title: "too_long" },
      values: { title: "長い名前", owner: "them", dueDay: "2026-04-01" },
    });
    const { page } = await open(line(refused), { language: "ja" });
    expect(one<HTMLInputElement>(page, "[name=title]").value).toBe("長い名前");
    expect(one<HTMLSelectElement>(page, "[name=owner]").value).toBe("them");
    expect(one<HTMLInputElement>(page, "[name=dueDay]").value).toBe("2026-04-01");
    expect(describedBy(one(page, "[name=title]"))[0]).toBe(text(one(page, "[role=alert]")));
  });
});

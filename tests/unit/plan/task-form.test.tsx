// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import { TaskForm } from "~/features/rooms/plan/components/task-form";
import type { MemberTask } from "~/features/rooms/plan/schema";
import type { PlanReply } from "~/features/rooms/plan/screen/schema";
import { taskTexts } from "~/features/rooms/plan/screen/utils";
import {
  all,
  describedBy,
  LANGUAGES,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
} from "../components/support";
import { idOf, memberTask, reply } from "./support";

const PEOPLE = {
  members: [{ id: idOf("m"), name: "森 あおい" }],
  contacts: [{ id: idOf("c"), name: "Ren" }],
};
const OTHERS = [
  { id: idOf("a"), title: "Scope" },
  { id: idOf("b"), title: "法務確認" },
];
const MILESTONES = [{ id: idOf("1"), title: "Pilot", version: 1 }];
const TASK = memberTask({
  id: idOf("t"),
  title: "Sign",
  description: "Both copies.",
  milestoneId: idOf("1"),
  memberId: idOf("m"),
  dueKind: "task",
  dueOffset: -3,
  dueTaskId: idOf("b"),
  dependsOn: [idOf("a")],
  version: 5,
});

const show = (task: MemberTask = TASK, given?: PlanReply, language: "en" | "ja" = "en", others = OTHERS) =>
  open(
    <TaskForm
      task={task}
      others={others}
      milestones={MILESTONES}
      people={PEOPLE}
      reply={given}
      cancelTo="?view=list"
    />,
    { language },
  );
const filled = (name: string) =>
  one<HTMLInputElement>(document, `form [name="${name}"]:not([type=hidden])`).value;
const isHidden = (name: string) => one(document, `form [name="${name}"]`).closest(".hidden") !== null;
const ticked = () =>
  all<HTMLInputElement>(document, "[name='dependsOn[]']").flatMap((box) => (box.checked ? box.value : []));

describe("the form of a task", () => {
  test("is filled with what is stored", async () => {
    await show();
    const names = ["title", "description", "milestoneId", "owner", "dueKind", "dueOffset", "dueTaskId"];
    expect(names.map(filled)).toEqual([
      "Sign",
      "Both copies.",
      idOf("1"),
      `m:${idOf("m")}`,
      "task",
      "-3",
      idOf("b"),
    ]);
    expect(ticked()).toEqual([idOf("a")]);
    expect(one<HTMLInputElement>(document, "[name=version]").value).toBe("5");
  });

  test("sends what is in it, with the version it was filled from", async () => {
    const { posted } = await show();
    await type(named<HTMLInputElement>("Task"), "Sign both");
    await submit(one<HTMLFormElement>(document, "form"));
    expect(posted[0]?.form).toMatchObject({
      intent: "editTask",
      taskId: idOf("t"),
      version: "5",
      title: "Sign both",
      owner: `m:${idOf("m")}`,
      dueKind: "task",
      dueTaskId: idOf("b"),
      "dependsOn[]": idOf("a"),
    });
    expect(JSON.parse(posted[0]?.form.seen ?? "{}")).toMatchObject({ title: "Sign", version: "5" });
  });

  test.each([
    ["none", []],
    ["day", ["dueDay"]],
    ["room", ["dueOffset"]],
    ["close", ["dueOffset"]],
    ["task", ["dueOffset", "dueTaskId"]],
  ])("shows for a day of kind %s only %j", async (kind, fields) => {
    await show();
    const choice = one<HTMLSelectElement>(document, "[name=dueKind]");
    await act(async () => {
      choice.value = kind;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    });
    expect(["dueDay", "dueOffset", "dueTaskId"].filter((name) => !isHidden(name))).toEqual(fields);
  });

  test("a day is picked within the years a calendar has", async () => {
    await show();
    const day = one<HTMLInputElement>(document, "[name=dueDay]");
    expect([day.type, day.min, day.max]).toEqual(["date", "1900-01-01", "2200-12-31"]);
  });

  test("of the only task there is nothing to wait for", async () => {
    await show({ ...TASK, dependsOn: [], dueKind: "none", dueTaskId: null }, undefined, "en", []);
    expect(all(document, "[name='dependsOn[]']")).toEqual([]);
  });

  test("lists people under the side they belong to, and roles to be filled", async () => {
    await show();
    const owner = one<HTMLSelectElement>(document, "[name=owner]");
    expect(all<HTMLOptGroupElement>(owner, "optgroup").map((group) => [group.label, text(group)])).toEqual([
      ["Our team", "森 あおい"],
      ["Buyer's side", "Ren"],
    ]);
    expect(all<HTMLOptionElement>(owner, ":scope > option").map(({ value }) => value)).toEqual([
      "us",
      "them",
      "role-us",
      "role-them",
    ]);
  });

  test.each(LANGUAGES)("names every field in %s", async (language) => {
    await show(TASK, undefined, language);
    const fields = 'input:not([type=hidden], [name="dependsOn[]"]), select, textarea';
    for (const control of all<HTMLInputElement>(document, fields)) {
      const label = text(control.labels?.[0]);
      expect(label).not.toBe("");
      expect(/[ぁ-ヿ一-鿿]/.test(label)).toBe(language === "ja");
    }
  });
});

describe("a refused form", () => {
  const refused = (errors: Record<string, string>, values: Record<string, string> = {}) =>
    reply({ intent: "editTask", taskId: idOf("t"), errors, values: { ...taskTexts(TASK), ...values } });

  test.each([
    ["title", "required"],
    ["description", "too_long"],
    ["roleName", "required"],
    ["dueDay", "date"],
    ["dueOffset", "plan:errors.offset"],
    ["dueTaskId", "choice"],
    ["internal", "plan:errors.internal"],
  ])("says at %s what is wrong with it", async (name, error) => {
    await show(TASK, refused({ [name]: error }));
    const field = one(document, `[name="${name}"]`);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    const said = describedBy(field)[0] ?? "";
    expect(said).not.toBe("");
    expect(said).not.toContain("plan:");
  });

  test("keeps everything typed, and what was ticked", async () => {
    const values = {
      title: "",
      description: "改行\nあり",
      owner: "role-them",
      roleName: "情報システム",
      dueKind: "close",
      dueOffset: "many",
      "dependsOn[]": `${idOf("a")}\n${idOf("b")}`,
    };
    await show(TASK, refused({ title: "required", dueOffset: "integer" }, values));
    expect(["title", "description", "owner", "roleName", "dueKind", "dueOffset"].map(filled)).toEqual([
      "",
      "改行\nあり",
      "role-them",
      "情報システム",
      "close",
      "many",
    ]);
    expect(ticked()).toEqual([idOf("a"), idOf("b")]);
    expect([isHidden("dueOffset"), isHidden("dueDay")]).toEqual([false, true]);
  });

  test("with everything unticked stays unticked", async () => {
    await show(TASK, refused({ title: "required" }, { "dependsOn[]": "" }));
    expect(ticked()).toEqual([]);
  });

  test("names the tasks of a circle where the list is, unfolded", async () => {
    const circle = "This would go in a circle: Sign → Scope → Sign. Please choose another task.";
    await show(TASK, refused({ "dependsOn[]": circle }));
    const list = one(document, "[name='dependsOn[]']:checked").closest("details");
    expect(list?.open).toBe(true);
    expect(textsOf(list ?? document, "[role=alert]")).toEqual([circle]);
  });
});

describe("a form somebody else was faster with", () => {
  const seen = taskTexts(TASK);
  const saved = { ...seen, title: "Sign online", owner: "them", dueOffset: "2", version: "6" };
  const stale = reply({
    intent: "editTask",
    taskId: idOf("t"),
    errors: { form: "plan:stale.title" },
    values: { ...saved, title: "Sign on paper" },
    saved,
    taken: ["owner", "dueOffset"],
    seen,
  });

  test("asks which of two to keep where both changed the same, each in words", async () => {
    const { page } = await show(TASK, stale);
    const choices = all<HTMLInputElement>(page, "input[name='pick.title']");
    expect(choices.map(({ value }) => value).sort()).toEqual(["mine", "theirs"]);
    expect(text(page)).toContain("Sign online");
    expect(text(page)).toContain("Sign on paper");
    expect(all(page, "input[name^='pick.']:not([name='pick.title'])")).toEqual([]);
  });

  test("tells what it took over from them by name, not as ids", async () => {
    const { page } = await show(TASK, stale);
    expect(text(page)).toContain("Who does it");
    expect(text(page)).toContain("Days after");
    expect(text(page)).not.toContain(idOf("b"));
  });

  test("is saved next from their version, so that nothing is overwritten unseen", async () => {
    const { posted } = await show(TASK, stale);
    expect(filled("owner")).toBe("them");
    await submit(one<HTMLFormElement>(document, "form"));
    expect(posted[0]?.form).toMatchObject({ version: "6", title: "Sign on paper", owner: "them" });
    expect(JSON.parse(posted[0]?.form.seen ?? "{}").title).toBeDefined();
  });

  test("about a task that was removed says so", async () => {
    const gone = { ...stale, errors: { form: "plan:stale.archived" } };
    expect(text((await show(TASK, gone, "ja")).page)).toContain("ほかの人がこのタスクを外しました。");
  });
});

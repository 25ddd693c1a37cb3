import { describe, expect, test } from "vitest";
import { commentIntentSchema } from "~/features/rooms/plan/comments/schema";
import { mineIntentSchema, mineQuerySchema } from "~/features/rooms/plan/mine/schema";
import {
  buyerTaskIntentSchema,
  editTaskSchema,
  planIntentSchema,
  planQuerySchema,
  quickTaskSchema,
} from "~/features/rooms/plan/screen/schema";
import { MAX_COMMENT_CHARS } from "~/features/rooms/plan/utils";
import { idOf } from "./support";

const A = idOf("a");
const B = idOf("b");
const EDIT = {
  intent: "editTask",
  taskId: A,
  version: "3",
  title: "Sign the contract",
  description: "",
  milestoneId: "",
  owner: "us",
  roleName: "",
  dueKind: "none",
  dueDay: "",
  dueOffset: "0",
  dueTaskId: "",
};
const refusalsOf = (result: ReturnType<typeof editTaskSchema.safeParse>) =>
  Object.fromEntries(result.error?.issues.map(({ path, message }) => [path.join("."), message]) ?? []);
const edited = (over: Record<string, unknown>) => editTaskSchema.safeParse({ ...EDIT, ...over });

describe("a task's form is refused", () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ["without a title", { title: "" }, "title", "required"],
    ["with a title of blanks alone", { title: " \u200b\t " }, "title", "required"],
    ["with a title that is a book", { title: "x".repeat(5000) }, "title", "too_long"],
    ["with a description beyond its room", { description: "あ".repeat(5001) }, "description", "too_long"],
    ["for nobody that can own it", { owner: "everybody" }, "owner", "required"],
    ["for a member without an id", { owner: "m:" }, "owner", "required"],
    ["for a role without a name", { owner: "role-us", roleName: " " }, "roleName", "required"],
    ["for a role of theirs without a name", { owner: "role-them" }, "roleName", "required"],
    ["with a role that is an essay", { owner: "role-us", roleName: "x".repeat(81) }, "roleName", "too_long"],
    [
      "as the team's own for the buyers",
      { owner: "them", internal: "on" },
      "internal",
      "plan:errors.internal",
    ],
    [
      "as the team's own for a contact",
      { owner: `c:${B}`, internal: "on" },
      "internal",
      "plan:errors.internal",
    ],
    ["on a day that is none", { dueKind: "day", dueDay: "2026-02-30" }, "dueDay", "date"],
    ["on a day that is not said", { dueKind: "day" }, "dueDay", "date"],
    ["in the year 9999", { dueKind: "day", dueDay: "9999-12-31" }, "dueDay", "date"],
    ["in the year 1899", { dueKind: "day", dueDay: "1899-12-31" }, "dueDay", "date"],
    ["after a task that is not named", { dueKind: "task" }, "dueTaskId", "choice"],
    ["after something that is no task", { dueKind: "task", dueTaskId: "x" }, "dueTaskId", "invalid"],
    ["after half a day", { dueKind: "room", dueOffset: "1.5" }, "dueOffset", "integer"],
    ["after a few days", { dueKind: "room", dueOffset: "a few" }, "dueOffset", "integer"],
    ["after more than ten years", { dueKind: "room", dueOffset: "3651" }, "dueOffset", "plan:errors.offset"],
    [
      "more than ten years before",
      { dueKind: "close", dueOffset: "-3651" },
      "dueOffset",
      "plan:errors.offset",
    ],
    ["from a version that is none", { version: "-1" }, "version", "invalid"],
  ])("%s", (_, over, field, message) => {
    const refusals = refusalsOf(edited(over));
    expect(Object.keys(refusals)).toEqual([field]);
    expect(refusals[field]).toContain(message);
  });

  test("with a field nobody asked for", () => {
    expect(edited({ workspaceId: A }).success).toBe(false);
    expect(edited({ completedAt: "2026-01-01" }).success).toBe(false);
  });

  test("with a list of what it waits for that holds no ids, or too many", () => {
    expect(edited({ dependsOn: [`${A}\nnonsense`] }).success).toBe(false);
    const many = Array.from({ length: 51 }, (_, n) => `${String(n).padStart(2, "0")}${"a".repeat(24)}`);
    expect(edited({ dependsOn: many }).success).toBe(false);
    expect(edited({ dependsOn: many.slice(0, 50) }).success).toBe(true);
  });
});

describe("a task's form keeps what its choice needs and forgets the rest", () => {
  const kept = (over: Record<string, unknown>) => {
    const result = edited(over);
    if (!result.success) throw new Error(JSON.stringify(result.error.issues));
    return result.data;
  };
  const leftOvers = { dueDay: "2026-05-05", dueOffset: "4", dueTaskId: B };

  test.each([
    ["none", { dueDay: null, dueOffset: 0, dueTaskId: null }],
    ["day", { dueDay: "2026-05-05", dueOffset: 0, dueTaskId: null }],
    ["room", { dueDay: null, dueOffset: 4, dueTaskId: null }],
    ["close", { dueDay: null, dueOffset: 4, dueTaskId: null }],
    ["task", { dueDay: null, dueOffset: 4, dueTaskId: B }],
  ])("of a day that hangs on %s", (dueKind, rest) => {
    expect(kept({ ...leftOvers, dueKind })).toMatchObject({ dueKind, ...rest });
  });

  const nobody = { memberId: null, contactId: null, roleName: null };
  test.each([
    ["us", { ...nobody, side: "member" }],
    ["them", { ...nobody, side: "viewer" }],
    ["role-us", { ...nobody, side: "member", roleName: "Legal" }],
    ["role-them", { ...nobody, side: "viewer", roleName: "Legal" }],
    [`m:${A}`, { ...nobody, side: "member", memberId: A }],
    [`c:${A}`, { ...nobody, side: "viewer", contactId: A }],
  ])("of its owner %s", (owner, rest) => {
    expect(kept({ owner, roleName: "Legal" })).toMatchObject(rest);
  });

  test.each([
    ["", 0],
    ["7", 7],
    ["+7", 7],
    ["-7", -7],
    ["−7", -7],
    ["－７", -7],
    ["ー7", -7],
    [" １４ ", 14],
    ["3650", 3650],
    ["-3650", -3650],
  ])("days typed as %j are %i", (dueOffset, days) => {
    expect(kept({ dueKind: "room", dueOffset }).dueOffset).toBe(days);
  });

  test("what it waits for stands in the list once, however it was sent", () => {
    expect(kept({ dependsOn: [`${A}\n${B}`, A, ""] }).dependsOn).toEqual([A, B]);
    expect(kept({}).dependsOn).toEqual([]);
  });
});

describe("the line under a milestone", () => {
  const LINE = {
    intent: "addTask",
    requestKey: A,
    title: "Call Ren",
    milestoneId: B,
    owner: "us",
    dueDay: "",
  };

  test("with a day hangs on that day, without one on nothing", () => {
    expect(quickTaskSchema.parse(LINE)).toMatchObject({ dueKind: "none", dueDay: null, internal: false });
    expect(quickTaskSchema.parse({ ...LINE, dueDay: "2026-04-01" })).toMatchObject({
      dueKind: "day",
      dueDay: "2026-04-01",
      milestoneId: B,
      requestKey: A,
    });
  });

  test("takes no role, which it has no field for, and no day that is none", () => {
    expect(quickTaskSchema.safeParse({ ...LINE, owner: "role-us" }).success).toBe(false);
    expect(quickTaskSchema.safeParse({ ...LINE, dueDay: "tomorrow" }).success).toBe(false);
    expect(quickTaskSchema.safeParse({ ...LINE, internal: "on" }).success).toBe(false);
  });
});

describe("what else a screen may ask for", () => {
  test.each([
    [
      { intent: "moveTask", taskId: A, milestoneId: "", before: "" },
      { milestoneId: null, before: null },
    ],
    [
      { intent: "moveTask", taskId: A, milestoneId: B, before: A },
      { milestoneId: B, before: A },
    ],
    [{ intent: "moveMilestone", milestoneId: A, before: "" }, { before: null }],
    [
      { intent: "renameMilestone", milestoneId: A, title: "  Pilot ", version: "0" },
      { title: "Pilot", version: 0 },
    ],
    [{ intent: "status", taskId: A, status: "in_progress" }, { status: "in_progress" }],
  ])("%j is understood", (form, part) => {
    expect(planIntentSchema.parse(form)).toMatchObject(part);
  });

  test.each([
    [{ intent: "status", taskId: A, status: "finished" }],
    [{ intent: "status", taskId: "1", status: "done" }],
    [{ intent: "moveTask", taskId: A, milestoneId: "" }],
    [{ intent: "archiveMilestone", milestoneId: "" }],
    [{ intent: "archiveTask", taskId: A, force: "1" }],
    [{ intent: "deleteEverything" }],
    [{}],
  ])("%j is not", (form) => {
    expect(planIntentSchema.safeParse(form).success).toBe(false);
  });

  test("buyers complete, reopen and assign; they neither begin nor cancel", () => {
    const may = (form: object) => buyerTaskIntentSchema.safeParse(form).success;
    expect(may({ intent: "status", status: "done", from: "plan" })).toBe(true);
    expect(may({ intent: "status", status: "to_do" })).toBe(true);
    expect(may({ intent: "status", status: "cancelled" })).toBe(false);
    expect(may({ intent: "status", status: "in_progress" })).toBe(false);
    expect(may({ intent: "assign", contactId: "" })).toBe(true);
    expect(may({ intent: "assign", contactId: A, memberId: B })).toBe(false);
    expect(may({ intent: "archiveTask", taskId: A })).toBe(false);
  });

  test("a comment has words, and not too many", () => {
    const said = (body: string) => commentIntentSchema.safeParse({ intent: "comment", clientId: A, body });
    expect(said(" \n ").error?.issues[0]?.message).toBe("required");
    expect(said("あ".repeat(MAX_COMMENT_CHARS + 1)).error?.issues[0]?.message).toBe("too_long");
    expect(said("あ".repeat(MAX_COMMENT_CHARS)).success).toBe(true);
    expect(said("one\r\ntwo\u202e").data).toMatchObject({ body: "one\ntwo" });
  });

  test("one's own tasks are done beside their plan, each told where it is", () => {
    const form = { intent: "status", roomId: A, pageId: B, taskId: A, status: "done" };
    expect(mineIntentSchema.safeParse(form).success).toBe(true);
    expect(mineIntentSchema.safeParse({ ...form, roomId: "" }).success).toBe(false);
    expect(mineIntentSchema.safeParse({ ...form, intent: "archiveTask" }).success).toBe(false);
  });
});

describe("nonsense in an address reads as the usual", () => {
  test.each([
    [{}, { view: "list", show: "all", edit: "" }],
    [
      { view: "board", show: "mine", edit: A },
      { view: "board", show: "mine", edit: A },
    ],
    [
      { view: "gantt", show: "'; drop table", edit: "x".repeat(41) },
      { view: "list", show: "all", edit: "" },
    ],
  ])("of a plan: %j", (query, read) => {
    expect(planQuerySchema.parse(query)).toEqual(read);
  });

  test.each([
    [{}, { show: "open", page: 1 }],
    [
      { show: "week", page: "50" },
      { show: "week", page: 50 },
    ],
    [
      { show: "never", page: "0" },
      { show: "open", page: 1 },
    ],
    [
      { show: "done", page: "51" },
      { show: "done", page: 1 },
    ],
    [{ page: "1e9" }, { show: "open", page: 1 }],
  ])("of my tasks: %j", (query, read) => {
    expect(mineQuerySchema.parse(query)).toEqual(read);
  });
});

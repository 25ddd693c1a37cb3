// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { CalendarCard } from "~/features/rooms/plan/components/calendar-card";
import { MyTasks } from "~/features/rooms/plan/components/my-tasks";
import { StatusButton } from "~/features/rooms/plan/components/status-button";
import { DueDay, OwnerName, TaskMarks } from "~/features/rooms/plan/components/task-facts";
import { TaskFiles, TaskTalk } from "~/features/rooms/plan/components/task-talk";
import type { MyTask } from "~/features/rooms/plan/mine/schema";
import type { TaskStatus } from "~/features/rooms/plan/utils";
import {
  all,
  click,
  describedBy,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
} from "../components/support";
import { comment, idOf, memberTask, reply, TODAY, taskFace } from "./support";

const mine = (over: Partial<MyTask> & { id: string }): MyTask => ({
  title: over.id,
  status: "to_do",
  internal: false,
  dueOn: null,
  lateDays: 0,
  roomId: idOf("7"),
  roomName: "Aoba pilot",
  accountName: "あおば食品",
  pageId: idOf("8"),
  ...over,
});

describe("my tasks", () => {
  const tasks = [
    mine({ id: "none" }),
    mine({ id: "late", dueOn: "2026-03-08", lateDays: 2 }),
    mine({ id: "today", dueOn: TODAY }),
    mine({ id: "far", dueOn: "2026-09-01" }),
    mine({ id: "soon", dueOn: "2026-03-17" }),
  ];

  test.each([
    ["en", ["Overdue", "Today", "Next 7 days", "Later", "Without a due day"]],
    ["ja", ["期限切れ", "今日", "7 日以内", "それ以降", "期限なし"]],
  ] as const)("stand under headings of time in %s, each once", async (language, heads) => {
    const { page } = await open(<MyTasks tasks={tasks} show="open" today={TODAY} />, { language });
    expect(textsOf(page, "h2")).toEqual(heads);
    expect(textsOf(page, "li a:first-of-type").filter((name) => name.length < 6)).toEqual([
      "late",
      "today",
      "soon",
      "far",
      "none",
    ]);
  });

  test("have no heading under which nothing stands", async () => {
    const { page } = await open(<MyTasks tasks={tasks.slice(0, 2)} show="open" today={TODAY} />);
    expect(textsOf(page, "h2")).toEqual(["Overdue", "Without a due day"]);
  });

  test("that are done stand under one heading, whatever their days were", async () => {
    const done = tasks.map((task) => ({ ...task, status: "done" as const, lateDays: 0 }));
    const { page } = await open(<MyTasks tasks={done} show="done" today={TODAY} />);
    expect(textsOf(page, "h2")).toEqual(["Done"]);
    expect(all(page, "li")).toHaveLength(5);
  });

  test.each(LANGUAGES)(
    "without any say so, and tell nothing to do from nothing found, in %s",
    async (language) => {
      const shown = async (show: "open" | "week") =>
        text((await open(<MyTasks tasks={[]} show={show} today={TODAY} />, { language })).page);
      const [nothing, unfound] = [await shown("open"), await shown("week")];
      expect(nothing).toContain(language === "en" ? "Nothing to do" : "やることはありません");
      expect(unfound).toBe(
        language === "en" ? "No task matches this filter." : "この条件に当てはまるタスクはありません。",
      );
    },
  );

  test("say which room and company they are from, and lead there", async () => {
    const { page } = await open(<MyTasks tasks={tasks.slice(1, 2)} show="open" today={TODAY} />);
    const row = one(page, "li");
    expect(text(row)).toContain("Aoba pilot · あおば食品");
    expect(text(row)).toContain("2 days overdue");
    expect(named("late").getAttribute("href")).toBe(`/rooms/${idOf("7")}/pages/${idOf("8")}/tasks/late`);
    expect(named("Aoba pilot").getAttribute("href")).toBe(`/rooms/${idOf("7")}/pages/${idOf("8")}/plan`);
  });

  test("are done where they stand, told to the server with their place, and taken back from there", async () => {
    const place = { roomId: idOf("7"), pageId: idOf("8") };
    const change = { taskId: "late", title: "late", from: "to_do", to: "done" } as const;
    const answer = reply({ intent: "status", done: "status", change, values: place });
    const { posted } = await open(<MyTasks tasks={tasks} show="open" today={TODAY} />, { reply: answer });
    await click("Complete “late”");
    await click("Undo");
    expect(posted.map(({ form }) => form)).toEqual([
      { intent: "status", taskId: "late", status: "done", ...place },
      { intent: "status", taskId: "late", status: "to_do", ...place },
    ]);
    expect(new Set(posted.map(({ path }) => path))).toEqual(new Set(["/tasks"]));
  });
});

describe("a task's round box", () => {
  test.each<[TaskStatus, string, string]>([
    ["to_do", "Complete “Scope”", "done"],
    ["in_progress", "Complete “Scope”", "done"],
    ["done", "Reopen “Scope”", "to_do"],
    ["cancelled", "Reopen “Scope”", "to_do"],
  ])("of %s is called %j and asks for %s", async (status, name, next) => {
    const task = { id: "a", title: "Scope", canWork: true };
    const { posted } = await open(<StatusButton task={task} status={status} />);
    await click(name);
    expect(posted[0]?.form).toEqual({ intent: "status", taskId: "a", status: next });
  });

  test("only says how it stands to who may not", async () => {
    const task = { id: "a", title: "Scope", canWork: false };
    const { page } = await open(<StatusButton task={task} status="done" />, { language: "ja" });
    expect(one(page, "[role=img]").getAttribute("aria-label")).toBe("完了");
    expect(all(page, "button")).toEqual([]);
  });
});

describe("what is said of a task", () => {
  test.each([
    [{ side: "member" as const, ownerName: null, isRole: false }, "Our team"],
    [{ side: "viewer" as const, ownerName: null, isRole: false }, "The buyer's company"],
    [{ side: "viewer" as const, ownerName: "Ren", isRole: false }, "Ren"],
    [{ side: "member" as const, ownerName: "法務", isRole: true }, "法務 (to be filled)"],
    [{ side: "viewer" as const, ownerName: null, isRole: true }, "The buyer's company"],
  ])("whose it is: %j is %j", async (task, words) => {
    expect(text((await open(<OwnerName task={task} />)).page)).toBe(words);
  });

  test("its day can be read by machines, and by people in their language", async () => {
    const { page } = await open(<DueDay task={taskFace({ dueOn: "2026-03-20" })} />, { language: "ja" });
    expect(one(page, "time").getAttribute("datetime")).toBe("2026-03-20");
    expect(text(one(page, "time"))).toMatch(/2026.*3.*20/);
    expect(text((await open(<DueDay task={taskFace()} />)).page)).toBe("No due day");
  });

  test("marks have words beside their numbers, and are there only where there is something", async () => {
    const full = memberTask({ internal: true, waitsFor: ["Offer"], comments: 1, files: 2 });
    const marks = text((await open(<TaskMarks task={full} />)).page);
    for (const words of ["Internal", "Blocked", "Waits for: Offer", "1 comment", "2 files"])
      expect(marks).toContain(words);
    expect(text((await open(<TaskMarks task={memberTask()} />)).page)).toBe("");
  });
});

describe("comments", () => {
  const show = (
    comments: Parameters<typeof comment>[0][],
    canWrite = true,
    refused?: { body: string; error: string },
  ) =>
    open(
      <TaskTalk
        comments={comments.map((over) => comment(over))}
        canWrite={canWrite}
        hint="Both sides see it."
        clientId={idOf("k")}
        refused={refused}
      />,
    );

  test("are changed and removed by who wrote them, and by nobody else", async () => {
    const { page } = await show([{ id: "1" }, { id: "2", isMine: true, body: "Mine" }]);
    const [others, own] = all(page, "ol > li");
    expect([isThere("Delete", others), isThere("Delete", own)]).toEqual([false, true]);
    expect(all(page, "[name=commentId]").map((field) => field.getAttribute("value"))).toEqual(["2", "2"]);
  });

  test("are changed no more where nobody may write", async () => {
    const { page } = await show([{ isMine: true }, { id: "2", isMine: true, isDeleted: true }], false);
    expect(all(page, "form")).toEqual([]);
  });

  test("that were deleted say only that, and come back for who wrote them", async () => {
    const { page, posted } = await show([
      { id: "9", isMine: true, isDeleted: true, body: "", editedAt: TODAY },
    ]);
    expect(text(page)).toContain("This comment was deleted.");
    expect(text(page)).not.toContain("edited");
    await click("Undo");
    expect(posted[0]?.form).toEqual({ intent: "restoreComment", commentId: "9" });
  });

  test("say that they were edited, and keep their letters and lines", async () => {
    const { page } = await show([{ body: "one\n<i>two</i>", editedAt: "2026-03-09T04:00:00Z" }]);
    expect(text(page)).toContain("edited");
    expect(page.querySelector("i")).toBeNull();
    expect(one(page, "p.whitespace-pre-wrap").textContent).toBe("one\n<i>two</i>");
  });

  test("that were refused keep their words, and say why", async () => {
    const { page } = await show([], true, { body: "x".repeat(4001), error: "too_long" });
    const field = one<HTMLTextAreaElement>(page, "textarea");
    expect(field.value).toHaveLength(4001);
    expect(describedBy(field)[0]).toBeTruthy();
  });
});

describe("files of a task", () => {
  const file = { id: "f1", fileName: "見積書.pdf", contentType: "application/pdf", sizeBytes: 1_500_000 };
  const show = (over: Partial<Parameters<typeof TaskFiles>[0]> = {}) =>
    open(<TaskFiles files={[file]} hrefOf={(id) => `/file/${id}`} canAdd canDrop {...over} />);

  test("are offered by name and size, and taken away by who may", async () => {
    const { page, posted } = await show();
    expect(named("見積書.pdf").getAttribute("href")).toBe("/file/f1");
    expect(text(page)).toMatch(/1\.[45] ?MB/);
    await click("Remove 見積書.pdf");
    expect(posted[0]?.form).toEqual({ intent: "dropFile", attachmentId: "f1" });
  });

  test("are only read by who may not", async () => {
    const { page } = await show({ canAdd: false, canDrop: false });
    expect(all(page, "form")).toEqual([]);
  });

  test("that were refused say why beside the field", async () => {
    const { page } = await show({ files: [], error: "file_type" });
    expect(text(one(page, "[role=alert]"))).not.toBe("");
    expect(text(page)).toContain("No files yet.");
    expect(one<HTMLFormElement>(page, "form").enctype).toBe("multipart/form-data");
  });
});

describe("a calendar's address", () => {
  test("is shown once, to be copied, and never again", async () => {
    const url = "https://deals.example/feeds/secret.ics";
    const { page } = await open(<CalendarCard since={TODAY} freshUrl={url} canChange />);
    expect(named<HTMLInputElement>("Address of the calendar").value).toBe(url);
    expect(text(page)).toContain("It is shown only this once.");
    const later = await open(<CalendarCard since="2026-03-09T15:30:00Z" freshUrl={null} canChange />);
    expect(later.page.innerHTML).not.toContain("/feeds/");
    expect(text(later.page)).toContain("You have an address since Mar 10, 2026.");
  });

  test("is made, made anew and closed", async () => {
    const first = await open(<CalendarCard since={null} freshUrl={null} canChange />);
    expect(isThere("Close the address")).toBe(false);
    await submit(one<HTMLFormElement>(first.page, "form"));
    const { page } = await open(<CalendarCard since={TODAY} freshUrl={null} canChange />);
    expect(text(page)).toContain("The earlier address stops working.");
    expect(named("Make a new address").value).toBe("create");
    expect(named("Close the address").value).toBe("revoke");
  });

  test("is nothing a preview can make", async () => {
    const { page } = await open(<CalendarCard since={null} freshUrl={null} canChange={false} />);
    expect(all(page, "form, button")).toEqual([]);
  });
});

// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { BuyerPlan } from "~/features/rooms/plan/components/buyer-plan";
import { BuyerTaskSheet } from "~/features/rooms/plan/components/buyer-task";
import type { TaskFace } from "~/features/rooms/plan/schema";
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
} from "../components/support";
import { buyerPlan, comment, idOf, PAGE, ROOM, taskFace } from "./support";

const SIDES = { member: "みなと製作所", viewer: "あおば食品" };
const theirs = taskFace({ id: "theirs", title: "Choose a pilot site", side: "viewer", dueOn: "2026-03-20" });
const sellers = taskFace({ id: "sellers", title: "Send the offer", canWork: false, ownerName: "森 あおい" });
const done = taskFace({ id: "done", title: "First talk", side: "viewer", status: "done" });
const off = taskFace({ id: "off", title: "Skipped", side: "viewer", status: "cancelled" });

describe("the plan as buyers see it", () => {
  const show = (tasks: TaskFace[], given: { isPreview?: boolean; language?: "en" | "ja" } = {}) => {
    const milestones = [
      { id: "m1", title: "Pilot", version: 1 },
      { id: "m2", title: "Empty", version: 1 },
    ];
    const plan = buyerPlan(tasks, { milestones });
    const { isPreview = false, language } = given;
    return open(
      <BuyerPlan roomId={ROOM} title="The way there" plan={plan} sides={SIDES} isPreview={isPreview} />,
      { language },
    );
  };

  test.each([
    ["en", "1 of 3 done"],
    ["ja", "3 件中 1 件完了"],
  ] as const)("counts what is done, without what was called off, in %s", async (language, progress) => {
    expect(text((await show([theirs, sellers, done, off], { language })).page)).toContain(progress);
  });

  test.each(LANGUAGES)("without a task says so, and counts nothing, in %s", async (language) => {
    const { page } = await show([], { language });
    expect(text(page)).toContain(language === "en" ? "Nothing is planned yet" : "まだ計画がありません");
    expect(text(page)).not.toMatch(/0/);
    expect(all(page, "section")).toEqual([]);
  });

  test("shows milestones in which something stands, and no others", async () => {
    const { page } = await show([theirs, { ...sellers, milestoneId: "m1" }]);
    expect(textsOf(page, "h2")).toEqual(["Pilot"]);
    expect(all(page, "[data-section]").map((part) => part.getAttribute("data-section"))).toEqual([
      "none",
      "m1",
    ]);
  });

  test("completes what is their side's by a plain form to the task's own address", async () => {
    const { posted } = await show([theirs, done]);
    await click("Complete “Choose a pilot site”");
    expect(posted[0]).toEqual({
      path: `/room/${ROOM}/p/${PAGE}/tasks/theirs`,
      form: { intent: "status", from: "plan", status: "done" },
    });
  });

  test("reopens what was done", async () => {
    const { posted } = await show([done]);
    await click("Reopen “First talk”");
    expect(posted[0]?.form.status).toBe("to_do");
  });

  test("only shows how the other side's tasks and what was called off stand", async () => {
    const { page } = await show([sellers, off]);
    expect(all(page, "form, button")).toEqual([]);
    expect(all(page, "[role=img]").map((mark) => mark.getAttribute("aria-label"))).toEqual([
      "To do",
      "Cancelled",
    ]);
  });

  test("calls the sides by their companies, and people by their names", async () => {
    const role = taskFace({ id: "role", side: "viewer", ownerName: "Legal", isRole: true });
    const { page } = await show([theirs, sellers, role, taskFace({ id: "team" })]);
    const rows = all(page, "li[id^=task-]").map(text);
    expect(rows[0]).toContain("あおば食品");
    expect(rows[1]).toContain("森 あおい");
    expect(rows[2]).toContain("Legal (to be filled)");
    expect(rows[3]).toContain("みなと製作所");
  });

  test("in a preview says that it is one", async () => {
    const asMember = await show([{ ...theirs, canWork: false }], { isPreview: true });
    expect(text(asMember.page)).toContain("This is a preview");
    expect(all(asMember.page, "button")).toEqual([]);
    expect(text((await show([theirs])).page)).not.toContain("This is a preview");
  });

  test("tells lateness, days off and what a task waits for", async () => {
    const late = taskFace({ dueOn: "2026-03-09", lateDays: 1, waitsFor: ["Scope", "Offer"] });
    const holiday = taskFace({ id: "h", dueOn: "2026-03-20", dayOff: "春分の日" });
    const weekend = taskFace({ id: "w", dueOn: "2026-03-21", dayOff: "weekend" });
    const rows = all((await show([late, holiday, weekend])).page, "li[id^=task-]").map(text);
    expect(rows[0]).toContain("1 day overdue");
    expect(rows[0]).toContain("Waits for: Scope, Offer");
    expect(rows[1]).toContain("Holiday: 春分の日");
    expect(rows[2]).toContain("Not a working day");
  });
});

describe("one task as buyers see it", () => {
  const PEOPLE = [
    { id: idOf("c"), name: "佐藤 蓮" },
    { id: idOf("d"), name: "Ren" },
  ];
  type Sheet = Partial<Parameters<typeof BuyerTaskSheet>[0]>;
  const show = (over: Sheet = {}, language: "en" | "ja" = "en") =>
    open(
      <BuyerTaskSheet
        task={theirs}
        contactId={null}
        people={PEOPLE}
        canAssign
        sides={SIDES}
        comments={[]}
        files={[]}
        canTalk
        peoplePath="/room/people"
        clientId={idOf("k")}
        hrefOf={(id) => `/file/${id}`}
        {...over}
      />,
      { language },
    );

  test("is completed, and reopened once it is done", async () => {
    const { posted } = await show();
    await click("Mark as done");
    expect(posted[0]?.form).toEqual({ intent: "status", status: "done" });
    const again = await show({ task: done });
    await click("Not done after all");
    expect(again.posted[0]?.form).toEqual({ intent: "status", status: "to_do" });
  });

  test("is given to one of them or to nobody in particular", async () => {
    const { page, posted } = await show({ contactId: idOf("c") });
    const choice = named<HTMLSelectElement>("Who of you does it");
    expect(choice.value).toBe(idOf("c"));
    choice.value = idOf("d");
    await submit(one<HTMLFormElement>(page, "form:has([name=contactId])"));
    choice.value = "";
    await submit(one<HTMLFormElement>(page, "form:has([name=contactId])"));
    expect(posted.map(({ form }) => form)).toEqual([
      { intent: "assign", contactId: idOf("d") },
      { intent: "assign", contactId: "" },
    ]);
  });

  test("who left no address is told how to be known, and assigns nobody", async () => {
    const { page } = await show({ canAssign: false });
    expect(isThere("Who of you does it")).toBe(false);
    expect(text(page)).toContain("Only people who came in with a link of their own can say who does it.");
    expect(one<HTMLAnchorElement>(page, "a[href='/room/people']").textContent).toBe("Get a link of your own");
  });

  test("of the other side is only read", async () => {
    const { page } = await show({ task: sellers, canAssign: true, canTalk: false });
    expect(all(page, "form")).toEqual([]);
  });

  test("that was called off is neither completed nor reopened", async () => {
    await show({ task: off });
    expect([isThere("Mark as done"), isThere("Not done after all")]).toEqual([false, false]);
  });

  test("keeps the lines of its description, and its letters as letters", async () => {
    const { page } = await show({ task: { ...theirs, description: "1. 見学\n2. <b>契約</b>" } });
    expect(page.querySelector("b")).toBeNull();
    expect(all(page, ".whitespace-pre-wrap").map((part) => part.textContent)).toEqual([
      "1. 見学\n2. <b>契約</b>",
    ]);
  });

  test("shows what was said by whom, and sends what is written once", async () => {
    const said = [
      comment(),
      comment({ id: "2", side: "viewer", authorName: null, body: "ありがとうございます。" }),
    ];
    const { page, posted } = await show({ comments: said });
    expect(
      textsOf(page, "ol > li").map((line) => line.replace(/Seller.*?ago|Buyer.*?ago/g, "")),
    ).toHaveLength(2);
    expect(text(all(page, "ol > li")[1])).toMatch(/^A visitor/);
    const field = one<HTMLTextAreaElement>(page, "textarea[name=body]");
    field.value = "承知しました。";
    await submit(one<HTMLFormElement>(page, "form:has(textarea)"));
    expect(posted[0]?.form).toEqual({ intent: "comment", clientId: idOf("k"), body: "承知しました。" });
  });
});

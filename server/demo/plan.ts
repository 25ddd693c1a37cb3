import { db } from "@db/client";
import { memberInRoom } from "~/features/rooms/data.server";
import { addComment } from "~/features/rooms/plan/comments/mutations.server";
import { getMemberPlan } from "~/features/rooms/plan/data.server";
import { addPlanPage } from "~/features/rooms/plan/mutations.server";
import { insertPlan } from "~/features/rooms/plan/outline/mutations.server";
import type { PlanOutline } from "~/features/rooms/plan/schema";
import { editTask } from "~/features/rooms/plan/tasks/mutations.server";
import { setTaskStatus } from "~/features/rooms/plan/tasks/status/mutations.server";
import { newId } from "~/platform/ids";
import type { DemoRoom } from "./rooms";

const TITLES = { ja: "導入までのアクションプラン", en: "Plan to go live" } as const;
const SAID = {
  ja: "初稿を共有しました。ご確認をお願いします。",
  en: "The first draft is shared. Please have a look.",
};
/** Of each plan, in its order: what has been done by now. */
const DONE = { hot: 4, warm: 2, cooling: 1, silent: 0 } as const;

/** A plan between both companies in the rooms that are alive; the rep and a person of the buyer's side have tasks. */
export async function seedPlan(room: DemoRoom): Promise<void> {
  const { scope, roomId, language } = room;
  const page = await addPlanPage(scope, { roomId, title: TITLES[language], requestKey: newId() });
  const place = { workspaceId: scope.workspaceId, roomId, pageId: page.id };
  await db.transaction((tx) => insertPlan(tx, place, outlineOf(language)));
  const actor = await memberInRoom(scope, roomId);
  const { tasks } = await getMemberPlan(actor, { pageId: page.id, language });
  const [person] = room.people;
  for (const [place, task] of tasks.entries()) {
    const key = { pageId: page.id, taskId: task.id };
    const { title, description, milestoneId, side, roleName, internal, dueKind, dueDay, dueOffset } = task;
    const hanging = { dueKind, dueDay, dueOffset, dueTaskId: task.dueTaskId, dependsOn: task.dependsOn };
    const isTheirs = side === "viewer" && roleName === null && person !== undefined;
    const owner = {
      memberId: side === "member" && !internal ? scope.memberId : null,
      contactId: isTheirs ? person.contactId : null,
    };
    const fields = { title, description, milestoneId, side, roleName, internal, ...owner, ...hanging };
    await editTask(actor, { ...key, ...fields, version: task.version });
    if (place < DONE[room.interest]) await setTaskStatus(actor, { ...key, status: "done" });
    if (place === DONE[room.interest]) {
      await setTaskStatus(actor, { ...key, status: "in_progress" });
      await addComment(actor, { ...key, clientId: newId(), body: SAID[language] });
    }
  }
}

function outlineOf(language: "ja" | "en"): PlanOutline {
  const t: Say = (ja, en) => (language === "ja" ? ja : en);
  return { milestones: [evaluation(t), agreement(t), goingLive(t)] };
}

type Say = (ja: string, en: string) => string;
type Part = PlanOutline["milestones"][number];

function evaluation(t: Say): Part {
  return {
    title: t("検討", "Evaluation"),
    tasks: [
      {
        key: "goals",
        title: t("導入の目的と評価基準をそろえる", "Agree on goals and how to judge"),
        side: "viewer",
        due: { after: "room", days: 42 },
      },
      {
        key: "demo",
        title: t("関係者向けのデモを行う", "Show a demonstration to all involved"),
        side: "member",
        due: { after: "task", key: "goals", days: 5 },
        dependsOn: ["goals"],
      },
      {
        key: "trial",
        title: t("実データで試用する", "Try it with real data"),
        side: "viewer",
        due: { after: "task", key: "demo", days: 14 },
        dependsOn: ["demo"],
      },
      {
        key: "margin",
        title: t("値引きの上限を社内で確認する", "Settle the lowest price among ourselves"),
        side: "member",
        internal: true,
        due: { after: "task", key: "demo", days: 12 },
      },
    ],
  };
}

function agreement(t: Say): Part {
  return {
    title: t("合意", "Agreement"),
    tasks: [
      {
        key: "security",
        title: t("セキュリティチェックシートに回答する", "Answer the security questionnaire"),
        side: "member",
        due: { after: "task", key: "trial", days: 7 },
      },
      {
        key: "review",
        title: t("セキュリティ審査を終える", "Finish the security review"),
        side: "viewer",
        roleName: t("情報システム部門", "IT security"),
        due: { after: "task", key: "security", days: 10 },
        dependsOn: ["security"],
      },
      {
        key: "contract",
        title: t("契約書の内容を確認する", "Review the contract"),
        side: "viewer",
        roleName: t("法務", "Legal"),
        due: { after: "close", days: -10 },
      },
      {
        key: "sign",
        title: t("契約を締結する", "Sign the contract"),
        side: "viewer",
        due: { after: "close", days: 0 },
        dependsOn: ["review", "contract"],
      },
    ],
  };
}

function goingLive(t: Say): Part {
  return {
    title: t("導入", "Going live"),
    tasks: [
      {
        key: "kickoff",
        title: t("キックオフを開く", "Hold the kick-off"),
        side: "member",
        due: { after: "task", key: "sign", days: 7 },
        dependsOn: ["sign"],
      },
      {
        key: "live",
        title: t("本番での利用を始める", "Start using it for real"),
        side: "viewer",
        due: { after: "task", key: "kickoff", days: 30 },
        dependsOn: ["kickoff"],
      },
    ],
  };
}

import { db } from "@db/client";
import { taskReminders, tasks } from "@db/schema/plan";
import type { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, desc, eq, like } from "drizzle-orm";
import { z } from "zod";
import { wantsMails } from "~/features/rooms/mail-choice/data.server";
import type { MailChoice } from "~/features/rooms/mail-choice/schema";
import { mailChoiceAddresses, recipientOf } from "~/features/rooms/mail-choice/token.server";
import { dayPlus, daysBetween, isOpen } from "~/features/rooms/plan/utils";
import { calendarOf } from "~/features/workspaces/hours/data.server";
import { isWorkday } from "~/features/workspaces/hours/utils";
import { now, nowMs } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import { dayOf, formatDate, formatDay } from "~/platform/i18n/format";
import { i18nOf } from "~/platform/i18n/translator.server";
import { newId } from "~/platform/ids";
import { defineJob, enqueue } from "~/platform/jobs.server";
import { mailTexts } from "~/platform/mail-text.server";
import { queueMail } from "~/platform/mailer.server";
import { paths } from "~/platform/paths";
import { type DueTask, findRecipient, listDueTasks, listWorkspaces, type Recipient } from "./data.server";
import { signTaskToken } from "./guard.server";

const HOUR_MS = 3_600_000;
const SOON_DAYS = 3;
const LATE_AGAIN_DAYS = 7;

/** Once an hour: writes to people about their tasks, in the working hours of each workspace. */
export const remindOfTasks = defineJob({
  kind: "plan.remind",
  schema: z.object({ hour: z.string() }).strict(),
  async run() {
    // First, so that an hour that fails for good doesn't end the line.
    await scheduleTaskReminders(new Date(nowMs() + HOUR_MS));
    await sendTaskReminders();
  },
});

export async function scheduleTaskReminders(at: Date = now()): Promise<void> {
  const hour = at.toISOString().slice(0, 13);
  await db.transaction((tx) =>
    enqueue(tx, remindOfTasks, { hour }, { key: `plan.remind:${hour}`, runAt: at }),
  );
}

export async function sendTaskReminders(): Promise<void> {
  for (const workspace of await listWorkspaces()) {
    const today = dayOf(nowMs(), workspace.timeZone);
    if (!isAtWork(workspace, today)) continue;
    const due = await listDueTasks(workspace.id, dayPlus(today, SOON_DAYS) ?? today);
    for (const task of due) await remind(workspace, task, today);
  }
}

type Workspace = typeof workspaces.$inferSelect;

function isAtWork(workspace: Workspace, today: string): boolean {
  if (!isWorkday(calendarOf(workspace, "en"), today)) return false;
  const time = formatDate(nowMs(), { language: "en", timeZone: workspace.timeZone, style: "time" });
  return time >= workspace.workStart && time < workspace.workEnd;
}

/** One row is one mail: written together, so that a killed worker neither forgets nor repeats one. */
async function remind(workspace: Workspace, task: DueTask, today: string): Promise<void> {
  const recipient = await findRecipient(task);
  if (!recipient) return;
  const { email } = recipient;
  await db.transaction(async (tx) => {
    const [current] = await tx.select().from(tasks).where(eq(tasks.id, task.id)).for("update");
    const isSame =
      current &&
      isOpen(current.status) &&
      current.archivedAt === null &&
      current.dueOn === task.dueOn &&
      current.memberId === task.memberId &&
      current.contactId === task.contactId;
    const isWanted = isSame && (await wantsMails(tx, choiceOf(task, email)));
    const kind = isWanted ? await kindOf(tx, { task, email, today }) : null;
    if (!kind) return;
    const about = { taskId: task.id, kind: kind.key, email, dueOn: task.dueOn };
    const [made] = await tx
      .insert(taskReminders)
      .values({ id: newId(), workspaceId: task.workspaceId, ...about, createdAt: now() })
      .onConflictDoNothing()
      .returning({ id: taskReminders.id });
    if (made) await queueReminder(tx, { workspace, task, recipient, what: kind.what });
  });
}

type What = "soon" | "due" | "late";
type Kind = { key: string; what: What };

/** Which reminder is called for today; null when it was sent, or none is due. */
async function kindOf(
  tx: Tx,
  { task, email, today }: { task: DueTask; email: string; today: string },
): Promise<Kind | null> {
  const ahead = daysBetween(today, task.dueOn);
  if (ahead > 0) return { key: "soon", what: "soon" };
  if (ahead === 0) return { key: "due", what: "due" };
  const sent = await tx
    .select({ createdAt: taskReminders.createdAt })
    .from(taskReminders)
    .where(
      and(
        eq(taskReminders.taskId, task.id),
        eq(taskReminders.email, email),
        eq(taskReminders.dueOn, task.dueOn),
        like(taskReminders.kind, "late%"),
      ),
    )
    .orderBy(desc(taskReminders.createdAt));
  const last = sent[0];
  // By the hour, so that a reminder of nine o'clock comes at nine o'clock again.
  const againFrom = last ? last.createdAt.getTime() + LATE_AGAIN_DAYS * 24 * HOUR_MS - HOUR_MS : 0;
  return nowMs() >= againFrom ? { key: `late${sent.length}`, what: "late" } : null;
}

type Letter = { workspace: Workspace; task: DueTask; recipient: Recipient; what: What };

async function queueReminder(tx: Tx, { workspace, task, recipient, what }: Letter): Promise<void> {
  const { link, email } = recipient;
  const language = recipient.language ?? (link ? task.roomLanguage : workspace.language);
  const t = i18nOf(language).getFixedT(language, "plan");
  const day = formatDay(task.dueOn, language);
  const { page, oneClick } = mailChoiceAddresses(choiceOf(task, email));
  const texts = mailTexts({
    language,
    lead: [
      t(`reminders.${what}.lead`, { day }),
      t("reminders.about", { title: task.title, room: task.roomName }),
    ],
    action: {
      label: t(link ? "reminders.complete" : "reminders.openTask"),
      url: new URL(addressOf(task, link), env().appUrl).href,
    },
    notes: link
      ? [t("reminders.onceOnly"), t("reminders.why", { brand: workspace.name })]
      : [t("reminders.whyMember")],
    ending: { label: t("reminders.turnOff"), url: page },
  });
  const subject = t(`reminders.${what}.subject`, { day, title: task.title });
  const mail = { workspaceId: workspace.id, to: email, subject, ...texts, unsubscribeUrl: oneClick };
  await queueMail(tx, { ...mail, isPrivate: link !== null });
}

function choiceOf({ roomId, memberId }: DueTask, email: string): MailChoice {
  const recipient = recipientOf(memberId ? { side: "member", memberId } : { side: "viewer", email });
  return { kind: "tasks", roomId, recipient };
}

function addressOf(task: DueTask, link: Recipient["link"]): string {
  if (!link || !task.contactId) return paths.planTask(task.roomId, task.pageId, task.id);
  const token = signTaskToken({ taskId: task.id, contactId: task.contactId, link });
  return paths.taskByMail(task.roomId, token);
}

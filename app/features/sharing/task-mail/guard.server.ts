import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { pages, rooms } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { workspaces } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import type { ViewerActor } from "~/features/rooms/schema";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { now, nowMs } from "~/platform/clock.server";
import { equalText, keyedHash, sign, unsign } from "~/platform/crypto.server";
import { AppError } from "~/platform/errors";
import { linkStateOf } from "../policy";
import { mintTaskMailScope } from "../scope.server";
import type { MailedTask, TaskMailScope } from "./schema";

const PURPOSE = "task by mail";
/** A mail that is older asks for the room's own link. */
const TOKEN_DAYS = 30;

type Facts = { taskId: string; contactId: string; link: { id: string; tokenHash: string } };

/** For the address in a reminder: one task, one person, one way into the room. It ends with each of them. */
export function signTaskToken({ taskId, contactId, link }: Facts): string {
  const expires = Math.floor(nowMs() / 1000) + TOKEN_DAYS * 86_400;
  return sign(PURPOSE, [taskId, contactId, link.id, tagOf(link), expires].join("~"));
}

/**
 * Reads alone: opening the address changes nothing, whoever opens it. NOT_FOUND for what we didn't sign; GONE when the
 * link was revoked or has a new address, the room or the page is closed, or the task is not this person's any more.
 */
export async function requireTaskByMail(
  roomId: string,
  token: string,
): Promise<{ scope: TaskMailScope; task: MailedTask }> {
  const payload = token.length > 300 ? null : unsign(PURPOSE, token);
  const [taskId = "", contactId = "", linkId = "", tag = "", expires = "0"] = payload?.split("~") ?? [];
  if (!payload) throw new AppError("NOT_FOUND");
  if (Number(expires) * 1000 < nowMs()) throw new AppError("GONE");
  const row = await findMailed({ taskId, contactId, linkId, roomId });
  const isOpen =
    row !== undefined &&
    equalText(tag, tagOf(row.link)) &&
    linkStateOf(row.link, now()) === "active" &&
    row.roomArchivedAt === null &&
    row.pageArchivedAt === null &&
    row.task.archivedAt === null &&
    !row.task.internal;
  if (!isOpen) throw new AppError("GONE");
  const { task, email, roomName, brandName, brandColor } = row;
  const { title, description, dueOn, status, workspaceId, pageId } = task;
  const scope = mintTaskMailScope({ workspaceId, roomId, linkId, contactId, email, pageId, taskId });
  const face = { title, description, dueOn, isDone: status === "done", roomName, brandName, brandColor };
  return { scope, task: face };
}

/** The person of the mail, as whom they act; `viewerId` from ensureMailedViewer. */
export function actByMail(scope: TaskMailScope, viewerId: string): Promise<ViewerActor> {
  const { workspaceId, roomId, linkId, email } = scope;
  const person = { identity: "claimed" as const, email, preview: false };
  return mintViewerActor({ workspaceId, roomId, linkId, viewerId, ...person });
}

async function findMailed(wanted: { taskId: string; contactId: string; linkId: string; roomId: string }) {
  const [row] = await db
    .select({
      task: tasks,
      email: contacts.email,
      link: shareLinks,
      roomName: rooms.name,
      roomArchivedAt: rooms.archivedAt,
      pageArchivedAt: pages.archivedAt,
      brandName: workspaces.name,
      brandColor: workspaces.brandColor,
    })
    .from(tasks)
    .innerJoin(pages, eq(pages.id, tasks.pageId))
    .innerJoin(rooms, eq(rooms.id, tasks.roomId))
    .innerJoin(workspaces, eq(workspaces.id, tasks.workspaceId))
    .innerJoin(contacts, eq(contacts.id, tasks.contactId))
    .innerJoin(shareLinks, eq(shareLinks.roomId, rooms.id))
    .where(
      and(
        eq(tasks.id, wanted.taskId),
        eq(tasks.roomId, wanted.roomId),
        eq(tasks.contactId, wanted.contactId),
        eq(shareLinks.id, wanted.linkId),
      ),
    );
  return row;
}

/** Changes with the link's address. */
function tagOf(link: { tokenHash: string }): string {
  return keyedHash("task mail link", link.tokenHash).slice(0, 16);
}

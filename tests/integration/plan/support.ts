import { db } from "@db/client";
import { tasks } from "@db/schema/plan";
import { eq } from "drizzle-orm";
import { memberInRoom } from "~/features/rooms/data.server";
import { addMilestone } from "~/features/rooms/plan/milestones/mutations.server";
import { addPlanPage } from "~/features/rooms/plan/mutations.server";
import { addTask } from "~/features/rooms/plan/tasks/mutations.server";
import type { TaskFields } from "~/features/rooms/plan/tasks/schema";
import type { MemberActor, ViewerActor } from "~/features/rooms/schema";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { newId } from "~/platform/ids";
import {
  makeContact,
  makeDeal,
  makeLink,
  makeMember,
  makeRoom,
  makeViewer,
  makeWorkspace,
} from "../../support/factories";

/** 2026-03-02 is a Monday; rooms of this world begin there. */
export const MONDAY = "2026-03-02";
export const at = (day: string, time = "10:00") => new Date(`${day}T${time}:00+09:00`);

export const FIELDS: TaskFields = {
  title: "Send the contract",
  description: null,
  milestoneId: null,
  side: "member",
  memberId: null,
  contactId: null,
  roleName: null,
  internal: false,
  dueKind: "none",
  dueDay: null,
  dueOffset: 0,
  dueTaskId: null,
  dependsOn: [],
};

/** A room with an empty plan, its owner and somebody of the buying side who left an address. */
export async function makePlan({ closeDate = null }: { closeDate?: string | null } = {}) {
  const workspace = await makeWorkspace({ timeZone: "Asia/Tokyo", holidayCountry: "JP" });
  const { scope, member, userId } = await makeMember({ workspaceId: workspace.id, name: "Aoi Mori" });
  const deal = await makeDeal(scope, { closeDate });
  const room = await makeRoom(scope, { dealId: deal.id, createdAt: at(MONDAY) });
  const page = await addPlanPage(scope, { roomId: room.id, title: "Plan", requestKey: newId() });
  const actor = await memberInRoom(scope, room.id);
  const contact = await makeContact(scope, { accountId: deal.accountId, name: "Ren Sato" });
  const { link, token } = await makeLink(scope, { roomId: room.id, gate: "email" });
  const visitor = await makeViewer(scope, {
    link,
    contactId: contact.id,
    email: contact.email,
    identity: "verified",
  });
  const buyer: ViewerActor = await mintViewerActor({
    ...visitor.scope,
    identity: "verified",
    email: contact.email,
  });
  return { workspace, scope, member, userId, deal, room, page, actor, contact, link, token, visitor, buyer };
}

export async function plan(
  actor: MemberActor,
  pageId: string,
  fields: Partial<TaskFields> = {},
): Promise<string> {
  const requestKey = newId();
  const made = await addTask(actor, { ...FIELDS, ...fields, pageId, requestKey });
  if (!made.ok) throw new Error(`the task was refused: ${made.reason}`);
  return made.row.id;
}

export async function stand(actor: MemberActor, pageId: string, title: string): Promise<string> {
  return (await addMilestone(actor, { pageId, title, requestKey: newId() })).id;
}

export async function stored(taskId: string) {
  const [row] = await db.select().from(tasks).where(eq(tasks.id, taskId));
  if (!row) throw new Error("there is no such task");
  return row;
}

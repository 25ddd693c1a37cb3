import { milestones } from "@db/schema/plan";
import type { Tx } from "@db/types";
import { and, asc, eq, isNull, max } from "drizzle-orm";
import type { Edit } from "~/features/accounts/schema";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { AppError, found } from "~/platform/errors";
import type { MemberActor } from "../../schema";
import { editingPlan, touchRoom } from "../mutations.server";
import { MAX_MILESTONES, reordered } from "../utils";
import { findMilestone, type MilestoneKey } from "./data.server";

const STEP = 10;

type Row = typeof milestones.$inferSelect;

/** At the end of the plan. The same request key twice makes one. */
export async function addMilestone(
  actor: MemberActor,
  { pageId, title, requestKey }: { pageId: string; title: string; requestKey: string },
): Promise<Row> {
  const { row } = await editingPlan(actor, pageId, async (tx) => {
    const [earlier] = await tx.select().from(milestones).where(eq(milestones.id, requestKey));
    if (earlier) return { row: found(earlier.pageId === pageId ? earlier : null) };
    const living = await listLiving(tx, pageId);
    if (living.length >= MAX_MILESTONES) throw new AppError("INVALID", { message: "too many milestones" });
    const row = await insertMilestone(tx, actor, { id: requestKey, pageId, title });
    await recordEvent(tx, actor, {
      type: "milestone.created",
      roomId: actor.roomId,
      pageId,
      milestoneId: requestKey,
    });
    await touchRoom(tx, actor.roomId);
    return { row, toBuyers: true };
  });
  return row;
}

type Place = { workspaceId: string; roomId: string };

/** For verbs that hold the plan's lock. */
export async function insertMilestone(
  tx: Tx,
  { workspaceId, roomId }: Place,
  fields: { id: string; pageId: string; title: string },
): Promise<Row> {
  const [last] = await tx
    .select({ position: max(milestones.position) })
    .from(milestones)
    .where(eq(milestones.pageId, fields.pageId));
  const at = now();
  const position = (last?.position ?? 0) + STEP;
  const [row] = await tx
    .insert(milestones)
    .values({ ...fields, workspaceId, roomId, position, createdAt: at, updatedAt: at })
    .returning();
  return found(row);
}

/** Stale when someone renamed it since the version was shown. */
export async function renameMilestone(
  actor: MemberActor,
  { title, version, ...key }: MilestoneKey & { title: string; version: number },
): Promise<Edit<Row>> {
  const { edit } = await editingPlan(
    actor,
    key.pageId,
    async (tx): Promise<{ edit: Edit<Row>; toBuyers?: boolean }> => {
      const current = await findMilestone(tx, actor, key);
      if (current.title === title) return { edit: { ok: true, row: current } };
      if (current.version !== version || current.archivedAt)
        return { edit: { ok: false, reason: "stale", current } };
      const row = await save(tx, actor, current, { title });
      return { edit: { ok: true, row }, toBuyers: true };
    },
  );
  return edit;
}

/** Before another milestone, or to the end. */
export async function moveMilestone(
  actor: MemberActor,
  { before, ...key }: MilestoneKey & { before: string | null },
): Promise<void> {
  await editingPlan(actor, key.pageId, async (tx) => {
    const living = await listLiving(tx, key.pageId);
    found(living.find(({ id }) => id === key.milestoneId));
    const next = reordered(
      living.map(({ id }) => id),
      key.milestoneId,
      before,
    );
    if (!next) throw new AppError("CONFLICT");
    for (const [place, id] of next.entries()) {
      const position = (place + 1) * STEP;
      await tx.update(milestones).set({ position }).where(eq(milestones.id, id));
    }
    return { toBuyers: true };
  });
}

/** Its tasks stay in the plan, under no milestone, and come back under it when it is restored. */
export function archiveMilestone(actor: MemberActor, key: MilestoneKey): Promise<{ title: string }> {
  return setArchived(actor, key, true);
}

export function restoreMilestone(actor: MemberActor, key: MilestoneKey): Promise<{ title: string }> {
  return setArchived(actor, key, false);
}

function setArchived(actor: MemberActor, key: MilestoneKey, isArchived: boolean): Promise<{ title: string }> {
  return editingPlan(actor, key.pageId, async (tx) => {
    const current = await findMilestone(tx, actor, key);
    const { title } = current;
    if ((current.archivedAt !== null) === isArchived) return { title };
    await save(tx, actor, current, { archivedAt: isArchived ? now() : null });
    return { title, toBuyers: true };
  });
}

function listLiving(tx: Tx, pageId: string): Promise<Row[]> {
  return tx
    .select()
    .from(milestones)
    .where(and(eq(milestones.pageId, pageId), isNull(milestones.archivedAt)))
    .orderBy(asc(milestones.position), asc(milestones.id));
}

async function save(tx: Tx, actor: MemberActor, current: Row, fields: Partial<Row>): Promise<Row> {
  const [row] = await tx
    .update(milestones)
    .set({ ...fields, updatedAt: now(), version: current.version + 1 })
    .where(eq(milestones.id, current.id))
    .returning();
  const { pageId, id: milestoneId } = current;
  const type =
    fields.archivedAt === undefined
      ? "milestone.updated"
      : fields.archivedAt
        ? "milestone.archived"
        : "milestone.restored";
  await recordEvent(tx, actor, { type, roomId: actor.roomId, pageId, milestoneId });
  await touchRoom(tx, actor.roomId);
  return found(row);
}

import { lockRooms, type PersonDay, recomputePersonDays } from "@db/dialect/tracking";
import { views, visits } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { and, eq, ne } from "drizzle-orm";
import { rejudge } from "./rejudge.server";

/** Gives a viewer's visits to another person, as when an anonymous viewer turns out to be a contact. */
export async function reassignPerson(tx: Tx, viewerId: string, personKey: string): Promise<void> {
  const moving = await tx
    .select({
      id: visits.id,
      roomId: visits.roomId,
      day: visits.day,
      from: visits.personKey,
      viewDay: views.day,
    })
    .from(visits)
    .leftJoin(views, eq(views.visitId, visits.id))
    .where(and(eq(visits.viewerId, viewerId), ne(visits.personKey, personKey)));
  if (moving.length === 0) return;
  await lockRooms(
    tx,
    moving.map(({ roomId }) => roomId),
  );
  const days = new Map<string, PersonDay>();
  for (const { roomId, day, viewDay, from } of moving) {
    for (const key of [from, personKey]) {
      for (const one of [day, viewDay ?? day])
        days.set(`${roomId} ${one} ${key}`, { roomId, day: one, personKey: key });
    }
  }
  await tx.update(visits).set({ personKey }).where(eq(visits.viewerId, viewerId));
  await recomputePersonDays(tx, [...days.values()]);
}

/** Something only a person does (counting.md 2.4): what was doubtful about this viewer's views is settled. */
export async function confirmViewer(
  tx: Tx,
  viewer: { viewerId: string; roomId: string },
  by: "chat" | "upload" | "download",
): Promise<void> {
  await lockRooms(tx, [viewer.roomId]);
  const isMine = and(
    eq(views.viewerId, viewer.viewerId),
    eq(views.roomId, viewer.roomId),
    eq(views.confirmedBy, ""),
  );
  const confirmed = await tx.update(views).set({ confirmedBy: by }).where(isMine).returning({ id: views.id });
  await rejudge(
    tx,
    confirmed.map(({ id }) => id),
  );
}

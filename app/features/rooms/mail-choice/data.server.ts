import { db } from "@db/client";
import { mailMutes } from "@db/schema/chat";
import { rooms } from "@db/schema/rooms";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { AppError } from "~/platform/errors";
import type { MailChoice } from "./schema";

export async function wantsMails(tx: Tx, choice: MailChoice): Promise<boolean> {
  const [muted] = await tx.select({ kind: mailMutes.kind }).from(mailMutes).where(isChoice(choice));
  return muted === undefined;
}

export type ShownChoice = {
  isOff: boolean;
  workspaceId: string;
  roomName: string;
  brandName: string;
  brandColor: string;
};

/** What the page about a choice shows; GONE when the room is closed. */
export async function findMailChoice(choice: MailChoice): Promise<ShownChoice> {
  const [row] = await db
    .select({
      workspaceId: rooms.workspaceId,
      roomName: rooms.name,
      brandName: workspaces.name,
      brandColor: workspaces.brandColor,
      muted: mailMutes.kind,
    })
    .from(rooms)
    .innerJoin(workspaces, eq(workspaces.id, rooms.workspaceId))
    .leftJoin(mailMutes, isChoice(choice))
    .where(and(eq(rooms.id, choice.roomId), isNull(rooms.archivedAt)));
  if (!row) throw new AppError("GONE");
  const { muted, ...shown } = row;
  return { ...shown, isOff: muted !== null };
}

export function isChoice({ kind, roomId, recipient }: MailChoice) {
  return and(eq(mailMutes.roomId, roomId), eq(mailMutes.kind, kind), eq(mailMutes.recipient, recipient));
}

import type { RoomActor } from "../schema";
import { RESTORE_MS } from "./utils";

/** A preview only looks; an archived room rests. */
export function canWrite(actor: RoomActor): boolean {
  return actor.kind === "member" ? !actor.isArchived : !actor.preview;
}

type Authored = { authorKind: "member" | "viewer"; authorId: string; deletedAt: Date | null };

export function isAuthor(actor: RoomActor, message: Authored): boolean {
  const id = actor.kind === "member" ? actor.memberId : actor.viewerId;
  return message.authorKind === actor.kind && message.authorId === id;
}

export function canChangeMessage(actor: RoomActor, message: Authored): boolean {
  return canWrite(actor) && isAuthor(actor, message) && message.deletedAt === null;
}

export function canRestoreMessage(actor: RoomActor, message: Authored, atMs: number): boolean {
  const isFresh = message.deletedAt !== null && atMs - message.deletedAt.getTime() < RESTORE_MS;
  return canWrite(actor) && isAuthor(actor, message) && isFresh;
}

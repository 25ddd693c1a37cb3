import type { MemberActor } from "../../schema";
import { RESTORE_MS } from "./utils";

type Actor = Pick<MemberActor, "memberId" | "role" | "isArchived">;
type Comment = { authorId: string; deletedAt: Date | null; deletedById: string | null };

/** Every member of the workspace may say something, as in the chat; an archived room rests, and so does a removed page. */
export function canComment(actor: Actor, page: { readonly archivedAt: Date | null }): boolean {
  return !actor.isArchived && page.archivedAt === null;
}

/** Nobody puts other words into somebody's mouth. */
export function canEditComment(actor: Actor, comment: Comment): boolean {
  return comment.deletedAt === null && comment.authorId === actor.memberId;
}

/** Managers and admins keep order. */
export function canDeleteComment(actor: Actor, comment: Comment): boolean {
  return comment.deletedAt === null && (actor.role !== "rep" || comment.authorId === actor.memberId);
}

/** By who deleted it, and not for ever. */
export function canRestoreComment(actor: Actor, comment: Comment, atMs: number): boolean {
  const { deletedAt, deletedById } = comment;
  return deletedAt !== null && deletedById === actor.memberId && atMs - deletedAt.getTime() < RESTORE_MS;
}

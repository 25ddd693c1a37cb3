import type { Role } from "~/features/workspaces/schema";

type Actor = { readonly role: Role; readonly memberId: string };

/** Reps change what they brought in; managers and admins change everything. Everyone of the workspace reads and uses. */
export function canEditDocument(actor: Actor, document: { readonly createdById: string }): boolean {
  return actor.role !== "rep" || document.createdById === actor.memberId;
}

/** Reading takes a minute at most; a file under way for longer has lost its reader. */
const STUCK_AFTER_MS = 10 * 60_000;

type Version = { readonly state: "processing" | "ready" | "failed"; readonly createdAt: Date | string };

export function isStuck(version: Version, nowMs: number): boolean {
  return version.state === "processing" && nowMs - new Date(version.createdAt).getTime() > STUCK_AFTER_MS;
}

export function canRetry(version: Version, nowMs: number): boolean {
  return version.state === "failed" || isStuck(version, nowMs);
}

import type { Role } from "~/features/workspaces/schema";
import type { VersionFailure, VersionState } from "./schema";

type Actor = { readonly role: Role; readonly memberId: string };

/** Reps change what they brought in; managers and admins change everything. Everyone of the workspace reads and uses. */
export function canEditDocument(actor: Actor, document: { readonly createdById: string }): boolean {
  return actor.role !== "rep" || document.createdById === actor.memberId;
}

/** Reading takes a minute at most; a file under way for longer has lost its reader. */
const STUCK_AFTER_MS = 10 * 60_000;

/** The rest is plain from the file itself and would end the same way. */
const MAY_END_OTHERWISE: readonly (VersionFailure | null)[] = ["broken", "timeout", "memory"];

type Version = {
  readonly state: VersionState;
  readonly failure: VersionFailure | null;
  readonly createdAt: Date | string;
};

export function isStuck(version: Version, nowMs: number): boolean {
  return version.state === "processing" && nowMs - new Date(version.createdAt).getTime() > STUCK_AFTER_MS;
}

export function canRetry(version: Version, nowMs: number): boolean {
  const mayEndOtherwise = version.state === "failed" && MAY_END_OTHERWISE.includes(version.failure);
  return mayEndOtherwise || isStuck(version, nowMs);
}

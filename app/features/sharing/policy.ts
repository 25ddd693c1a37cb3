import type { Role } from "~/features/workspaces/schema";
import type { Consent, ConsentMode, Identity } from "./schema";
import { domainOf } from "./utils";

export type SharingActor = { readonly memberId: string; readonly role: Role };

/** Reps share the rooms they own; managers and admins share every room of the workspace. */
export function canShareRoom(
  actor: SharingActor,
  room: { ownerId: string; archivedAt: Date | null },
): boolean {
  return room.archivedAt === null && (actor.role !== "rep" || room.ownerId === actor.memberId);
}

/** Closing access is always possible for those who could give it, also after the room was archived. */
export function canRevokeLink(actor: SharingActor, room: { ownerId: string }): boolean {
  return actor.role !== "rep" || room.ownerId === actor.memberId;
}

export type LinkState = "active" | "expired" | "revoked";

export function linkStateOf(link: { revokedAt: Date | null; expiresAt: Date | null }, at: Date): LinkState {
  if (link.revokedAt !== null) return "revoked";
  return link.expiresAt !== null && link.expiresAt.getTime() <= at.getTime() ? "expired" : "active";
}

export type AllowList = {
  readonly allowedDomains: readonly string[];
  readonly allowedEmails: readonly string[];
};

/** `email` in normal form. An empty list allows everyone; otherwise the address or its exact domain must be on it. */
export function isAddressAllowed(list: AllowList, email: string): boolean {
  if (list.allowedDomains.length === 0 && list.allowedEmails.length === 0) return true;
  return list.allowedEmails.includes(email) || list.allowedDomains.includes(domainOf(email));
}

type Reader = { readonly identity: Identity };

/** Who came without an address sees nobody's name; who only typed one sees them where the link keeps a list. */
export function maySeeColleagues(reader: Reader, link: AllowList): boolean {
  if (reader.identity === "verified") return true;
  return reader.identity === "claimed" && hasList(link);
}

/**
 * Whether a reader's word is enough to mail an address: it must be within the link's list, and either the list names it
 * or the reader proved who they are. Otherwise anybody could make us write to anybody.
 */
export function mayInvite(reader: Reader, link: AllowList, email: string): boolean {
  return isAddressAllowed(link, email) && (reader.identity === "verified" || hasList(link));
}

function hasList(link: AllowList): boolean {
  return link.allowedDomains.length > 0 || link.allowedEmails.length > 0;
}

/** Notice: until refused. Strict: only after a yes. A preview is never measured. */
export function mayMeasure(visitor: {
  consentMode: ConsentMode;
  consent: Consent;
  preview: boolean;
}): boolean {
  if (visitor.preview || visitor.consent === "declined") return false;
  return visitor.consentMode === "notice" || visitor.consent === "granted";
}

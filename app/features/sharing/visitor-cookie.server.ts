import { nowMs } from "~/platform/clock.server";
import { keyedHash, newSecret, sha256Hex, sign, unsign } from "~/platform/crypto.server";
import { clearCookie, readCookie, setCookie } from "~/platform/http/cookies.server";
import type { Consent } from "./schema";

export const SESSION_DAYS = 30;
export const PENDING_MINUTES = 15;
export const PREVIEW_HOURS = 2;
const VIEWER_ID_CHARS = 26;
const TAG_CHARS = 16;

/** What a buyer's browser holds for one room. The secret is never stored, only its SHA-256. */
export type Visitor = { linkId: string; secret: string; hitId: string; tokenTag: string };

/** Ties a cookie to the address it came from: a new secret for the link ends the cookies of the old one. */
export function tokenTagOf(link: { tokenHash: string }): string {
  return keyedHash("link-tag", link.tokenHash).slice(0, TAG_CHARS);
}

export function newVisitor(link: { id: string; tokenHash: string }, hitId: string): Visitor {
  return { linkId: link.id, secret: newSecret(), hitId, tokenTag: tokenTagOf(link) };
}

export function readVisitor(request: { headers: Headers }, roomId: string): Visitor | null {
  const payload = readSigned(request, visitorName(roomId), `visitor ${roomId}`);
  const [linkId, secret, hitId, tokenTag, ...rest] = payload?.split(".") ?? [];
  return linkId && secret && hitId && tokenTag && rest.length === 0
    ? { linkId, secret, hitId, tokenTag }
    : null;
}

export function setVisitor(roomId: string, visitor: Visitor): string {
  const payload = [visitor.linkId, visitor.secret, visitor.hitId, visitor.tokenTag].join(".");
  return setCookie(visitorName(roomId), sign(`visitor ${roomId}`, payload), {
    maxAgeSeconds: SESSION_DAYS * 86_400,
  });
}

export function sessionIdOf(visitor: Visitor): string {
  return sha256Hex(visitor.secret);
}

/** The viewer an open link makes of this browser: known before any row exists, so that a plain GET writes none. */
export function viewerIdOf(visitor: Visitor): string {
  return keyedHash("viewer", `${visitor.linkId} ${visitor.secret}`).slice(0, VIEWER_ID_CHARS);
}

/** The address a code was just asked for, so that the page survives a look into the mail app. */
export function readPendingEmail(
  request: { headers: Headers },
  door: { roomId: string; linkId: string },
): string | null {
  const payload = readSigned(request, pendingName(door.roomId), `pending ${door.linkId}`);
  const [expires = "", email] = splitOnce(payload ?? "");
  return email && Number(expires) > nowMs() ? email : null;
}

export function setPendingEmail(door: { roomId: string; linkId: string }, email: string): string {
  const payload = `${nowMs() + PENDING_MINUTES * 60_000} ${email}`;
  return setCookie(pendingName(door.roomId), sign(`pending ${door.linkId}`, payload), {
    maxAgeSeconds: PENDING_MINUTES * 60,
  });
}

export function clearPendingEmail(roomId: string): string {
  return clearCookie(pendingName(roomId));
}

/** Remembers a choice beyond one viewer row, so that a "no" holds when the visitor comes by another link. */
export function readConsent(request: { headers: Headers }, roomId: string): Consent {
  const choice = readCookie(request, consentName(roomId));
  return choice === "granted" || choice === "declined" ? choice : "unasked";
}

export function setConsentCookie(roomId: string, consent: Consent): string {
  return setCookie(consentName(roomId), consent, { maxAgeSeconds: 395 * 86_400 });
}

/** The member session that asked for a preview of this room, or null. */
export function readPreview(request: { headers: Headers }, roomId: string): string | null {
  const payload = readSigned(request, previewName(roomId), `preview ${roomId}`);
  const [expires = "", sessionId] = splitOnce(payload ?? "");
  return sessionId && Number(expires) > nowMs() ? sessionId : null;
}

export function setPreview(roomId: string, sessionId: string): string {
  const payload = `${nowMs() + PREVIEW_HOURS * 3_600_000} ${sessionId}`;
  return setCookie(previewName(roomId), sign(`preview ${roomId}`, payload), {
    maxAgeSeconds: PREVIEW_HOURS * 3600,
  });
}

export function clearPreview(roomId: string): string {
  return clearCookie(previewName(roomId));
}

function readSigned(request: { headers: Headers }, name: string, purpose: string): string | null {
  const signed = readCookie(request, name);
  return signed && signed.length <= 1000 ? unsign(purpose, signed) : null;
}

function splitOnce(text: string): string[] {
  const space = text.indexOf(" ");
  return space < 0 ? [] : [text.slice(0, space), text.slice(space + 1)];
}

const visitorName = (roomId: string) => `engawa_room_${roomId}`;
const pendingName = (roomId: string) => `engawa_gate_${roomId}`;
const consentName = (roomId: string) => `engawa_consent_${roomId}`;
const previewName = (roomId: string) => `engawa_preview_${roomId}`;

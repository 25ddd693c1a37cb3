import { mayMeasure } from "~/features/sharing/policy";
import type { ViewerScope } from "~/features/sharing/schema";
import { nowMs } from "~/platform/clock.server";
import { sign, unsign } from "~/platform/crypto.server";
import { newId } from "~/platform/ids";

export const VIEW_TOKEN_DAYS = 30;
const VIEW_TOKEN_MS = VIEW_TOKEN_DAYS * 86_400_000;
/** Another web process may be ahead by this much. */
const FUTURE_SLACK_MS = 2_000;
const PURPOSE = "view-token";
const VERSION = "1";
const REMEMBERED = 20_000;

/** What the server says about a view; signed, so the browser can't say otherwise. */
export type ViewToken = {
  readonly viewId: string;
  readonly workspaceId: string;
  readonly roomId: string;
  readonly linkId: string;
  readonly viewerId: string;
  /** The opening of the link this browser came from, or empty. */
  readonly hitId: string;
  readonly pageId: string;
  /** Version of the document or proposal shown. */
  readonly versionId: string;
  readonly unitCount: number;
  /** The viewer proved an address by a code. */
  readonly verified: boolean;
  /** A signed-in member of the workspace looks. */
  readonly member: boolean;
  readonly issuedAtMs: number;
};

export type ShownPage = {
  pageId: string;
  /** Version of the document or proposal shown. */
  versionId: string;
  /** Pages of the version, or sections of the proposal. */
  unitCount: number;
};

/** A token for one opening of a page, or null when this visitor must not be measured. */
export function issueViewToken(
  scope: ViewerScope,
  page: ShownPage,
  options: { isMember?: boolean } = {},
): string | null {
  if (!mayMeasure(scope)) return null;
  return signViewToken({
    viewId: newId(),
    workspaceId: scope.workspaceId,
    roomId: scope.roomId,
    linkId: scope.linkId,
    viewerId: scope.viewerId,
    hitId: scope.hitId ?? "",
    pageId: page.pageId,
    versionId: page.versionId,
    unitCount: page.unitCount,
    verified: scope.identity === "verified",
    member: options.isMember ?? false,
    issuedAtMs: nowMs(),
  });
}

export function signViewToken(token: ViewToken): string {
  const flags = `${token.verified ? "v" : ""}${token.member ? "m" : ""}`;
  const numbers = [token.unitCount.toString(36), flags, token.issuedAtMs.toString(36)];
  const ids = [token.viewId, token.workspaceId, token.roomId, token.linkId, token.viewerId, token.hitId];
  return sign(PURPOSE, [VERSION, ...ids, token.pageId, token.versionId, ...numbers].join("~"));
}

export type TokenFault = "bad_token" | "expired_token" | "future_token";

/** Verifies once for each text: the next beacons of a view cost a look-up. */
export function readViewToken(text: string): ViewToken | TokenFault {
  const token = remembered.get(text) ?? verify(text);
  if (!token) return "bad_token";
  const ageMs = nowMs() - token.issuedAtMs;
  if (ageMs > VIEW_TOKEN_MS) return "expired_token";
  return ageMs < -FUTURE_SLACK_MS ? "future_token" : token;
}

/** Least recently verified first. */
const remembered = new Map<string, ViewToken>();

function verify(text: string): ViewToken | null {
  const payload = unsign(PURPOSE, text);
  const token = payload === null ? null : parsePayload(payload);
  if (!token) return null;
  const oldest = remembered.size >= REMEMBERED ? remembered.keys().next().value : undefined;
  if (oldest !== undefined) remembered.delete(oldest);
  remembered.set(text, token);
  return token;
}

function parsePayload(payload: string): ViewToken | null {
  const parts = payload.split("~");
  if (parts.length !== 12 || parts[0] !== VERSION) return null;
  const [, viewId = "", workspaceId = "", roomId = "", linkId = "", viewerId = "", hitId = ""] = parts;
  const [pageId = "", versionId = "", unitCount = "", flags = "", issuedAt = ""] = parts.slice(7);
  return {
    viewId,
    workspaceId,
    roomId,
    linkId,
    viewerId,
    hitId,
    pageId,
    versionId,
    unitCount: Number.parseInt(unitCount, 36),
    verified: flags.includes("v"),
    member: flags.includes("m"),
    issuedAtMs: Number.parseInt(issuedAt, 36),
  };
}

/** Tests with another key or clock start anew. */
export function forgetViewTokens(): void {
  remembered.clear();
}

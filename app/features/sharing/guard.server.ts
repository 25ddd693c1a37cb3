import { db } from "@db/client";
import { prepared } from "@db/prepared";
import { rooms } from "@db/schema/rooms";
import { shareLinks, viewerSessions, viewers } from "@db/schema/sharing";
import { workspaces } from "@db/schema/workspaces";
import { and, eq, sql } from "drizzle-orm";
import { findMember } from "~/features/auth/guard.server";
import type { ViewerActor } from "~/features/rooms/schema";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { now } from "~/platform/clock.server";
import { equalText, sha256Hex } from "~/platform/crypto.server";
import { AppError } from "~/platform/errors";
import { paths } from "~/platform/paths";
import { linkStateOf } from "./policy";
import type { GateScope, ViewerScope } from "./schema";
import { mintGateScope, mintViewerScope } from "./scope.server";
import {
  newVisitor,
  readConsent,
  readPreview,
  readVisitor,
  sessionIdOf,
  tokenTagOf,
  type Visitor,
  viewerIdOf,
} from "./visitor-cookie.server";

/**
 * The one guard of everything under /room/:roomId: pages, files, pictures, streams, consent. Asks the database every
 * time, so that a revoked link is closed at the next request. Throws NOT_FOUND without a valid cookie, GONE when the
 * link or the room is closed, and a redirect to the gate when the gate has not been passed under the current policy.
 */
export async function requireViewer(request: { headers: Headers }, roomId: string): Promise<ViewerScope> {
  return (await enter(request, roomId)).scope;
}

/** The same guard for what both sides do in a room: plan, chat, forms. */
export async function requireViewerActor(
  request: { headers: Headers },
  roomId: string,
): Promise<{ viewer: ViewerScope; actor: ViewerActor }> {
  const { scope, contactId } = await enter(request, roomId);
  return { viewer: scope, actor: await mintViewerActor(scope, contactId) };
}

async function enter(
  request: { headers: Headers },
  roomId: string,
): Promise<{ scope: ViewerScope; contactId: string | null }> {
  const preview = await findPreview(request, roomId);
  if (preview) return { scope: preview, contactId: null };
  const entry = await findEntry(request, roomId);
  if (entry.state === "unknown") throw new AppError("NOT_FOUND");
  if (entry.state === "closed") throw new AppError("GONE");
  if (entry.state === "gate")
    throw new Response(null, { status: 303, headers: { location: paths.buyerGate(roomId) } });
  return entry;
}

/** For the gate itself: a browser that came through a living link, whether or not it has passed. */
export async function requireGate(request: { headers: Headers }, roomId: string): Promise<GateScope> {
  const entry = await findEntry(request, roomId);
  if (entry.state === "unknown") throw new AppError("NOT_FOUND");
  if (entry.state === "closed") throw new AppError("GONE");
  return entry.gate;
}

/** For the brand, which a visitor sees before the gate too. */
export async function requireBrand(
  request: { headers: Headers },
  roomId: string,
): Promise<{ readonly workspaceId: string }> {
  return (await findPreview(request, roomId)) ?? requireGate(request, roomId);
}

export type OpenedLink = { workspaceId: string; roomId: string; id: string; tokenHash: string };

/** The living link behind the secret of a shared address. NOT_FOUND for an unknown one, GONE for a closed one. */
export async function requireLink(token: string | undefined): Promise<OpenedLink> {
  if (!token || token.length > 100) throw new AppError("NOT_FOUND");
  const [row] = await db
    .select({ link: shareLinks, roomArchivedAt: rooms.archivedAt })
    .from(shareLinks)
    .innerJoin(rooms, eq(rooms.id, shareLinks.roomId))
    .where(eq(shareLinks.tokenHash, sha256Hex(token)));
  if (!row) throw new AppError("NOT_FOUND");
  if (row.roomArchivedAt || linkStateOf(row.link, now()) !== "active") throw new AppError("GONE");
  return row.link;
}

/** Who comes through the link: the same visitor as before when this browser already holds a cookie of it. */
export function visitorThrough(request: { headers: Headers }, link: OpenedLink, hitId: string): Visitor {
  const known = readVisitor(request, link.roomId);
  const isSameLink = known?.linkId === link.id && equalText(known.tokenTag, tokenTagOf(link));
  return known && isSameLink ? { ...known, hitId } : newVisitor(link, hitId);
}

type Entry =
  | { state: "unknown" }
  | { state: "closed" }
  | { state: "gate"; gate: GateScope }
  | { state: "passed"; gate: GateScope; scope: ViewerScope; contactId: string | null };

async function findEntry(request: { headers: Headers }, roomId: string): Promise<Entry> {
  const visitor = readVisitor(request, roomId);
  if (!visitor) return { state: "unknown" };
  const [row] = await findLinkAndViewer(visitor, roomId);
  if (!row || !equalText(visitor.tokenTag, tokenTagOf(row.link))) return { state: "unknown" };
  if (row.room.archivedAt || linkStateOf(row.link, now()) !== "active") return { state: "closed" };

  const { link, room, session, viewer, brand } = row;
  const passed = link.gate === "open" || session?.policyVersion === link.policyVersion;
  const place = { workspaceId: link.workspaceId, roomId: link.roomId, linkId: link.id };
  const browser = { sessionId: sessionIdOf(visitor), hitId: visitor.hitId };
  const gate = mintGateScope({
    ...place,
    ...browser,
    gate: link.gate,
    passed,
    brandName: brand.name,
    brandColor: brand.color,
    brandLogo: brand.logo,
    roomLanguage: room.language,
  });
  if (!passed) return { state: "gate", gate };
  const chosen = viewer?.consent ?? "unasked";
  const scope = mintViewerScope({
    ...place,
    ...browser,
    viewerId: viewer?.id ?? viewerIdOf(visitor),
    identity: viewer?.identity ?? "anonymous",
    email: viewer?.email ?? null,
    allowDownload: link.allowDownload,
    policyVersion: link.policyVersion,
    preview: false,
    consent: chosen === "unasked" ? readConsent(request, roomId) : chosen,
    consentMode: room.consentMode,
  });
  return { state: "passed", gate, scope, contactId: viewer?.contactId ?? null };
}

function findLinkAndViewer(visitor: Visitor, roomId: string) {
  const { linkId } = visitor;
  const [sessionId, viewerId] = [sessionIdOf(visitor), viewerIdOf(visitor)];
  const asked: Asked = { linkId, roomId, sessionId, viewerId, now: now() };
  return linkAndViewer(asked);
}

type Asked = { linkId: string; roomId: string; sessionId: string; viewerId: string; now: Date };

// Of each joined row its id first: by it a missing row is told from an empty field.
const linkAndViewer = prepared((source) => {
  const { placeholder, param } = sql;
  return source
    .select({
      link: {
        id: shareLinks.id,
        workspaceId: shareLinks.workspaceId,
        roomId: shareLinks.roomId,
        tokenHash: shareLinks.tokenHash,
        gate: shareLinks.gate,
        allowDownload: shareLinks.allowDownload,
        policyVersion: shareLinks.policyVersion,
        expiresAt: shareLinks.expiresAt,
        revokedAt: shareLinks.revokedAt,
      },
      room: { archivedAt: rooms.archivedAt, language: rooms.language, consentMode: rooms.consentMode },
      brand: { name: workspaces.name, color: workspaces.brandColor, logo: workspaces.logoKey },
      session: { id: viewerSessions.id, policyVersion: viewerSessions.policyVersion },
      viewer: {
        id: viewers.id,
        contactId: viewers.contactId,
        identity: viewers.identity,
        email: viewers.email,
        consent: viewers.consent,
      },
    })
    .from(shareLinks)
    .innerJoin(rooms, eq(rooms.id, shareLinks.roomId))
    .innerJoin(workspaces, eq(workspaces.id, shareLinks.workspaceId))
    .leftJoin(
      viewerSessions,
      and(
        eq(viewerSessions.id, placeholder("sessionId")),
        eq(viewerSessions.linkId, shareLinks.id),
        sql`${viewerSessions.expiresAt} > ${param(placeholder("now"), viewerSessions.expiresAt)}`,
      ),
    )
    .leftJoin(
      viewers,
      and(
        eq(viewers.id, sql`coalesce(${viewerSessions.viewerId}, ${placeholder("viewerId")})`),
        eq(viewers.linkId, shareLinks.id),
      ),
    )
    .where(and(eq(shareLinks.id, placeholder("linkId")), eq(shareLinks.roomId, placeholder("roomId"))));
});

/** Needs both: the preview cookie and the very session that asked for it, still signed in to the room's workspace. */
async function findPreview(request: { headers: Headers }, roomId: string): Promise<ViewerScope | null> {
  const sessionId = readPreview(request, roomId);
  const member = sessionId ? await findMember(request) : null;
  if (!member || member.sessionId !== sessionId) return null;
  const [room] = await db
    .select({ consentMode: rooms.consentMode, archivedAt: rooms.archivedAt })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, member.scope.workspaceId)));
  if (!room || room.archivedAt) return null;
  return mintViewerScope({
    workspaceId: member.scope.workspaceId,
    roomId,
    linkId: "",
    // No viewer's id: one key per member for whoever counts streams.
    viewerId: `preview.${member.id}`,
    identity: "anonymous",
    email: null,
    allowDownload: true,
    policyVersion: 0,
    sessionId: member.sessionId,
    hitId: null,
    preview: true,
    consent: "declined",
    consentMode: room.consentMode,
  });
}

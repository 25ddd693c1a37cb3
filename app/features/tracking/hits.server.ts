import { db } from "@db/client";
import { lockRooms } from "@db/dialect/tracking";
import { mails } from "@db/schema/instance";
import { shareLinks } from "@db/schema/sharing";
import { hits } from "@db/schema/tracking";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, gt, gte, inArray, lte, ne } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { publish } from "~/platform/realtime.server";
import { classifyRequest, type RequestFacts } from "./classify";
import { spreadContagion, suspectHits } from "./contagion.server";
import type { Verdict } from "./judge";
import { isInside } from "./networks";
import { providerOf } from "./providers.server";
import { classOfReason, type HitClass, type Reason } from "./reasons";
import {
  ALL_LINKS_WINDOW_MS,
  MAIL_WINDOW_MS,
  NETWORKS_WINDOW_MS,
  openedFromManyNetworks,
  suspectOpening,
} from "./unconfirmed";

const MAX_TEXT_CHARS = 512;

export type LinkOpening = Omit<RequestFacts, "purpose"> & {
  link: { id: string; roomId: string; workspaceId: string };
  ip: string;
  headers: Headers;
  /** A signed-in member of the link's workspace. */
  isMember: boolean;
};

/** Keeps one opening of a share link with what it was found to be; openings it throws a new light on are judged again. */
export async function recordHit(opening: LinkOpening): Promise<{ hitId: string }> {
  const hitId = newId();
  await db.transaction((tx) => writeHit(tx, hitId, shorten(opening)));
  publish(`room:${opening.link.roomId}`, { type: "hit", roomId: opening.link.roomId });
  return { hitId };
}

async function writeHit(tx: Tx, hitId: string, opening: LinkOpening): Promise<void> {
  const { link, ip, userAgent, method, referrer } = opening;
  await lockRooms(tx, [link.roomId]);
  const at = now();
  const burst = await findBurst(tx, opening, at);
  const verdict = await judgeOpening(tx, opening, { at, linksOpened: burst.linkIds.size });
  const place = { workspaceId: link.workspaceId, roomId: link.roomId, linkId: link.id };
  await tx.insert(hits).values({ id: hitId, ...place, at, method, ip, userAgent, referrer, ...verdict });
  if (verdict.class === "automated") await spreadContagion(tx, { linkId: link.id, at, ip, userAgent });
  if (verdict.class === "internal" || verdict.class === "automated") return;
  if (verdict.reason === "all_links") await suspectHits(tx, burst.hitIds, "all_links");
  await suspectHits(tx, await findManyNetworks(tx, link.id, at), "many_networks");
}

type Moment = { at: Date; linksOpened: number };

async function judgeOpening(
  tx: Tx,
  opening: LinkOpening,
  { at, linksOpened }: Moment,
): Promise<Verdict<HitClass>> {
  const { link, ip, headers } = opening;
  if (opening.isMember) return { class: "internal", reason: "member" };
  const [workspace] = await tx
    .select({ ownNetworks: workspaces.ownNetworks })
    .from(workspaces)
    .where(eq(workspaces.id, link.workspaceId));
  if (isInside(ip, found(workspace).ownNetworks)) return { class: "internal", reason: "own_network" };
  const machine = classifyRequest({ ...opening, purpose: purposeOf(headers) });
  if (machine) return { class: "automated", reason: machine };
  const mailedAtMs = await findMail(tx, link, at);
  const doubt = suspectOpening({ atMs: at.getTime(), provider: providerOf(ip), mailedAtMs, linksOpened });
  return doubt ? { class: classOfDoubt(doubt), reason: doubt } : { class: "opened", reason: "no_script" };
}

function classOfDoubt(reason: Reason): HitClass {
  const viewClass = classOfReason(reason);
  return viewClass === "engaged" ? "person" : viewClass;
}

/** When our last mail to the people of this link left, if it was less than a minute ago and nobody opened it since. */
async function findMail(tx: Tx, link: { id: string; workspaceId: string }, at: Date): Promise<number | null> {
  const [row] = await tx
    .select({ emails: shareLinks.allowedEmails })
    .from(shareLinks)
    .where(eq(shareLinks.id, link.id));
  const emails = row?.emails ?? [];
  if (emails.length === 0) return null;
  const since = new Date(at.getTime() - MAIL_WINDOW_MS);
  const sent = await tx
    .select({ sentAt: mails.sentAt })
    .from(mails)
    .where(
      and(
        eq(mails.workspaceId, link.workspaceId),
        inArray(mails.to, emails),
        eq(mails.state, "sent"),
        gt(mails.sentAt, since),
        lte(mails.sentAt, at),
      ),
    );
  const sentAtMs = Math.max(...sent.map((mail) => mail.sentAt?.getTime() ?? 0), 0);
  if (sentAtMs === 0) return null;
  const openedSince = await tx.$count(hits, and(eq(hits.linkId, link.id), gte(hits.at, new Date(sentAtMs))));
  return openedSince === 0 ? sentAtMs : null;
}

type Burst = { linkIds: Set<string>; hitIds: string[] };

/** What else the same address opened in this workspace in the last seconds. */
async function findBurst(tx: Tx, { link, ip }: LinkOpening, at: Date): Promise<Burst> {
  const rows = await tx
    .select({ id: hits.id, linkId: hits.linkId })
    .from(hits)
    .where(
      and(
        eq(hits.workspaceId, link.workspaceId),
        gte(hits.at, new Date(at.getTime() - ALL_LINKS_WINDOW_MS)),
        eq(hits.ip, ip),
        ne(hits.class, "internal"),
      ),
    );
  return { linkIds: new Set([link.id, ...rows.map((row) => row.linkId)]), hitIds: rows.map(({ id }) => id) };
}

async function findManyNetworks(tx: Tx, linkId: string, at: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: hits.id, at: hits.at, ip: hits.ip, class: hits.class })
    .from(hits)
    .where(and(eq(hits.linkId, linkId), gte(hits.at, new Date(at.getTime() - NETWORKS_WINDOW_MS))));
  const openings = rows.filter((row) => row.class !== "internal" && row.class !== "automated");
  return openedFromManyNetworks(openings.map(({ id, at: hitAt, ip }) => ({ id, atMs: hitAt.getTime(), ip })));
}

function purposeOf(headers: Headers): string | null {
  return headers.get("sec-purpose") ?? headers.get("purpose") ?? headers.get("x-moz");
}

function shorten(opening: LinkOpening): LinkOpening {
  return {
    ...opening,
    userAgent: opening.userAgent.slice(0, MAX_TEXT_CHARS),
    // The path of a referring page may hold secrets of its own; its host is what tells who sent the visitor.
    referrer: hostOf(opening.referrer),
  };
}

function hostOf(referrer: string | null): string | null {
  return referrer && URL.canParse(referrer) ? new URL(referrer).origin.slice(0, MAX_TEXT_CHARS) : null;
}

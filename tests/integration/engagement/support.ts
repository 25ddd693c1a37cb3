import { db } from "@db/client";
import { hits, spans, views, visits } from "@db/schema/tracking";
import { rebuildRoom } from "~/features/tracking/rebuild.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { dayOf } from "~/platform/i18n/format";
import { newId } from "~/platform/ids";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeDocument,
  makeLink,
  makeMember,
  makePage,
  makeRoom,
  makeViewer,
} from "../../support/factories";

export const TOKYO = "Asia/Tokyo";
/** Noon in Tokyo. */
export const NOW = new Date("2026-03-15T03:00:00Z");
export const EVERYTHING = {
  window: "all",
  visits: 1,
  hits: 1,
  activity: 1,
  class: null,
  versions: [],
  bom: null,
  of: "attention",
  timeZone: TOKYO,
} as const;

/** A room with a four-page document and a proposal, and an account with two contacts. */
export async function makeReportedRoom() {
  const { scope, userId } = await makeMember();
  const account = await makeAccount(scope, { name: "Hinoki Foods" });
  const sato = await makeContact(scope, { accountId: account.id, name: "Sato" });
  const tanaka = await makeContact(scope, { accountId: account.id, name: "Tanaka" });
  const deal = await makeDeal(scope, { accountId: account.id });
  const room = await makeRoom(scope, { dealId: deal.id });
  const { document, version } = await makeDocument(scope, { version: { pageCount: 4 } });
  if (!version) throw new Error("the document has no version");
  const prices = await makePage(scope, { roomId: room.id, documentId: document.id, title: "Price list" });
  const proposal = await makePage(scope, { roomId: room.id, kind: "proposal", title: "Proposal" });
  const { link } = await makeLink(scope, { roomId: room.id });
  return { scope, userId, account, sato, tanaka, deal, room, document, version, prices, proposal, link };
}

export type ReportedRoom = Awaited<ReturnType<typeof makeReportedRoom>>;

type Reading = {
  pageId: string;
  versionId?: string;
  units: Record<number, number>;
  /** On the page and no unit. */
  restMs?: number;
  class?: "engaged" | "unconfirmed" | "automated" | "internal";
  /** Films by the id of their block: active time with each, and the share of it that was played. */
  films?: Record<string, { activeMs: number; seen: number }>;
};
type Visit = {
  startedAt: string | Date;
  contactId?: string | null;
  identity?: "anonymous" | "claimed" | "verified";
  timeZone?: string;
  viewerId?: string;
  views: Reading[];
};

/** Raw facts of one visit; the roll-ups are made from them as an operator would. */
export async function addVisit(of: Pick<ReportedRoom, "scope" | "room" | "link">, visit: Visit) {
  const viewerId = visit.viewerId ?? (await addViewer(of, visit));
  const at = new Date(visit.startedAt);
  const day = dayOf(at, visit.timeZone ?? TOKYO);
  const visitId = newId(at.getTime());
  const ids = { workspaceId: of.scope.workspaceId, roomId: of.room.id, viewerId };
  const personKey = visit.contactId ?? viewerId;
  await db.insert(visits).values({ id: visitId, ...ids, personKey, day, startedAt: at, lastAt: at });
  let moment = at.getTime();
  for (const reading of visit.views) {
    moment = await addView(
      { ...ids, linkId: of.link.id, visitId, timeZone: visit.timeZone ?? TOKYO },
      reading,
      moment,
    );
  }
  await rebuildRoom(of.room.id);
  return { visitId, viewerId, personKey };
}

async function addViewer(of: Pick<ReportedRoom, "scope" | "link">, visit: Visit): Promise<string> {
  const { contactId = null, identity = contactId ? "verified" : "anonymous" } = visit;
  const { viewer } = await makeViewer(of.scope, { link: of.link, contactId, identity });
  return viewer.id;
}

type ViewIds = {
  workspaceId: string;
  roomId: string;
  viewerId: string;
  linkId: string;
  visitId: string;
  timeZone: string;
};

async function addView({ timeZone, ...ids }: ViewIds, reading: Reading, startMs: number): Promise<number> {
  const unitsMs = Object.values(reading.units).reduce((sum, ms) => sum + ms, 0);
  const activeMs = unitsMs + (reading.restMs ?? 0);
  const openedAt = new Date(startMs);
  const lastAt = new Date(startMs + activeMs);
  const viewId = newId(startMs);
  const day = dayOf(openedAt, timeZone);
  const judged = { class: reading.class ?? "engaged", reason: "input" } as const;
  const unitCount = 4;
  await db.insert(views).values({
    id: viewId,
    ...ids,
    ...judged,
    pageId: reading.pageId,
    versionId: reading.versionId ?? "",
    unitCount,
    ip: "203.0.113.9",
    userAgent: "",
    ...{ activeMs, unitsMs, openedAt, lastAt, day },
  });
  const base = { viewId, targetId: reading.pageId, seq: 1, day, firstAt: openedAt, lastAt };
  // The browser's page span contains its units' time.
  await db.insert(spans).values({ ...base, spanId: "page", kind: "page", unit: 0, activeMs });
  for (const [unit, ms] of Object.entries(reading.units)) {
    await db
      .insert(spans)
      .values({ ...base, spanId: `u${unit}`, kind: "unit", unit: Number(unit), activeMs: ms });
  }
  for (const [blockId, film] of Object.entries(reading.films ?? {})) {
    const seen = { activeMs: film.activeMs, maxScroll: film.seen };
    const span = { ...base, spanId: `film ${blockId}`, kind: "video" as const, unit: 0, ...seen };
    await db.insert(spans).values({ ...span, targetId: blockId });
  }
  return startMs + activeMs;
}

type Hit = Partial<typeof hits.$inferInsert>;

export async function addHit(of: Pick<ReportedRoom, "scope" | "room" | "link">, hit: Hit = {}) {
  const row = {
    id: newId(),
    workspaceId: of.scope.workspaceId,
    roomId: of.room.id,
    linkId: of.link.id,
    at: NOW,
    method: "GET",
    ip: "203.0.113.77",
    userAgent: "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    class: "automated" as const,
    reason: "bot:slack",
    ...hit,
  };
  await db.insert(hits).values(row);
  return row.id;
}

export function strangerScope(): Promise<WorkspaceScope> {
  return makeMember().then(({ scope }) => scope);
}

import { db } from "@db/client";
import {
  type AcceptedTotals,
  acceptanceCertificates,
  acceptances,
  pricingChoices,
} from "@db/schema/proposals";
import { pages } from "@db/schema/rooms";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, desc, eq } from "drizzle-orm";
import { sha256Hex } from "~/platform/crypto.server";
import { found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import type { RoomActor, ViewerActor } from "../../schema";
import { isLineOn, isPricing, totalsOf } from "../pricing/utils";
import { findShownVersion, type Version } from "../versions/data.server";
import { canonicalJson } from "../versions/utils";
import type { AcceptanceFace } from "./schema";

type Reads = Pick<Tx, "select">;

/** What can be accepted of a page now: the published version and its sums, as this reader chose; null: nothing. */
export type Offer = {
  version: Version;
  title: string;
  brandName: string;
  totals: AcceptedTotals;
  accepted: AcceptanceFace | null;
};

/** NOT_FOUND unless the page is a published proposal of the reader's room that asks for acceptance. */
export async function getOffer(actor: ViewerActor, pageId: string, reads: Reads = db): Promise<Offer> {
  const [page] = await reads
    .select({ title: pages.title, brandName: workspaces.name, archivedAt: pages.archivedAt })
    .from(pages)
    .innerJoin(workspaces, eq(workspaces.id, pages.workspaceId))
    .where(isPage(actor, pageId));
  const { title, brandName, archivedAt } = found(page);
  const version = found(archivedAt ? null : await findShownVersion(reads, actor, pageId));
  if (!asksForAcceptance(version.body)) found(null);
  const accepted = await findAcceptanceOf(actor, version.id, reads);
  const totals = accepted?.totals ?? totalsIn(version.body, await findChosen(actor, pageId, reads));
  return { version, title, brandName, totals, accepted };
}

/** What the sums on a screen were, so that nobody signs others. */
export function digestOf(totals: AcceptedTotals): string {
  return sha256Hex(canonicalJson(totals));
}

/** The words a buyer agrees to, stored with the acceptance as they were read. */
export function consentText(
  language: Language,
  facts: { title: string; brandName: string; number: number },
): string {
  return i18nOf(language).getFixedT(language, "buyer")("acceptance.consent", facts);
}

export function asksForAcceptance(body: unknown): boolean {
  return blocksOf(body).some((block) => field(block, "type") === "acceptance");
}

/** The sums of each price table, worked out here and nowhere else. */
export function totalsIn(body: unknown, chosen: ReadonlyMap<string, readonly string[]>): AcceptedTotals {
  return blocksOf(body).flatMap((block) => {
    const attrs = field(block, "attrs");
    const pricing = field(attrs, "pricing");
    const blockId = field(attrs, "blockId");
    if (field(block, "type") !== "pricing" || typeof blockId !== "string" || !isPricing(pricing)) return [];
    const own = chosen.get(blockId) ?? null;
    const { netMinor, taxMinor, totalMinor } = totalsOf(pricing, own);
    const lines = pricing.lines.filter((line) => line.optional && isLineOn(line, own)).map(({ id }) => id);
    return [{ blockId, currency: pricing.currency, netMinor, taxMinor, totalMinor, chosen: lines }];
  });
}

/** All acceptances of a page, newest first; for members and for buyers of the room alike. */
export async function listAcceptances(actor: RoomActor, pageId: string): Promise<AcceptanceFace[]> {
  const rows = await selectFaces(db)
    .where(and(eq(acceptances.pageId, pageId), isOfRoom(actor)))
    .orderBy(desc(acceptances.at), desc(acceptances.id));
  return rows.map(faceOf);
}

/** The newest one, if the text that buyers read now was accepted. */
export async function findAcceptanceOf(
  actor: RoomActor,
  versionId: string,
  reads: Reads = db,
): Promise<AcceptanceFace | null> {
  const [row] = await selectFaces(reads).where(and(eq(acceptances.versionId, versionId), isOfRoom(actor)));
  return row ? faceOf(row) : null;
}

export type Certificate = { fileKey: string; name: string };

/** For members: any certificate of their workspace. */
export async function findCertificate(
  scope: { readonly workspaceId: string },
  acceptanceId: string,
): Promise<Certificate> {
  const [row] = await selectCertificates().where(
    and(eq(acceptances.id, acceptanceId), eq(acceptances.workspaceId, scope.workspaceId)),
  );
  return certificateOf(found(row));
}

/** For buyers: who accepted, also when the same person came through another link. */
export async function findOwnCertificate(actor: ViewerActor, acceptanceId: string): Promise<Certificate> {
  const [row] = await selectCertificates().where(and(eq(acceptances.id, acceptanceId), isOfRoom(actor)));
  return certificateOf(found(isOwn(actor, found(row)) ? row : null));
}

function selectCertificates() {
  return db
    .select({
      viewerId: acceptances.viewerId,
      contactId: acceptances.contactId,
      title: pages.title,
      number: acceptances.versionNumber,
      language: acceptances.language,
      fileKey: acceptanceCertificates.fileKey,
    })
    .from(acceptances)
    .innerJoin(acceptanceCertificates, eq(acceptanceCertificates.acceptanceId, acceptances.id))
    .innerJoin(pages, eq(pages.id, acceptances.pageId))
    .$dynamic();
}

type CertificateRow = Awaited<ReturnType<typeof selectCertificates>>[number];

function certificateOf({ fileKey, language, title, number }: CertificateRow): Certificate {
  return { fileKey, name: certificateName(language, { title, number }) };
}

export function certificateName(language: Language, facts: { title: string; number: number }): string {
  return i18nOf(language).getFixedT(language, "acceptance")("fileName", facts);
}

/** The optional lines that this reader switched on, by block. */
async function findChosen(actor: ViewerActor, pageId: string, reads: Reads) {
  const rows = await reads
    .select({ blockId: pricingChoices.blockId, chosen: pricingChoices.chosen })
    .from(pricingChoices)
    .where(
      and(
        eq(pricingChoices.pageId, pageId),
        eq(pricingChoices.viewerId, actor.viewerId),
        eq(pricingChoices.roomId, actor.roomId),
      ),
    );
  return new Map(rows.map(({ blockId, chosen }) => [blockId, chosen]));
}

function selectFaces(reads: Reads) {
  return reads
    .select({
      id: acceptances.id,
      name: acceptances.name,
      title: acceptances.title,
      at: acceptances.at,
      versionId: acceptances.versionId,
      versionNumber: acceptances.versionNumber,
      contentHash: acceptances.contentHash,
      totals: acceptances.totals,
      certificateOf: acceptanceCertificates.acceptanceId,
    })
    .from(acceptances)
    .leftJoin(acceptanceCertificates, eq(acceptanceCertificates.acceptanceId, acceptances.id))
    .$dynamic();
}

type FaceRow = Awaited<ReturnType<typeof selectFaces>>[number];

function faceOf({ certificateOf: certificate, ...face }: FaceRow): AcceptanceFace {
  return { ...face, hasCertificate: certificate !== null };
}

function isPage({ workspaceId, roomId }: RoomActor, pageId: string) {
  return and(
    eq(pages.id, pageId),
    eq(pages.roomId, roomId),
    eq(pages.workspaceId, workspaceId),
    eq(pages.kind, "proposal"),
  );
}

function isOfRoom({ workspaceId, roomId }: RoomActor) {
  return and(eq(acceptances.roomId, roomId), eq(acceptances.workspaceId, workspaceId));
}

function blocksOf(body: unknown): unknown[] {
  const content = field(body, "content");
  return Array.isArray(content) ? content : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** Where a reader accepts, or reads who did. Each field is listed: it goes to buyers. */
export type AcceptancePlace = {
  versionId: string;
  isPreview: boolean;
  accepted: {
    id: string;
    name: string;
    title: string | null;
    at: Date;
    number: number;
    hasCertificate: boolean;
    /** This reader's own: only they get the certificate, which names an address. */
    isOwn: boolean;
  } | null;
};

/** Null for a text that asks for no acceptance. */
export async function findPlace(
  actor: ViewerActor,
  version: { id: string; body: unknown },
): Promise<AcceptancePlace | null> {
  if (!asksForAcceptance(version.body)) return null;
  const [row] = await db
    .select({
      id: acceptances.id,
      name: acceptances.name,
      title: acceptances.title,
      at: acceptances.at,
      number: acceptances.versionNumber,
      viewerId: acceptances.viewerId,
      contactId: acceptances.contactId,
      certificateOf: acceptanceCertificates.acceptanceId,
    })
    .from(acceptances)
    .leftJoin(acceptanceCertificates, eq(acceptanceCertificates.acceptanceId, acceptances.id))
    .where(and(eq(acceptances.versionId, version.id), isOfRoom(actor)));
  const base = { versionId: version.id, isPreview: actor.preview };
  if (!row) return { ...base, accepted: null };
  const { id, name, title, at, number, certificateOf: certificate } = row;
  const accepted = { id, name, title, at, number, isOwn: isOwn(actor, row) };
  return { ...base, accepted: { ...accepted, hasCertificate: certificate !== null } };
}

/** Whether this acceptance is this reader's own. */
export async function hasAccepted(actor: ViewerActor, acceptanceId: string): Promise<boolean> {
  const [row] = await db
    .select({ viewerId: acceptances.viewerId, contactId: acceptances.contactId })
    .from(acceptances)
    .where(and(eq(acceptances.id, acceptanceId), isOfRoom(actor)));
  return row !== undefined && isOwn(actor, row);
}

/** The very visitor, or the same person proven by a code on another link. */
function isOwn(
  actor: ViewerActor,
  { viewerId, contactId }: { viewerId: string; contactId: string | null },
): boolean {
  if (viewerId === actor.viewerId) return true;
  return contactId !== null && contactId === actor.contactId && actor.identity === "verified";
}

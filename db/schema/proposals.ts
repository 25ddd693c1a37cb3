import { k } from "../kit";
import { byMember, ofPage, ofRoom, ofWorkspace } from "./refs";
import type { ProposalBody } from "./rooms";

/** published: what buyers saw from then on; kept: a state somebody named or that a restore replaced. */
export const PROPOSAL_VERSION_KINDS = ["published", "kept"] as const;

export const proposalVersions = k.table(
  "proposal_versions",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    pageId: ofPage(),
    /** 1, 2, … within the page. */
    number: k.int().notNull(),
    kind: k.oneOf(PROPOSAL_VERSION_KINDS).notNull(),
    title: k.text().notNull(),
    body: k.json<ProposalBody>().notNull(),
    sectionCount: k.int().notNull(),
    /** SHA-256 of the body's canonical JSON; empty for versions made when publishing began. */
    contentHash: k.text().notNull().default(""),
    note: k.text(),
    createdById: k.text(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.uniqueIndex("proposal_versions_number").on(t.pageId, t.number)],
);

/** The own team's remarks. Never part of anything a buyer receives. */
export const proposalComments = k.table(
  "proposal_comments",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    pageId: ofPage(),
    /** The comment it answers; null begins a thread. */
    parentId: k.text(),
    /** Id of the block it stands at, or empty: the whole page. */
    blockId: k.text().notNull().default(""),
    /** The words it was said of, as they were. */
    quote: k.text(),
    body: k.text().notNull(),
    authorId: byMember(),
    resolvedAt: k.time(),
    resolvedById: k.text(),
    createdAt: k.time().notNull(),
    editedAt: k.time(),
    deletedAt: k.time(),
    /** Who may bring it back. */
    deletedById: k.text(),
  },
  (t) => [k.index("proposal_comments_page").on(t.pageId, t.createdAt)],
);

/** Optional lines of a pricing table that a reader switched on, kept for each reader. */
export const pricingChoices = k.table(
  "pricing_choices",
  {
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    pageId: ofPage(),
    viewerId: k.text().notNull(),
    blockId: k.text().notNull(),
    chosen: k.json<string[]>().notNull(),
    updatedAt: k.time().notNull(),
  },
  (t) => [k.primaryKey({ columns: [t.pageId, t.viewerId, t.blockId] })],
);

/** Money in minor units, as the server worked it out. */
export type AcceptedTotals = {
  blockId: string;
  currency: string;
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
  chosen: string[];
}[];

/** Append-only: what somebody agreed to, when and to which exact text. */
export const acceptances = k.table(
  "acceptances",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    pageId: ofPage(),
    versionId: k.text().notNull(),
    versionNumber: k.int().notNull(),
    contentHash: k.text().notNull(),
    viewerId: k.text().notNull(),
    contactId: k.text(),
    /** The viewer's address and whether it was proven, at that moment. */
    email: k.text(),
    verified: k.bool().notNull(),
    name: k.text().notNull(),
    title: k.text(),
    /** The name as typed for the signature. */
    signature: k.text().notNull(),
    consentText: k.text().notNull(),
    language: k.oneOf(["ja", "en"]).notNull(),
    totals: k.json<AcceptedTotals>().notNull(),
    /** What the text's variables read for this person at that moment, by variable. */
    shownValues: k.json<Record<string, string>>(),
    ip: k.text().notNull(),
    userAgent: k.text().notNull(),
    at: k.time().notNull(),
  },
  (t) => [
    // A version is accepted once.
    k.uniqueIndex("acceptances_version").on(t.versionId),
    k.index("acceptances_room").on(t.roomId, t.at),
  ],
);

/** The PDF that tells of an acceptance, made after it. */
export const acceptanceCertificates = k.table("acceptance_certificates", {
  acceptanceId: k
    .text()
    .primaryKey()
    .references(() => acceptances.id, { onDelete: "cascade" }),
  fileKey: k.text().notNull(),
  sha256: k.text().notNull(),
  createdAt: k.time().notNull(),
});

import { k } from "../kit";
import { deals } from "./accounts";
import { documents } from "./library";
import { members, workspaces } from "./workspaces";

export const CONSENT_MODES = ["notice", "strict"] as const;
export const PAGE_KINDS = ["document", "proposal", "plan", "form"] as const;

export const rooms = k.table(
  "rooms",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    dealId: k
      .text()
      .notNull()
      .references(() => deals.id, { onDelete: "cascade" }),
    name: k.text().notNull(),
    /** The language buyers meet first when their browser speaks neither. */
    language: k.oneOf(["ja", "en"]).notNull(),
    consentMode: k.oneOf(CONSENT_MODES).notNull().default("notice"),
    ownerId: k
      .text()
      .notNull()
      .references(() => members.id),
    /** The name, folded by `foldText`: what search compares and lists are ordered by. */
    searchText: k.text().notNull().default(""),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [
    k.index("rooms_workspace").on(t.workspaceId, t.archivedAt, t.updatedAt),
    k.index("rooms_deal").on(t.dealId),
  ],
);

export const pages = k.table(
  "pages",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    roomId: k
      .text()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    kind: k.oneOf(PAGE_KINDS).notNull(),
    title: k.text().notNull(),
    /** Ascending; gaps allowed. */
    position: k.int().notNull(),
    /** document pages: readers see the newest ready version. */
    documentId: k.text().references(() => documents.id),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
  },
  (t) => [
    k.index("pages_room").on(t.roomId, t.archivedAt, t.position),
    k.index("pages_document").on(t.documentId),
  ],
);

/** Tiptap JSON, validated against the editor's schema before it is stored. */
export type ProposalBody = { type: "doc"; content?: unknown[] };

export const proposals = k.table("proposals", {
  pageId: k
    .text()
    .primaryKey()
    .references(() => pages.id, { onDelete: "cascade" }),
  body: k.json<ProposalBody>().notNull(),
  /** Number of level 1 and 2 sections, the units of a proposal in counting. */
  sectionCount: k.int().notNull().default(1),
  version: k.int().notNull().default(1),
  /** What buyers read, a `proposal_versions` row; null: not published yet. */
  publishedVersionId: k.text(),
  publishedAt: k.time(),
  updatedById: k.text().references(() => members.id),
  updatedAt: k.time().notNull(),
});

/** Pictures inside proposals, kept in the file store. */
export const proposalImages = k.table(
  "proposal_images",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    roomId: k
      .text()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    fileKey: k.text().notNull(),
    contentType: k.oneOf(["image/png", "image/jpeg", "image/webp"]).notNull(),
    width: k.int().notNull(),
    height: k.int().notNull(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.index("proposal_images_room").on(t.roomId), k.index("proposal_images_key").on(t.fileKey)],
);

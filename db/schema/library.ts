import { k } from "../kit";
import { members, workspaces } from "./workspaces";

export const VERSION_STATES = ["processing", "ready", "failed"] as const;
export const VERSION_FAILURES = [
  "empty",
  "not_pdf",
  "broken",
  "encrypted",
  "too_large",
  "too_many_pages",
  "timeout",
  "memory",
] as const;

export const documents = k.table(
  "documents",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    title: k.text().notNull(),
    createdById: k
      .text()
      .notNull()
      .references(() => members.id),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
  },
  (t) => [k.index("documents_workspace").on(t.workspaceId, t.archivedAt, t.updatedAt)],
);

export type PageSize = { width: number; height: number };

export const documentVersions = k.table(
  "document_versions",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    documentId: k
      .text()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    number: k.int().notNull(),
    /** The upload that became this version; unique, so a finished upload becomes a version exactly once. */
    uploadId: k.text().notNull(),
    /** Name in the file store: random, never from the person. */
    fileKey: k.text().notNull(),
    /** Cleaned display name as uploaded. */
    fileName: k.text().notNull(),
    sizeBytes: k.bigint().notNull(),
    sha256: k.text(),
    state: k.oneOf(VERSION_STATES).notNull().default("processing"),
    failure: k.oneOf(VERSION_FAILURES),
    pageCount: k.int(),
    /** Points at 72 dpi, one entry a page, rotation applied; equal sizes are stored once in the first entry. */
    pageSizes: k.json<PageSize[]>(),
    /** Small first-page image for lists, in the file store. */
    thumbKey: k.text(),
    /** First page at reading size, shown to a reader before pdf.js has it. */
    previewKey: k.text(),
    createdAt: k.time().notNull(),
    readyAt: k.time(),
  },
  (t) => [
    k.uniqueIndex("document_versions_number").on(t.documentId, t.number),
    k.uniqueIndex("document_versions_upload").on(t.uploadId),
  ],
);

export const pageTexts = k.table(
  "page_texts",
  {
    versionId: k
      .text()
      .notNull()
      .references(() => documentVersions.id, { onDelete: "cascade" }),
    pageNumber: k.int().notNull(),
    text: k.text().notNull(),
  },
  (t) => [k.primaryKey({ columns: [t.versionId, t.pageNumber] })],
);

/** stored: the file is in the store and has its row; the upload is kept a while for a client that missed the answer. */
export const UPLOAD_STATES = ["receiving", "stored"] as const;

export const uploads = k.table(
  "uploads",
  {
    /** The tus upload id, made by the server. */
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    memberId: k
      .text()
      .notNull()
      .references(() => members.id),
    /** The session that started it; no other may continue it. */
    sessionId: k.text().notNull(),
    /** When set, the document becomes a page of this room. */
    roomId: k.text(),
    /** When set, the file becomes the next version of this document. */
    documentId: k.text(),
    fileName: k.text().notNull(),
    sizeBytes: k.bigint().notNull(),
    state: k.oneOf(UPLOAD_STATES).notNull().default("receiving"),
    createdAt: k.time().notNull(),
  },
  (t) => [k.index("uploads_state").on(t.state, t.createdAt), k.index("uploads_workspace").on(t.workspaceId)],
);

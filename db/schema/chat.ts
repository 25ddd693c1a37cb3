import { k } from "../kit";
import { ofRoom, ofWorkspace, SIDES } from "./refs";

/** room: both sides; buyers: the buying side alone, no member reads it. */
export const CORNERS = ["room", "buyers"] as const;

/** The last number given out in a corner of a room: messages and their changes share one rising line. */
export const chatCounters = k.table(
  "chat_counters",
  {
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    corner: k.oneOf(CORNERS).notNull(),
    lastSeq: k.bigint().notNull().default(0),
  },
  (t) => [k.primaryKey({ columns: [t.roomId, t.corner] })],
);

/** A conversation beside the main one, about a page or a page of a document. */
export const chatThreads = k.table(
  "chat_threads",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    corner: k.oneOf(CORNERS).notNull(),
    pageId: k.text().notNull(),
    versionId: k.text().notNull().default(""),
    /** Page number of the document, or section; null: the whole page. */
    unit: k.int(),
    resolvedAt: k.time(),
    createdAt: k.time().notNull(),
    lastMessageAt: k.time().notNull(),
  },
  (t) => [
    k.index("chat_threads_room").on(t.roomId, t.corner, t.lastMessageAt),
    k.index("chat_threads_page").on(t.pageId),
  ],
);

export const chatMessages = k.table(
  "chat_messages",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    corner: k.oneOf(CORNERS).notNull(),
    /** null: the room's main conversation. */
    threadId: k.text(),
    /** Its place in the corner's line. */
    seq: k.bigint().notNull(),
    /** The place of its latest change: what a screen that was away asks for. */
    changeSeq: k.bigint().notNull(),
    authorKind: k.oneOf(SIDES).notNull(),
    authorId: k.text().notNull(),
    /** The viewer's person at that time. */
    contactId: k.text(),
    /** Made by the sender's browser: sent twice, stored once. */
    clientId: k.text().notNull(),
    body: k.text().notNull(),
    searchText: k.text().notNull().default(""),
    /** Keys of the people named: `member:<id>` or `contact:<id>`. */
    mentions: k.json<string[]>().notNull(),
    createdAt: k.time().notNull(),
    editedAt: k.time(),
    deletedAt: k.time(),
    /** Its author wants no card of its link. */
    hidesPreview: k.bool().notNull().default(false),
  },
  (t) => [
    k.uniqueIndex("chat_messages_seq").on(t.roomId, t.corner, t.seq),
    k.index("chat_messages_change").on(t.roomId, t.corner, t.changeSeq),
    k.index("chat_messages_thread").on(t.threadId, t.seq),
    k.uniqueIndex("chat_messages_client").on(t.roomId, t.authorId, t.clientId),
  ],
);

export const chatReactions = k.table(
  "chat_reactions",
  {
    workspaceId: ofWorkspace(),
    messageId: k
      .text()
      .notNull()
      .references(() => chatMessages.id, { onDelete: "cascade" }),
    actorKind: k.oneOf(SIDES).notNull(),
    actorId: k.text().notNull(),
    emoji: k.text().notNull(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.primaryKey({ columns: [t.messageId, t.actorId, t.emoji] })],
);

/** Up to where somebody has read a corner. */
export const chatReads = k.table(
  "chat_reads",
  {
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    corner: k.oneOf(CORNERS).notNull(),
    readerKind: k.oneOf(SIDES).notNull(),
    readerId: k.text().notNull(),
    lastSeq: k.bigint().notNull(),
    /** Up to where a mail has told of unread messages. */
    mailedSeq: k.bigint().notNull().default(0),
    readAt: k.time().notNull(),
  },
  (t) => [k.primaryKey({ columns: [t.roomId, t.corner, t.readerId] })],
);

export const MAIL_KINDS = ["chat", "tasks"] as const;

/** Mails of one kind from one room that a person has turned off. */
export const mailMutes = k.table(
  "mail_mutes",
  {
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    kind: k.oneOf(MAIL_KINDS).notNull(),
    /** A member's id, or a keyed hash of a buyer's address: no address is kept for this. */
    recipient: k.text().notNull(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.primaryKey({ columns: [t.roomId, t.kind, t.recipient] })],
);

/** What a linked page says of itself, asked once for all rooms of a workspace. */
export const linkPreviews = k.table(
  "link_previews",
  {
    workspaceId: ofWorkspace(),
    /** SHA-256 of the address. */
    urlHash: k.text().notNull(),
    /** null: it says nothing that can be shown, or can't be reached. */
    title: k.text(),
    description: k.text().notNull().default(""),
    /** In a row, since it last had a title. */
    failures: k.int().notNull().default(0),
    askedAt: k.time().notNull(),
  },
  (t) => [
    k.primaryKey({ columns: [t.workspaceId, t.urlHash] }),
    k.index("link_previews_asked").on(t.workspaceId, t.askedAt),
  ],
);

export const ATTACHMENT_OWNERS = ["message", "task", "task_comment", "proposal"] as const;

/** A file somebody added to a message or a task, or a video of a proposal. */
export const attachments = k.table(
  "attachments",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    ownerKind: k.oneOf(ATTACHMENT_OWNERS).notNull(),
    /** null: uploaded, not yet sent. */
    ownerId: k.text(),
    /** Who may read it beside its uploader: `buyers` keeps members out. */
    corner: k.oneOf(CORNERS).notNull().default("room"),
    fileKey: k.text().notNull(),
    /** Cleaned display name. */
    fileName: k.text().notNull(),
    contentType: k.text().notNull(),
    sizeBytes: k.bigint().notNull(),
    sha256: k.text().notNull(),
    uploaderKind: k.oneOf(SIDES).notNull(),
    uploaderId: k.text().notNull(),
    createdAt: k.time().notNull(),
  },
  (t) => [
    k.index("attachments_owner").on(t.ownerKind, t.ownerId),
    k.index("attachments_room").on(t.roomId, t.createdAt),
    k.index("attachments_key").on(t.fileKey),
  ],
);

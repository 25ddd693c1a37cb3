import { z } from "zod";
import { idField } from "~/features/accounts/schema";
import { cleanText } from "~/platform/text";
import { type Attachment, attachmentIds, type Corner } from "../attachments/schema";
import type { MemberActor, ViewerActor } from "../schema";
import { MAX_BODY_LENGTH, REACTIONS, type Side } from "./utils";

/** Somebody in a corner they may be in. That a member stands in the buyers' corner can't be written down. */
export type MemberChat = { readonly actor: MemberActor; readonly corner: "room" };
export type ViewerChat = { readonly actor: ViewerActor; readonly corner: Corner };
export type Chat = MemberChat | ViewerChat;

export type ChatAuthor = {
  key: string;
  side: Side;
  /** null: a visitor nobody knows by name. */
  name: string | null;
  /** Tells visitors without a name apart. */
  tag: string;
  isMine: boolean;
};

export type ChatReaction = { emoji: string; count: number; isMine: boolean };

/** What a linked page says of itself: plain text, and no address but the message's own. */
export type LinkPreview = { url: string; title: string; description: string };

/** What a browser of either side may know of a message: each field is listed here. */
export type ChatMessage = {
  id: string;
  seq: number;
  changeSeq: number;
  threadId: string | null;
  author: ChatAuthor;
  /** Markdown-light; empty once deleted. */
  body: string;
  isDeleted: boolean;
  createdMs: number;
  editedMs: number | null;
  mentions: { name: string; isMe: boolean }[];
  reactions: ChatReaction[];
  attachments: Attachment[];
  preview: LinkPreview | null;
  /** The sender's own mark; null on other people's messages. */
  clientId: string | null;
};

/** What a conversation is about. */
export type ChatThread = {
  id: string;
  pageId: string;
  /** null: the page is not to be seen any more. */
  pageTitle: string | null;
  kind: string;
  /** Page number of a document; null: the whole page. */
  unit: number | null;
};

export type ChatSlice = {
  /** Oldest first. */
  messages: ChatMessage[];
  threads: ChatThread[];
  hasOlder: boolean;
  /** Everything up to this change is in what the reader has. */
  cursor: number;
};

/** Somebody who has the chat open. */
export type ChatHere = { key: string; name: string | null; tag: string };

/** What the screen's own questions get back. */
export type ChatNews = ChatSlice & { present: ChatHere[] };

export type ChatPerson = { key: string; name: string; side: Side; note: string | null };

const clientId = z.string().regex(/^[\w-]{8,64}$/);
const body = z
  .string()
  .max(MAX_BODY_LENGTH * 4, "chat:errors.tooLong")
  .transform(cleanText)
  .pipe(z.string().max(MAX_BODY_LENGTH, "chat:errors.tooLong"));

const messageId = idField;

export const chatIntent = z.discriminatedUnion("intent", [
  z
    .object({
      intent: z.literal("send"),
      clientId,
      body,
      threadId: idField.optional(),
      aboutPageId: idField.optional(),
      aboutUnit: z.coerce.number().int().min(1).max(100_000).optional(),
      attachments: attachmentIds,
      mentions: z
        .array(z.string().regex(/^(member|contact):[0-9a-z]{26}$/))
        .max(20)
        .default([]),
    })
    .strict(),
  z.object({ intent: z.literal("edit"), messageId, body }).strict(),
  z.object({ intent: z.enum(["delete", "restore"]), messageId }).strict(),
  z.object({ intent: z.enum(["hide_preview", "show_preview"]), messageId }).strict(),
  z.object({ intent: z.enum(["react", "unreact"]), messageId, emoji: z.enum(REACTIONS) }).strict(),
  z.object({ intent: z.literal("read"), seq: z.coerce.number().int().min(0) }).strict(),
]);
export type ChatIntent = z.infer<typeof chatIntent>;
export type Sending = Omit<Extract<ChatIntent, { intent: "send" }>, "intent">;

export const chatQuery = z.object({
  corner: z.enum(["room", "buyers"]).catch("room"),
  thread: z
    .string()
    .regex(/^[0-9a-z]{26}$/)
    .nullable()
    .catch(null),
  about: z
    .string()
    .regex(/^[0-9a-z]{26}$/)
    .nullable()
    .catch(null),
  unit: z.coerce.number().int().min(1).max(100_000).nullable().catch(null),
  before: z.coerce.number().int().min(1).nullable().catch(null),
  q: z.string().max(200).catch("").default(""),
});
export type ChatQuery = z.infer<typeof chatQuery>;

/** What a screen asks for by itself: changes after one, messages before one, or people to name. */
export const chatAsk = z
  .object({
    corner: z.enum(["room", "buyers"]).default("room"),
    after: z.coerce.number().int().min(0).optional(),
    before: z.coerce.number().int().min(1).optional(),
    thread: idField.optional(),
    people: z.string().max(100).optional(),
  })
  .strict();

export const hereSchema = z
  .object({ corner: z.enum(["room", "buyers"]).default("room"), state: z.enum(["here", "typing", "left"]) })
  .strict();

export function chatQueryOf(url: string): ChatQuery {
  const { searchParams } = new URL(url, "http://localhost");
  const value = (name: string) => searchParams.get(name) ?? undefined;
  return chatQuery.parse({
    corner: value("corner"),
    thread: searchParams.get("thread"),
    about: searchParams.get("about"),
    unit: searchParams.get("unit"),
    before: searchParams.get("before"),
    q: value("q"),
  });
}

/** What the screen's own requests get back. `errors` are keys of texts by field. */
export type ChatReply =
  | { ok: true; message: ChatMessage | null; thread: ChatThread | null }
  | { ok: false; errors: Record<string, string>; values: Record<string, string> };

import { act } from "react";
import { vi } from "vitest";
import { buyerDoors, memberDoors } from "~/features/rooms/chat/doors";
import type { Pending } from "~/features/rooms/chat/hooks/chat-state";
import type { ChatView } from "~/features/rooms/chat/load.server";
import type { ChatAuthor, ChatMessage, ChatSlice, ChatThread } from "~/features/rooms/chat/schema";
import type { MemberActor, ViewerActor } from "~/features/rooms/schema";

export const ROOM = "7".repeat(26);
export const DOORS = memberDoors(ROOM);
export const BUYER_DOORS = buyerDoors(ROOM, "room");
export const NOON = Date.parse("2026-03-10T03:00:00Z");
export const MINUTE = 60_000;

export const author = (over: Partial<ChatAuthor> = {}): ChatAuthor => ({
  key: "viewer:1",
  side: "viewer",
  name: "佐藤 蓮",
  tag: "AB1",
  isMine: false,
  ...over,
});
export const ME = author({ key: "member:me", side: "member", name: "森 あおい", tag: "", isMine: true });

export const message = (seq: number, over: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `m${seq}`,
  seq,
  changeSeq: seq,
  threadId: null,
  author: author(),
  body: `message ${seq}`,
  isDeleted: false,
  createdMs: NOON + seq * MINUTE,
  editedMs: null,
  mentions: [],
  reactions: [],
  attachments: [],
  preview: null,
  clientId: null,
  ...over,
});

export const slice = (messages: ChatMessage[], over: Partial<ChatSlice> = {}): ChatSlice => ({
  messages,
  threads: [],
  hasOlder: false,
  cursor: Math.max(0, ...messages.map(({ changeSeq }) => changeSeq)),
  ...over,
});

export const thread = (over: Partial<ChatThread> = {}): ChatThread => ({
  id: "th1",
  pageId: "8".repeat(26),
  pageTitle: "Security sheet",
  kind: "document",
  unit: 3,
  ...over,
});

export const pending = (clientId: string, over: Partial<Pending> = {}): Pending => ({
  clientId,
  body: "mine",
  attachments: [],
  mentions: [],
  threadId: null,
  aboutPageId: null,
  aboutUnit: null,
  state: "sending",
  error: null,
  ...over,
});

export const view = (messages: ChatMessage[], over: Partial<ChatView> = {}): ChatView => ({
  corner: "room",
  query: { corner: "room", thread: null, about: null, unit: null, before: null, q: "" },
  slice: slice(messages),
  hits: null,
  spot: null,
  lastRead: Math.max(0, ...messages.map(({ seq }) => seq)),
  unread: 0,
  present: [],
  self: "member:me",
  canWrite: true,
  clientId: "c".repeat(26),
  ...over,
});

export const member = (over: Partial<MemberActor> = {}) =>
  ({
    kind: "member",
    workspaceId: "w",
    roomId: ROOM,
    memberId: "me",
    role: "rep",
    roomOwnerId: "me",
    isArchived: false,
    ...over,
  }) as MemberActor;
export const viewer = (over: Partial<ViewerActor> = {}) =>
  ({
    kind: "viewer",
    workspaceId: "w",
    roomId: ROOM,
    viewerId: "v1",
    linkId: "l",
    contactId: null,
    email: "ren@hinoki.example",
    identity: "verified",
    preview: false,
    ...over,
  }) as ViewerActor;

/** The line a room's pages hear on, and what was asked of the server. */
export class FakeLine {
  static readonly CLOSED = 2;
  static all: FakeLine[] = [];
  readyState = 1;
  private heard = new Map<string, ((message: { data?: string }) => void)[]>();
  constructor(readonly url: string) {
    FakeLine.all.push(this);
  }
  addEventListener(name: string, listener: (message: { data?: string }) => void) {
    this.heard.set(name, [...(this.heard.get(name) ?? []), listener]);
  }
  close() {
    this.readyState = FakeLine.CLOSED;
  }
  static async say(message: object): Promise<void> {
    await act(async () => {
      for (const line of FakeLine.all)
        if (line.readyState !== FakeLine.CLOSED)
          for (const listener of line.heard.get("chat") ?? []) listener({ data: JSON.stringify(message) });
    });
  }
}

export type Asked = { method: string; url: string; fields: Record<string, string> };
type Answer = { status?: number; json?: unknown } | "offline";

/** A server that answers the chat's own requests; what it was asked is kept. */
export function serve(answer: (asked: Asked) => Answer | Promise<Answer>): Asked[] {
  const asked: Asked[] = [];
  FakeLine.all = [];
  vi.stubGlobal("EventSource", FakeLine);
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  window.matchMedia = globalThis.matchMedia;
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    const body = init?.body instanceof URLSearchParams ? init.body : new URLSearchParams();
    const one = { method: init?.method ?? "GET", url, fields: Object.fromEntries(body) };
    asked.push(one);
    const reply = await answer(one);
    if (reply === "offline") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(reply.json ?? null), { status: reply.status ?? 200 });
  });
  return asked;
}
export const nothingNew = (cursor = 0) => ({
  json: { messages: [], threads: [], hasOlder: false, cursor, present: [] },
});
/** Nothing new, and everything that is asked for is done. */
export const agree = ({ method }: Asked) =>
  method === "GET" ? nothingNew() : { json: { ok: true, message: null, thread: null } };

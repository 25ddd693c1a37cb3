import { expect, test } from "vitest";
import { type ChatState, type Pending, reduceChat, stateOf } from "~/features/rooms/chat/hooks/chat-state";
import type { ChatMessage, ChatSlice } from "~/features/rooms/chat/schema";

const message = (seq: number, over: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `m${seq}`,
  seq,
  changeSeq: seq,
  threadId: null,
  author: { key: "viewer:1", side: "viewer", name: "Ren", tag: "", isMine: false },
  body: `n${seq}`,
  isDeleted: false,
  createdMs: seq,
  editedMs: null,
  mentions: [],
  reactions: [],
  attachments: [],
  preview: null,
  clientId: null,
  ...over,
});
const slice = (messages: ChatMessage[], over: Partial<ChatSlice> = {}): ChatSlice => ({
  messages,
  threads: [],
  hasOlder: false,
  cursor: 0,
  ...over,
});
const pending = (clientId: string): Pending => ({
  clientId,
  body: "mine",
  attachments: [],
  mentions: [],
  threadId: null,
  aboutPageId: null,
  aboutUnit: null,
  state: "sending",
  error: null,
});
const seqs = (state: ChatState) => state.messages.map(({ seq }) => seq);

test("changes in any order and any number give each message once, in its latest state", () => {
  let state = stateOf(slice([message(1)], { cursor: 1 }));
  const edited = message(1, { changeSeq: 4, body: "again" });
  for (const part of [[edited, message(3)], [message(2)], [message(1)], [edited]])
    state = reduceChat(state, { type: "changed", slice: slice(part, { cursor: 4 }) });
  expect(seqs(state)).toEqual([1, 2, 3]);
  expect(state.messages[0]?.body).toBe("again");
  expect(state.cursor).toBe(4);
});

test("one's own message takes the place of what was on its way, whichever answer comes first", () => {
  const sent = message(5, { clientId: "c1" });
  const before = reduceChat(stateOf(slice([], { cursor: 4 })), { type: "sending", pending: pending("c1") });
  const byAnswer = reduceChat(before, { type: "answered", message: sent, thread: null });
  const byLine = reduceChat(before, { type: "changed", slice: slice([sent], { cursor: 5 }) });
  for (const state of [byAnswer, byLine]) expect([seqs(state), state.pending]).toEqual([[5], []]);
  // What others wrote between is still to be fetched.
  expect([byAnswer.cursor, byLine.cursor]).toEqual([4, 5]);
});

test("a change further up than what is shown waits for the earlier messages", () => {
  const start = stateOf(slice([message(50), message(51)], { hasOlder: true, cursor: 51 }));
  const changed = reduceChat(start, {
    type: "changed",
    slice: slice([message(3, { changeSeq: 52 })], { cursor: 52 }),
  });
  expect(seqs(changed)).toEqual([50, 51]);
  const older = reduceChat(changed, { type: "older", slice: slice([message(3, { changeSeq: 52 })]) });
  expect([seqs(older), older.hasOlder]).toEqual([[3, 50, 51], false]);
});

test("what failed stays until it is sent again or thrown away", () => {
  let state = reduceChat(stateOf(slice([])), { type: "sending", pending: pending("c1") });
  state = reduceChat(state, { type: "failed", clientId: "c1", error: null });
  expect(state.pending).toMatchObject([{ state: "failed", body: "mine" }]);
  state = reduceChat(state, { type: "sending", pending: pending("c1") });
  expect(state.pending).toMatchObject([{ state: "sending" }]);
  expect(reduceChat(state, { type: "discarded", clientId: "c1" }).pending).toEqual([]);
});

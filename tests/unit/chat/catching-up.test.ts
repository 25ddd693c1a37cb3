import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChatState, reduceChat, stateOf } from "~/features/rooms/chat/hooks/chat-state";
import type { ChatMessage } from "~/features/rooms/chat/schema";
import { message, pending, slice, thread } from "./support";

const changed = (state: ChatState, messages: ChatMessage[], cursor = 0) =>
  reduceChat(state, { type: "changed", slice: slice(messages, { cursor }) });
const seqs = (state: ChatState) => state.messages.map(({ seq }) => seq);

/** A conversation as the server has it: messages, each in all the states it went through. */
const history = fc
  .array(fc.record({ seq: fc.integer({ min: 1, max: 12 }), deleted: fc.boolean() }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((steps) =>
    steps.map(({ seq, deleted }, n) =>
      message(seq, { changeSeq: n + 1, body: deleted ? "" : `state ${n}`, isDeleted: deleted }),
    ),
  );
const latestOf = (states: readonly ChatMessage[]) => {
  const byId = new Map<string, ChatMessage>();
  for (const one of states) {
    const known = byId.get(one.id);
    if (!known || known.changeSeq < one.changeSeq) byId.set(one.id, one);
  }
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
};

describe("catching up, whatever arrives in whatever order and however often", () => {
  test("ends with each message once, in its latest state, in the order of the conversation", () => {
    const arrivals = history.chain((states) =>
      fc.tuple(
        fc.constant(states),
        fc.shuffledSubarray([...states, ...states], { minLength: states.length }),
      ),
    );
    fc.assert(
      fc.property(arrivals, ([states, order]) => {
        const state = [...order, ...states].reduce((now, one) => changed(now, [one]), stateOf(slice([])));
        expect(state.messages).toEqual(latestOf(states));
      }),
    );
  });

  test("in one piece or in many is the same", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 7 }), (states, size) => {
        const whole = changed(stateOf(slice([])), states);
        let pieces = stateOf(slice([]));
        for (let at = 0; at < states.length; at += size)
          pieces = changed(pieces, states.slice(at, at + size));
        expect(pieces.messages).toEqual(whole.messages);
      }),
    );
  });

  test("the cursor never goes back", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100 }), { maxLength: 20 }), (cursors) => {
        let state = stateOf(slice([], { cursor: 50 }));
        for (const cursor of cursors) {
          const before = state.cursor;
          state = changed(state, [], cursor);
          expect(state.cursor).toBeGreaterThanOrEqual(before);
        }
        expect(state.cursor).toBe(Math.max(50, ...cursors));
      }),
    );
  });

  test("what came late and is older than what is known is not believed", () => {
    const state = changed(stateOf(slice([message(1, { changeSeq: 9, isDeleted: true, body: "" })])), [
      message(1, { changeSeq: 3, body: "once said" }),
    ]);
    expect(state.messages[0]).toMatchObject({ isDeleted: true, body: "" });
  });

  test("the same change told anew may bring what only this reader sees, as a reaction of one's own", () => {
    const reactions = [{ emoji: "👍", count: 1, isMine: true }];
    const state = changed(stateOf(slice([message(1)])), [message(1, { reactions })]);
    expect(state.messages[0]?.reactions).toEqual(reactions);
  });

  test("a message that came back has its words again", () => {
    const gone = message(1, { changeSeq: 2, isDeleted: true, body: "" });
    const back = message(1, { changeSeq: 3, body: "once more" });
    expect(changed(changed(stateOf(slice([message(1)])), [gone]), [back]).messages).toEqual([back]);
  });
});

describe("what lies further up", () => {
  const opened = stateOf(slice([message(20), message(21)], { hasOlder: true }));

  test("is not mixed in as long as there is a gap", () => {
    expect(seqs(changed(opened, [message(5, { changeSeq: 30 })], 30))).toEqual([20, 21]);
  });

  test("comes with the earlier messages, page by page, and then there is no more", () => {
    const second = reduceChat(opened, {
      type: "older",
      slice: slice([message(10), message(11)], { hasOlder: true }),
    });
    expect([seqs(second), second.hasOlder]).toEqual([[10, 11, 20, 21], true]);
    const last = reduceChat(second, { type: "older", slice: slice([message(1)]) });
    expect([seqs(last), last.hasOlder]).toEqual([[1, 10, 11, 20, 21], false]);
  });

  test("does not move the cursor: what is new is still to come", () => {
    const older = reduceChat(opened, { type: "older", slice: slice([message(1)], { cursor: 99 }) });
    expect(older.cursor).toBe(opened.cursor);
  });

  test("once everything is there, a change anywhere is taken", () => {
    const whole = stateOf(slice([message(20)]));
    expect(seqs(changed(whole, [message(5, { changeSeq: 30 })]))).toEqual([5, 20]);
  });
});

describe("what is on its way", () => {
  const sending = (clientId: string) => ({ type: "sending" as const, pending: pending(clientId) });

  test("is replaced by its message, and only that one", () => {
    let state = reduceChat(reduceChat(stateOf(slice([])), sending("a")), sending("b"));
    state = changed(state, [message(1, { clientId: "a" })]);
    expect(state.pending.map(({ clientId }) => clientId)).toEqual(["b"]);
  });

  test("stays when others say the same thing", () => {
    const state = reduceChat(stateOf(slice([])), sending("a"));
    expect(changed(state, [message(1, { body: "mine" })]).pending).toHaveLength(1);
  });

  test("sent again keeps its mark and moves to the end, once", () => {
    let state = [sending("a"), sending("b"), sending("a")].reduce(reduceChat, stateOf(slice([])));
    expect(state.pending.map(({ clientId }) => clientId)).toEqual(["b", "a"]);
    state = reduceChat(state, { type: "failed", clientId: "b", error: "chat:errors.busy" });
    expect(state.pending.map((one) => [one.state, one.error])).toEqual([
      ["failed", "chat:errors.busy"],
      ["sending", null],
    ]);
  });

  test("a failure of what already arrived brings nothing back", () => {
    let state = reduceChat(stateOf(slice([])), sending("a"));
    state = changed(state, [message(1, { clientId: "a" })]);
    state = reduceChat(state, { type: "failed", clientId: "a", error: null });
    expect([state.pending, seqs(state)]).toEqual([[], [1]]);
  });

  test("throwing away what is not there changes nothing", () => {
    const state = reduceChat(stateOf(slice([message(1)])), sending("a"));
    expect(reduceChat(state, { type: "discarded", clientId: "z" })).toEqual(state);
  });
});

describe("what conversations are about", () => {
  test("is learnt with messages and with answers, the latest word counts", () => {
    let state = stateOf(slice([message(1, { threadId: "th1" })], { threads: [thread()] }));
    state = reduceChat(state, {
      type: "answered",
      message: message(2, { threadId: "th2" }),
      thread: thread({ id: "th2", pageTitle: "Offer", unit: null }),
    });
    state = reduceChat(state, {
      type: "changed",
      slice: slice([], { threads: [thread({ pageTitle: null })] }),
    });
    expect([...state.threads.values()].map(({ id, pageTitle }) => [id, pageTitle])).toEqual([
      ["th1", null],
      ["th2", "Offer"],
    ]);
  });

  test("stays known when an answer says nothing of it", () => {
    const state = stateOf(slice([], { threads: [thread()] }));
    expect(reduceChat(state, { type: "answered", message: message(1), thread: null }).threads.size).toBe(1);
  });
});

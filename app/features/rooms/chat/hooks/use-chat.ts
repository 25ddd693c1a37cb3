import { useCallback, useEffect, useReducer, useRef } from "react";
import { listenOn } from "~/platform/live-line";
import type { ChatDoors } from "../doors";
import type { ChatNews, ChatReply, ChatSlice } from "../schema";
import { CHAT_CHANGED } from "../topics";
import { CHAT_EVENT } from "../utils";
import { type ChatState, type Pending, reduceChat, stateOf } from "./chat-state";
import { keep, readKept } from "./kept";

const RETRY_MS = 4_000;

export type ChatActions = {
  send: (pending: Omit<Pending, "state" | "error">) => void;
  retry: (pending: Pending) => void;
  discard: (clientId: string) => void;
  /** Null when it worked, else the key of a text. */
  change: (fields: Record<string, string>) => Promise<string | null>;
  loadOlder: () => Promise<void>;
};

type Options = {
  doors: ChatDoors;
  slice: ChatSlice;
  threadId: string | null;
  keptAs: string;
  onNews: (news: ChatNews) => void;
};

/** The messages on a screen: shown at once, fetched again when the room says so, sent until they arrive. */
export function useChat({ doors, slice, threadId, keptAs, onNews }: Options): [ChatState, ChatActions] {
  const [state, dispatch] = useReducer(reduceChat, slice, stateOf);
  const latest = useRef({ state, onNews });
  latest.current = { state, onNews };

  const catchUp = useCatchUp({ doors, latest, dispatch });
  const post = useCallback((fields: URLSearchParams) => postForm(doors.messages, fields), [doors]);

  const deliver = useCallback(
    async (pending: Pending) => {
      const { clientId } = pending;
      dispatch({ type: "sending", pending: { ...pending, state: "sending", error: null } });
      const outcome = await post(fieldsOf(pending));
      if (outcome.kind === "done" && outcome.message)
        dispatch({ type: "answered", message: outcome.message, thread: outcome.thread });
      if (outcome.kind === "done") dispatch({ type: "discarded", clientId });
      else dispatch({ type: "failed", clientId, error: outcome.kind === "refused" ? outcome.error : null });
    },
    [post],
  );

  useEffect(() => {
    for (const pending of readKept(keptAs, isOutbox) ?? []) void deliver(pending);
  }, [keptAs, deliver]);
  useEffect(() => keep(keptAs, state.pending.length > 0 ? state.pending : null), [keptAs, state.pending]);

  useResending(state.pending, deliver);

  const change = useCallback(
    async (fields: Record<string, string>) => {
      const outcome = await post(new URLSearchParams(fields));
      if (outcome.kind === "done" && outcome.message)
        dispatch({ type: "answered", message: outcome.message, thread: outcome.thread });
      if (outcome.kind === "done") return null;
      return outcome.kind === "refused" ? outcome.error : "chat:offline";
    },
    [post],
  );
  const loadOlder = useCallback(async () => {
    const before = latest.current.state.messages[0]?.seq;
    if (before === undefined) return;
    const query = new URLSearchParams({ before: String(before), ...(threadId ? { thread: threadId } : {}) });
    const older = await ask(doors.messages, query);
    if (older) dispatch({ type: "older", slice: older });
  }, [doors, threadId]);

  const discard = useCallback((clientId: string) => dispatch({ type: "discarded", clientId }), []);
  const send = useCallback(
    (pending: Omit<Pending, "state" | "error">) =>
      void deliver({ ...pending, state: "sending", error: null }).then(catchUp),
    [deliver, catchUp],
  );
  return [state, { send, retry: deliver, discard, change, loadOlder }];
}

/** What found no connection goes out by itself when there is one again. */
function useResending(all: readonly Pending[], deliver: (pending: Pending) => Promise<void>) {
  const waiting = all.filter((pending) => pending.state === "failed" && pending.error === null);
  const isWaiting = waiting.length > 0;
  const resend = useRef(() => {});
  resend.current = () => {
    for (const pending of waiting) void deliver(pending);
  };
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => resend.current(), RETRY_MS);
    return () => clearInterval(timer);
  }, [isWaiting]);
}

type Latest = { current: { state: ChatState; onNews: (news: ChatNews) => void } };
type Dispatch = (action: { type: "changed"; slice: ChatSlice }) => void;

/** Fetches what changed since the last change here, one fetch after the other, so that nothing is missed or doubled. */
function useCatchUp({ doors, latest, dispatch }: { doors: ChatDoors; latest: Latest; dispatch: Dispatch }) {
  const run = useRef<{ isRunning: boolean; isWanted: boolean; after: number }>({
    isRunning: false,
    isWanted: false,
    after: 0,
  });
  const catchUp = useCallback(async () => {
    const turn = run.current;
    turn.isWanted = true;
    if (turn.isRunning) return;
    turn.isRunning = true;
    try {
      while (turn.isWanted) {
        turn.isWanted = false;
        turn.after = Math.max(turn.after, latest.current.state.cursor);
        const news = await ask(doors.messages, new URLSearchParams({ after: String(turn.after) }));
        if (!news) break;
        turn.after = news.cursor;
        dispatch({ type: "changed", slice: news });
        latest.current.onNews(news);
        turn.isWanted ||= news.hasOlder;
      }
    } finally {
      turn.isRunning = false;
    }
  }, [doors, latest, dispatch]);

  useEffect(() => {
    const stop = listenOn(doors.events, {
      event: CHAT_EVENT,
      listener: (data) => {
        if (data === null || data.includes(CHAT_CHANGED)) void catchUp();
      },
    });
    // Between the page's making and this line something may have been said.
    void catchUp();
    return stop;
  }, [doors, catchUp]);
  return catchUp;
}

async function ask(url: string, query: URLSearchParams): Promise<ChatNews | null> {
  try {
    const response = await fetch(`${url}${url.includes("?") ? "&" : "?"}${query}`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

type Outcome =
  | ({ kind: "done" } & Pick<Extract<ChatReply, { ok: true }>, "message" | "thread">)
  | { kind: "refused"; error: string }
  | { kind: "offline" };

async function postForm(url: string, fields: URLSearchParams): Promise<Outcome> {
  try {
    const response = await fetch(url, { method: "POST", body: fields });
    if (response.status === 429) return { kind: "refused", error: "chat:errors.busy" };
    if (response.status >= 500) return { kind: "offline" };
    if (response.status !== 200 && response.status !== 422)
      return { kind: "refused", error: "chat:errors.refused" };
    const reply: ChatReply = await response.json();
    if (reply.ok) return { kind: "done", message: reply.message, thread: reply.thread };
    return { kind: "refused", error: Object.values(reply.errors ?? {})[0] ?? "chat:errors.refused" };
  } catch {
    return { kind: "offline" };
  }
}

function fieldsOf(pending: Pending): URLSearchParams {
  const fields = new URLSearchParams({ intent: "send", clientId: pending.clientId, body: pending.body });
  if (pending.threadId) fields.set("threadId", pending.threadId);
  else if (pending.aboutPageId) fields.set("aboutPageId", pending.aboutPageId);
  if (!pending.threadId && pending.aboutUnit) fields.set("aboutUnit", String(pending.aboutUnit));
  for (const { id } of pending.attachments) fields.append("attachments[]", id);
  for (const key of pending.mentions) fields.append("mentions[]", key);
  return fields;
}

function isOutbox(value: unknown): value is Pending[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        typeof one?.clientId === "string" && typeof one.body === "string" && Array.isArray(one.attachments),
    )
  );
}

import type { Attachment } from "../../attachments/schema";
import type { ChatMessage, ChatSlice, ChatThread } from "../schema";

/** A message on its way. */
export type Pending = {
  clientId: string;
  body: string;
  attachments: Attachment[];
  mentions: string[];
  threadId: string | null;
  aboutPageId: string | null;
  aboutUnit: number | null;
  state: "sending" | "failed";
  /** Key of a text; null: no connection, it is tried again by itself. */
  error: string | null;
};

export type ChatState = {
  messages: readonly ChatMessage[];
  threads: ReadonlyMap<string, ChatThread>;
  hasOlder: boolean;
  cursor: number;
  pending: readonly Pending[];
};

export function stateOf(slice: ChatSlice): ChatState {
  const threads = new Map(slice.threads.map((thread) => [thread.id, thread]));
  const { messages, hasOlder, cursor } = slice;
  return { messages, threads, hasOlder, cursor, pending: [] };
}

export type ChatAction =
  | { type: "changed"; slice: ChatSlice }
  | { type: "older"; slice: ChatSlice }
  | { type: "answered"; message: ChatMessage; thread: ChatThread | null }
  | { type: "sending"; pending: Pending }
  | { type: "failed"; clientId: string; error: string | null }
  | { type: "discarded"; clientId: string };

export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case "changed": {
      const { slice } = action;
      return { ...withMessages(state, slice), cursor: Math.max(state.cursor, slice.cursor) };
    }
    case "older":
      return {
        ...withMessages({ ...state, hasOlder: false }, action.slice),
        hasOlder: action.slice.hasOlder,
      };
    case "answered": {
      // The cursor stays: what others wrote in between is still to be fetched.
      const threads = action.thread ? [action.thread] : [];
      return withMessages(state, { messages: [action.message], threads });
    }
    case "sending": {
      const others = state.pending.filter(({ clientId }) => clientId !== action.pending.clientId);
      return { ...state, pending: [...others, action.pending] };
    }
    case "failed":
      return {
        ...state,
        pending: state.pending.map((pending) =>
          pending.clientId === action.clientId
            ? { ...pending, state: "failed", error: action.error }
            : pending,
        ),
      };
    case "discarded":
      return { ...state, pending: state.pending.filter(({ clientId }) => clientId !== action.clientId) };
  }
}

/** Each message once, in its latest state, in the order of the corner. */
function withMessages(
  state: ChatState,
  { messages, threads }: Pick<ChatSlice, "messages" | "threads">,
): ChatState {
  const oldest = state.hasOlder ? (state.messages[0]?.seq ?? 0) : 0;
  const byId = new Map(state.messages.map((message) => [message.id, message]));
  for (const message of messages) {
    const known = byId.get(message.id);
    // A change to what is further up than what is shown comes with the earlier messages.
    if (!known && message.seq < oldest) continue;
    if (!known || message.changeSeq >= known.changeSeq) byId.set(message.id, message);
  }
  const arrived = new Set(messages.flatMap(({ clientId }) => clientId ?? []));
  return {
    ...state,
    messages: [...byId.values()].sort((a, b) => a.seq - b.seq),
    threads: new Map([...state.threads, ...threads.map((thread) => [thread.id, thread] as const)]),
    pending: state.pending.filter(({ clientId }) => !arrived.has(clientId)),
  };
}

import { newId } from "~/platform/ids";
import { countUnread, findSpot, findThread, lastReadOf, listMessages, searchMessages } from "./data.server";
import { selfOf } from "./place.server";
import { canWrite } from "./policy";
import { listPeopleHere } from "./presence/data.server";
import type { Chat, ChatQuery } from "./schema";
import { keyOf, MESSAGES_AT_FIRST, MESSAGES_AT_ONCE } from "./utils";

/** Everything a chat screen shows at first, of either side. */
export async function loadChat(chat: Chat, query: ChatQuery) {
  const { kind, id } = selfOf(chat.actor);
  const thread = query.thread ? await findThread(chat, query.thread) : null;
  const spot =
    thread ?? (query.about ? await findSpot(chat, { pageId: query.about, unit: query.unit }) : null);
  const isEmptySpot = spot !== null && spot.id === null;
  // Drawing a message costs more than finding it: at first as many as a tall screen shows.
  const atOnce = query.before === null ? MESSAGES_AT_FIRST : MESSAGES_AT_ONCE;
  const lastRead = await lastReadOf(chat);
  const [slice, hits, unread, present] = await Promise.all([
    isEmptySpot
      ? { messages: [], threads: [], hasOlder: false, cursor: (await listMessages(chat)).cursor }
      : listMessages(chat, { threadId: spot?.id ?? null, before: query.before, atOnce }),
    query.q.trim() === "" ? null : searchMessages(chat, query.q),
    countUnread(chat, lastRead),
    listPeopleHere(chat),
  ]);
  return {
    corner: chat.corner,
    query,
    slice,
    hits,
    spot,
    lastRead,
    unread,
    present,
    self: keyOf(kind, id),
    canWrite: canWrite(chat.actor),
    /** For the form without a script: sent twice, stored once. */
    clientId: newId(),
  };
}
export type ChatView = Awaited<ReturnType<typeof loadChat>>;

import { nowMs } from "~/platform/clock.server";
import { publish, subscribe } from "~/platform/realtime.server";
import { selfOf } from "../place.server";
import type { Chat } from "../schema";
import { CHAT_HERE, CHAT_LEFT, CHAT_TYPING, chatTopic } from "../topics";
import { keyOf } from "../utils";

/** A screen says that it is there more often than this; whoever falls silent is gone after it. */
export const HERE_MS = 75_000;
const ANNOUNCE_EVERY_MS = 40_000;
const TYPING_EVERY_MS = 2_000;

type Here = { untilMs: number; announcedMs: number };
const rooms = new Map<string, Map<string, Here>>();
const typed = new Map<string, number>();
let isListening = false;

/** Who has the chat open now, as far as this process has heard. Kept in memory alone; nothing of it is stored. */
export function listPresent({ actor, corner }: Chat): string[] {
  listen();
  const people = rooms.get(chatTopic(actor.roomId, corner));
  if (!people) return [];
  forgetGone(people);
  return [...people.keys()];
}

/** Says that the actor is there. Others hear of it when they came and from time to time. */
export function noteHere({ actor, corner }: Chat): void {
  listen();
  const topic = chatTopic(actor.roomId, corner);
  const { kind, id } = selfOf(actor);
  const key = keyOf(kind, id);
  const known = rooms.get(topic)?.get(key);
  const isFresh = known !== undefined && nowMs() - known.announcedMs < ANNOUNCE_EVERY_MS;
  if (isFresh) known.untilMs = nowMs() + HERE_MS;
  else publish(topic, { type: CHAT_HERE, corner, key });
}

export function noteLeft({ actor, corner }: Chat): void {
  const { kind, id } = selfOf(actor);
  publish(chatTopic(actor.roomId, corner), { type: CHAT_LEFT, corner, key: keyOf(kind, id) });
}

/** Passed on at most every two seconds. */
export function noteTyping({ actor, corner }: Chat): void {
  const { kind, id } = selfOf(actor);
  const topic = chatTopic(actor.roomId, corner);
  const last = typed.get(`${topic} ${id}`) ?? 0;
  if (nowMs() - last < TYPING_EVERY_MS) return;
  if (typed.size > MAX_REMEMBERED) typed.clear();
  typed.set(`${topic} ${id}`, nowMs());
  publish(topic, { type: CHAT_TYPING, corner, key: keyOf(kind, id) });
}

const MAX_REMEMBERED = 10_000;

/** What other processes were told reaches this one by the hub, like what this one says itself. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  subscribe("*", (message, topic) => {
    if (typeof message.key !== "string") return;
    if (message.type === CHAT_HERE) {
      const people = rooms.get(topic) ?? new Map<string, Here>();
      rooms.set(topic, people);
      forgetGone(people);
      people.set(message.key, { untilMs: nowMs() + HERE_MS, announcedMs: nowMs() });
    }
    if (message.type === CHAT_LEFT) rooms.get(topic)?.delete(message.key);
  });
}

function forgetGone(people: Map<string, Here>): void {
  for (const [key, { untilMs }] of people) if (untilMs < nowMs()) people.delete(key);
}

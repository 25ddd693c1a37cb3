import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { and, eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { canUseCorner } from "~/features/rooms/attachments/policy";
import { chatTopic, isChatMessage } from "~/features/rooms/chat/topics";
import { CHAT_EVENT } from "~/features/rooms/chat/utils";
import { requireViewer, requireViewerActor } from "~/features/sharing/guard.server";
import { AppError } from "~/platform/errors";
import { type LiveMessage, subscribe } from "~/platform/realtime.server";
import { answerError } from "./errors";

const HEARTBEAT_MS = 20_000;
const RECHECK_MS = 5_000;
const MAX_STREAMS_PER_PERSON = 8;
const MAX_WAITING = 256;

const open = new Set<() => void>();
const perPerson = new Map<string, number>();

/** Server-sent events: what changed, never the data. A stream ends within seconds when its right to listen does. */
export function liveDoor(): Hono {
  const door = new Hono();
  door.onError(answerError);
  door.get("/events", async (c) => {
    const member = await requireMemberOrThrow(c.req.raw);
    const topics = await permittedTopics(member.scope.workspaceId, c.req.query("topic") ?? "");
    return stream(c, { person: member.id, topics, recheck: () => requireSameMember(c, member.id) });
  });
  door.get("/room/:roomId/events", async (c) => {
    const roomId = c.req.param("roomId");
    const { viewer, actor } = await requireViewerActor(c.req.raw, roomId);
    const topics = [`buyers:${roomId}`, `link:${viewer.linkId}`, chatTopic(roomId, "room")];
    if (canUseCorner(actor, "buyers")) topics.push(chatTopic(roomId, "buyers"));
    return stream(c, { person: viewer.viewerId, topics, recheck: () => requireViewer(c.req.raw, roomId) });
  });
  return door;
}

/** Also ends the stream of who lost this workspace but works in another. */
async function requireSameMember(c: Context, memberId: string): Promise<void> {
  const member = await requireMemberOrThrow(c.req.raw);
  if (member.id !== memberId) throw new AppError("FORBIDDEN");
}

/** On stop: streams first, or the server would never close. */
export function closeStreams(): void {
  for (const close of [...open]) close();
}

/** A member hears of a room and of what is said in it to both sides; never of the buyers' corner. */
async function permittedTopics(workspaceId: string, topic: string): Promise<string[]> {
  if (topic === "workspace") return [`workspace:${workspaceId}`];
  const roomId = /^room:([0-9a-z]{26})$/.exec(topic)?.[1];
  if (!roomId) throw new AppError("NOT_FOUND");
  const [room] = await db
    .select({ id: rooms.id })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, workspaceId)));
  if (!room) throw new AppError("NOT_FOUND");
  return [topic, chatTopic(roomId, "room")];
}

type Listening = { person: string; topics: string[]; recheck: () => Promise<unknown> };

function stream(c: Context, { person, topics, recheck }: Listening): Response {
  if (c.req.header("sec-fetch-site") === "cross-site") throw new AppError("FORBIDDEN");
  const count = perPerson.get(person) ?? 0;
  if (count >= MAX_STREAMS_PER_PERSON) throw new AppError("RATE_LIMITED", { retryAfterSeconds: 30 });
  perPerson.set(person, count + 1);
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = listen(controller, { person, topics, recheck });
      },
      cancel: () => stop(),
    },
    new CountQueuingStrategy({ highWaterMark: MAX_WAITING }),
  );
  return c.body(body, 200, {
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    connection: "keep-alive",
    "x-accel-buffering": "no",
  });
}

type Controller = ReadableStreamDefaultController<Uint8Array>;

/** Until somebody ends it; returns how the reader does. */
function listen(controller: Controller, { person, topics, recheck }: Listening): () => void {
  const write = (frame: Uint8Array) => {
    // A reader that can't keep up is dropped; it comes back and refetches.
    if ((controller.desiredSize ?? 0) <= 0) close();
    else controller.enqueue(frame);
  };
  // Nothing here waits: a message is in the queue of every stream before anybody asks for what it tells of.
  const stops = topics.map((topic) =>
    subscribe(topic, (message) => {
      write(frameOf(message));
      if (message.type === "link-closed") close();
    }),
  );
  const heartbeat = setInterval(() => write(BEAT), HEARTBEAT_MS);
  const check = setInterval(() => void recheck().catch(close), RECHECK_MS);
  const end = () => {
    for (const stop of stops) stop();
    clearInterval(heartbeat);
    clearInterval(check);
    if (open.delete(close)) leave(person);
  };
  function close() {
    if (!open.has(close)) return;
    end();
    controller.close();
  }
  open.add(close);
  write(frame({ event: "hello", data: "", retry: 2_000 + Math.floor(Math.random() * 4_000) }));
  return end;
}

const encoder = new TextEncoder();
const BEAT = frame({ event: "beat", data: "" });
const frames = new WeakMap<LiveMessage, Uint8Array>();

/** The same bytes for every stream that hears of it. */
function frameOf(message: LiveMessage): Uint8Array {
  const known = frames.get(message);
  if (known) return known;
  // Under a name of its own, so that a message in the chat makes no page fetch its data again.
  const event = isChatMessage(message.type) ? CHAT_EVENT : "change";
  const made = frame({ event, data: JSON.stringify(message) });
  frames.set(message, made);
  return made;
}

/** `data` is of one line, as JSON is. */
function frame({ event, data, retry }: { event: string; data: string; retry?: number }): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${data}\n${retry ? `retry: ${retry}\n` : ""}\n`);
}

function leave(person: string): void {
  const rest = (perPerson.get(person) ?? 1) - 1;
  if (rest > 0) perPerson.set(person, rest);
  else perPerson.delete(person);
}

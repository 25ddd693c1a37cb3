import { type Context, Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { listChanges, listMessages } from "~/features/rooms/chat/data.server";
import { findPeople } from "~/features/rooms/chat/people/data.server";
import { memberChat, viewerChat } from "~/features/rooms/chat/place.server";
import { canWrite } from "~/features/rooms/chat/policy";
import { listPeopleHere } from "~/features/rooms/chat/presence/data.server";
import { noteHere, noteLeft, noteTyping } from "~/features/rooms/chat/presence/presence.server";
import { runChatIntent } from "~/features/rooms/chat/run-intent.server";
import {
  type Chat,
  type ChatReply,
  chatAsk,
  chatIntent,
  hereSchema,
  type MemberChat,
} from "~/features/rooms/chat/schema";
import { memberInRoom } from "~/features/rooms/data.server";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { mayMeasure } from "~/features/sharing/policy";
import { runBuyerIntent } from "~/features/tracking/buyer-chat.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { limit } from "~/platform/rate-limit.server";
import { answerError } from "./errors";

const ASKS = { points: 600, seconds: 60 };
const SIGNS = { points: 120, seconds: 60 };

/**
 * What the chat's screens ask and send by themselves; the pages in app/routes do the same without a script. A member's
 * address has no corner: there is only what both sides read.
 */
export function chatDoor(): Hono {
  const door = new Hono();
  door.onError(answerError);

  door.get("/rooms/:roomId/chat/messages", async (c) => {
    const { chat } = await memberIn(c);
    return answer(c, chat);
  });
  door.post("/rooms/:roomId/chat/messages", async (c) => {
    const { chat } = await memberIn(c);
    const form = await parseForm(c.req.raw, chatIntent);
    if (!form.ok) return refusal(c, form.reply);
    return reply(c, await runChatIntent(chat, form.value, form.values));
  });
  door.post("/rooms/:roomId/chat/here", async (c) => {
    const { chat } = await memberIn(c);
    return sign(c, chat, { isShown: true });
  });

  door.get("/room/:roomId/chat/messages", async (c) => answer(c, (await viewerIn(c)).chat));
  door.post("/room/:roomId/chat/messages", async (c) => {
    const { viewer, chat } = await viewerIn(c);
    const form = await parseForm(c.req.raw, chatIntent);
    if (!form.ok) return refusal(c, form.reply);
    return reply(c, await runBuyerIntent({ viewer, chat, intent: form.value, values: form.values }));
  });
  door.post("/room/:roomId/chat/here", async (c) => {
    const { viewer, chat } = await viewerIn(c);
    return sign(c, chat, { isShown: mayMeasure(viewer) });
  });
  return door;
}

async function memberIn(c: Context): Promise<{ chat: MemberChat }> {
  const { scope } = await requireMemberOrThrow(c.req.raw);
  return { chat: memberChat(await memberInRoom(scope, c.req.param("roomId") ?? "")) };
}

async function viewerIn(c: Context) {
  const { viewer, actor } = await requireViewerActor(c.req.raw, c.req.param("roomId") ?? "");
  const corner = c.req.query("corner") === "buyers" ? ("buyers" as const) : ("room" as const);
  return { viewer, chat: viewerChat(actor, corner) };
}

async function answer(c: Context, chat: Chat): Promise<Response> {
  const asked = chatAsk.safeParse(c.req.query());
  if (!asked.success || asked.data.corner !== chat.corner) throw new AppError("INVALID");
  const { after, before, thread = null, people } = asked.data;
  if (people !== undefined) {
    await limit("chat-people", keyOf(chat), ASKS);
    return c.json(await findPeople(chat, people));
  }
  const slice =
    after === undefined
      ? await listMessages(chat, { threadId: thread, before: before ?? null })
      : await listChanges(chat, after);
  return c.json({ ...slice, present: await listPeopleHere(chat) });
}

/** Who is there and who types: passed on, stored nowhere. */
async function sign(c: Context, chat: Chat, { isShown }: { isShown: boolean }): Promise<Response> {
  const form = await parseForm(c.req.raw, hereSchema);
  if (!form.ok) throw new AppError("INVALID");
  await limit("chat-signs", keyOf(chat), SIGNS);
  // Who said no to being measured is not shown as being there either.
  if (canWrite(chat.actor) && isShown) {
    if (form.value.state === "here") noteHere(chat);
    else if (form.value.state === "left") noteLeft(chat);
  }
  if (canWrite(chat.actor) && form.value.state === "typing") noteTyping(chat);
  return c.body(null, 204);
}

function keyOf({ actor }: Chat): string {
  return actor.kind === "member" ? actor.memberId : actor.viewerId;
}

function refusal(
  c: Context,
  { errors, values }: { errors: Readonly<Record<string, string>>; values: Readonly<Record<string, string>> },
) {
  return reply(c, { ok: false, errors: { ...errors }, values: { ...values } });
}

function reply(c: Context, answered: ChatReply): Response {
  return c.json(answered, answered.ok ? 200 : 422);
}

import { db } from "@db/client";
import { chatCounters, chatMessages, chatReads } from "@db/schema/chat";
import type { Tx } from "@db/types";
import { and, asc, eq, gt, inArray, isNull, notInArray } from "drizzle-orm";
import { z } from "zod";
import { now, nowMs } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import { i18nOf } from "~/platform/i18n/translator.server";
import { defineJob, enqueue } from "~/platform/jobs.server";
import { mailTexts } from "~/platform/mail-text.server";
import { queueMail } from "~/platform/mailer.server";
import { paths } from "~/platform/paths";
import type { Corner } from "../../attachments/schema";
import { wantsMails } from "../../mail-choice/data.server";
import type { MailChoice } from "../../mail-choice/schema";
import { mailChoiceAddresses, recipientOf } from "../../mail-choice/token.server";
import { namesOf } from "../../names.server";
import type { MessageRow } from "../faces.server";
import { type Absent, findRoomToTell, listAbsentBuyers, listAbsentMembers, type Told } from "./data.server";

/** Whoever has not read a message after this long is told by mail. */
export const ABSENT_MS = 10 * 60_000;
/** Whoever was told and has not come is not told again before. */
export const QUIET_MS = 60 * 60_000;
const BUNDLE_MS = 60_000;
const MAX_QUOTED = 3;
const QUOTED_LENGTH = 140;

/** One mail a person and room about all that is unread. Repeating it sends none twice. */
export const tellAbsent = defineJob({
  kind: "chat.tell_absent",
  schema: z.object({ roomId: z.string() }).strict(),
  async run({ roomId }) {
    const room = await findRoomToTell(roomId);
    if (!room) return;
    const people = [...(await listAbsentMembers(room)), ...(await listAbsentBuyers(room))];
    let isEarly = false;
    for (const person of people) {
      const outcome = await db.transaction((tx) => tellPerson(tx, room, person));
      isEarly ||= outcome === "later";
    }
    if (!isEarly) return;
    const { runAt, key } = tellTimeOf(roomId, nowMs() + QUIET_MS);
    await db.transaction((tx) => enqueue(tx, tellAbsent, { roomId }, { runAt, key }));
  },
});

/** Messages of one minute share a job; when it runs, each of them has waited long enough. */
export function tellTimeOf(roomId: string, atMs: number): { runAt: Date; key: string } {
  const bundle = Math.ceil((atMs + 1) / BUNDLE_MS);
  return { runAt: new Date(bundle * BUNDLE_MS + ABSENT_MS), key: `chat.tell:${roomId}:${bundle}` };
}

type Room = NonNullable<Told>;
type Unread = { corner: Corner; messages: MessageRow[] };

async function tellPerson(tx: Tx, room: Room, person: Absent): Promise<"told" | "later" | "nothing"> {
  // One mail after the other for a room, however many jobs run.
  await tx.select().from(chatCounters).where(eq(chatCounters.roomId, room.id)).for("update");
  if (!(await wantsMails(tx, choiceOf(room, person)))) return "nothing";
  const reads = await tx
    .select()
    .from(chatReads)
    .where(and(eq(chatReads.roomId, room.id), inArray(chatReads.readerId, person.ids)));
  const unread: Unread[] = [];
  for (const corner of person.corners) {
    const own = reads.filter((read) => read.corner === corner);
    const readSeq = Math.max(0, ...own.map((read) => read.lastSeq));
    const mailedSeq = Math.max(0, ...own.map((read) => read.mailedSeq));
    const messages = await listUnreadOf(tx, { room, person, corner, after: Math.max(readSeq, mailedSeq) });
    if (messages.length === 0) continue;
    // Told before and not come since: the newest message they were told of says when.
    if (mailedSeq > readSeq && (await wasToldLately(tx, room, corner, mailedSeq))) return "later";
    unread.push({ corner, messages });
  }
  const untilMs = nowMs() - ABSENT_MS;
  if (!unread.some(({ messages }) => messages.some((message) => message.createdAt.getTime() <= untilMs)))
    return "nothing";
  await mailTo(tx, { room, person, unread });
  for (const { corner, messages } of unread) await keepMailed(tx, { room, person, corner, messages });
  return "told";
}

function listUnreadOf(
  tx: Tx,
  { room, person, corner, after }: { room: Room; person: Absent; corner: Corner; after: number },
) {
  return tx
    .select()
    .from(chatMessages)
    .where(
      and(
        eq(chatMessages.roomId, room.id),
        eq(chatMessages.corner, corner),
        gt(chatMessages.seq, after),
        isNull(chatMessages.deletedAt),
        notInArray(chatMessages.authorId, person.ids),
      ),
    )
    .orderBy(asc(chatMessages.seq));
}

async function wasToldLately(tx: Tx, room: Room, corner: Corner, mailedSeq: number): Promise<boolean> {
  const [told] = await tx
    .select({ at: chatMessages.createdAt })
    .from(chatMessages)
    .where(
      and(eq(chatMessages.roomId, room.id), eq(chatMessages.corner, corner), eq(chatMessages.seq, mailedSeq)),
    );
  return told !== undefined && nowMs() - told.at.getTime() < ABSENT_MS + QUIET_MS;
}

async function keepMailed(
  tx: Tx,
  { room, person, corner, messages }: { room: Room; person: Absent } & Unread,
): Promise<void> {
  const mailedSeq = messages.at(-1)?.seq ?? 0;
  const place = { workspaceId: room.workspaceId, roomId: room.id, corner };
  for (const readerId of person.ids) {
    await tx
      .insert(chatReads)
      .values({ ...place, readerKind: person.side, readerId, lastSeq: 0, mailedSeq, readAt: now() })
      .onConflictDoUpdate({
        target: [chatReads.roomId, chatReads.corner, chatReads.readerId],
        set: { mailedSeq },
      });
  }
}

type Telling = { room: Room; person: Absent; unread: Unread[] };

/**
 * Quotes what both sides may read. Of the buyers' corner it says only how much is new: admins of the workspace see which
 * mails went out.
 */
async function mailTo(tx: Tx, { room, person, unread }: Telling): Promise<void> {
  const { language } = person;
  const t = i18nOf(language).getFixedT(language, "chatMail");
  const open = unread.find(({ corner }) => corner === "room")?.messages ?? [];
  const apart = unread.find(({ corner }) => corner === "buyers")?.messages.length ?? 0;
  const lead = [
    ...(open.length > 0 ? [t("lead", { count: open.length, room: room.name })] : []),
    ...(await quotesOf(tx, room, open)).map(
      ({ name, text }) => `${name ?? t("visitor")}: ${text || t("fileOnly")}`,
    ),
    ...(open.length > MAX_QUOTED ? [t("more", { count: open.length - MAX_QUOTED })] : []),
    ...(apart > 0 ? [t("apart", { count: apart, room: room.name })] : []),
  ];
  const { page, oneClick } = mailChoiceAddresses(choiceOf(room, person));
  const path = person.side === "member" ? paths.roomChat(room.id) : paths.buyerChat(room.id);
  await queueMail(tx, {
    workspaceId: room.workspaceId,
    to: person.email,
    subject: t("subject", { count: open.length + apart, room: room.name }),
    ...mailTexts({
      language,
      lead,
      action: { label: t("action"), url: new URL(path, env().appUrl).href },
      notes: [t(person.side === "member" ? "whyMember" : "whyBuyer", { brand: room.brand })],
      ending: { label: t("turnOff"), url: page },
    }),
    unsubscribeUrl: oneClick,
  });
}

function choiceOf(room: Room, { side, email, ids: [memberId = ""] }: Absent): MailChoice {
  const recipient = recipientOf(side === "member" ? { side, memberId } : { side, email });
  return { kind: "chat", roomId: room.id, recipient };
}

async function quotesOf(
  tx: Tx,
  room: Room,
  messages: readonly MessageRow[],
): Promise<{ name: string | null; text: string }[]> {
  const quoted = messages.slice(-MAX_QUOTED);
  const idsOf = (kind: MessageRow["authorKind"]) =>
    quoted.filter((row) => row.authorKind === kind).map((row) => row.authorId);
  const place = { workspaceId: room.workspaceId, roomId: room.id };
  const names = await namesOf(place, { memberIds: idsOf("member"), viewerIds: idsOf("viewer") }, tx);
  return quoted.map((row) => ({ name: names.get(row.authorId) ?? null, text: shortened(row.body) }));
}

function shortened(body: string): string {
  const letters = [...body.replace(/\s+/g, " ").trim()];
  return letters.length > QUOTED_LENGTH
    ? `${letters.slice(0, QUOTED_LENGTH - 1).join("")}…`
    : letters.join("");
}

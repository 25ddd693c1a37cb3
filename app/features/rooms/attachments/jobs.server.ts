import { db } from "@db/client";
import { attachments, chatMessages } from "@db/schema/chat";
import { and, eq, inArray, isNull, lt, ne, type SQL } from "drizzle-orm";
import { z } from "zod";
import { removeUnused } from "~/features/accounts/deleting/files/mutations.server";
import { now, nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import { defineJob, enqueue } from "~/platform/jobs.server";
import { UNCLAIMED_MS } from "./utils";

const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 200;

/** Removes files whose rows are gone, unless a template shares them. A file that is gone already is fine. */
export const removeAttachmentFiles = defineJob({
  kind: "attachments.remove_files",
  schema: z.object({ keys: z.array(z.string()) }).strict(),
  async run({ keys }) {
    await removeUnused(keys);
  },
});

/** Once a day: what was never sent, and messages deleted for longer than they can be taken back, with their files. */
export const sweepAttachments = defineJob({
  kind: "attachments.sweep",
  schema: z.object({ day: z.string() }).strict(),
  async run() {
    await removeLeftAttachments();
    await forgetDeletedMessages();
    await scheduleAttachmentSweep(new Date(nowMs() + DAY_MS));
  },
});

export async function scheduleAttachmentSweep(at: Date = now()): Promise<void> {
  const day = dayOf(at, "UTC");
  await db.transaction((tx) =>
    enqueue(tx, sweepAttachments, { day }, { key: `attachments.sweep:${day}`, runAt: at }),
  );
}

export async function removeLeftAttachments(): Promise<void> {
  const until = new Date(nowMs() - UNCLAIMED_MS);
  const isUnsent = isNull(attachments.ownerId);
  const unsent = () =>
    db
      .select({ id: attachments.id })
      .from(attachments)
      .where(and(isUnsent, lt(attachments.createdAt, until)))
      .limit(ROWS_AT_ONCE);
  const ofDeletedMessages = () =>
    db
      .select({ id: attachments.id })
      .from(attachments)
      .innerJoin(chatMessages, eq(chatMessages.id, attachments.ownerId))
      .where(and(eq(attachments.ownerKind, "message"), lt(chatMessages.deletedAt, until)))
      .limit(ROWS_AT_ONCE);
  // What was sent in the meantime stays.
  while (await removeRows(await unsent(), isUnsent));
  while (await removeRows(await ofDeletedMessages()));
}

/** Of a deleted message only the mark in its place stays. */
export async function forgetDeletedMessages(): Promise<void> {
  const until = new Date(nowMs() - UNCLAIMED_MS);
  await db.transaction((tx) =>
    tx
      .update(chatMessages)
      .set({ body: "", searchText: "", mentions: [] })
      .where(and(lt(chatMessages.deletedAt, until), ne(chatMessages.body, ""))),
  );
}

/** True when there were any. */
async function removeRows(rows: { id: string }[], isStillLeft?: SQL): Promise<boolean> {
  if (rows.length === 0) return false;
  const ids = rows.map(({ id }) => id);
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(attachments)
      .where(and(inArray(attachments.id, ids), isStillLeft))
      .returning({ key: attachments.fileKey });
    await enqueue(tx, removeAttachmentFiles, { keys: gone.map(({ key }) => key) });
  });
  return true;
}

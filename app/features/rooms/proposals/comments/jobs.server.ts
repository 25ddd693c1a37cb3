import { db } from "@db/client";
import { proposalComments } from "@db/schema/proposals";
import { and, gte, isNotNull, isNull, lt, ne, notInArray, or } from "drizzle-orm";
import { z } from "zod";
import { now, nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import { defineJob, enqueue } from "~/platform/jobs.server";
import { RESTORE_MS } from "./utils";

const DAY_MS = 86_400_000;

/** Once a day: what was deleted for longer than it can be taken back. */
export const sweepComments = defineJob({
  kind: "proposal_comments.sweep",
  schema: z.object({ day: z.string() }).strict(),
  async run() {
    await forgetDeletedComments();
    await scheduleCommentSweep(new Date(nowMs() + DAY_MS));
  },
});

export async function scheduleCommentSweep(at: Date = now()): Promise<void> {
  const day = dayOf(at, "UTC");
  await db.transaction((tx) =>
    enqueue(tx, sweepComments, { day }, { key: `proposal_comments.sweep:${day}`, runAt: at }),
  );
}

/** Of a deleted comment only the mark in its place stays, and that only above answers that stand or may come back. */
export async function forgetDeletedComments(): Promise<void> {
  const until = new Date(nowMs() - RESTORE_MS);
  const { id, parentId, deletedAt, body, quote } = proposalComments;
  const isExpired = lt(deletedAt, until);
  await db.transaction(async (tx) => {
    const answered = tx
      .select({ id: parentId })
      .from(proposalComments)
      .where(and(isNotNull(parentId), or(isNull(deletedAt), gte(deletedAt, until))));
    await tx.delete(proposalComments).where(and(isExpired, notInArray(id, answered)));
    await tx
      .update(proposalComments)
      .set({ body: "", quote: null })
      .where(and(isExpired, or(ne(body, ""), isNotNull(quote))));
  });
}

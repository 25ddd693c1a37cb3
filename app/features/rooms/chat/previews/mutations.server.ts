import { db } from "@db/client";
import { chatMessages, linkPreviews } from "@db/schema/chat";
import type { Tx } from "@db/types";
import { and, eq, isNull, lt } from "drizzle-orm";
import { now, nowMs } from "~/platform/clock.server";
import { nextSeq, type Place, tellChange } from "../line.server";
import type { Wish } from "./data.server";
import type { Head } from "./head.server";
import { KEPT_MS } from "./utils";

/**
 * Keeps what a page said, or that it said nothing, for all rooms of the workspace; forgets what is too old. A page that
 * fails keeps what it said before: its cards in earlier messages stay.
 */
export async function keepAnswer(
  tx: Tx,
  { workspaceId, urlHash, failures, isShown }: Wish,
  head: Head | null,
): Promise<void> {
  const isFailed = head === null;
  const answer = {
    title: head?.title ?? null,
    description: head?.description ?? "",
    failures: isFailed ? failures + 1 : 0,
    askedAt: now(),
  };
  await tx
    .insert(linkPreviews)
    .values({ workspaceId, urlHash, ...answer })
    .onConflictDoUpdate({
      target: [linkPreviews.workspaceId, linkPreviews.urlHash],
      set: isFailed && isShown ? { failures: answer.failures } : answer,
    });
  const isOld = lt(linkPreviews.askedAt, new Date(nowMs() - KEPT_MS));
  await tx.delete(linkPreviews).where(and(eq(linkPreviews.workspaceId, workspaceId), isOld));
}

/** A message has a card from now on: it takes the next number of its corner's line, and open screens fetch it. */
export async function tellOfCard({ workspaceId, roomId }: Wish, messageId: string): Promise<void> {
  const place: Place = { workspaceId, roomId, corner: "room" };
  const seq = await db.transaction(async (tx) => {
    const next = await nextSeq(tx, place);
    await tx
      .update(chatMessages)
      .set({ changeSeq: next })
      .where(and(eq(chatMessages.id, messageId), isNull(chatMessages.deletedAt)));
    return next;
  });
  tellChange(place, { seq, isNew: false, by: "" });
}

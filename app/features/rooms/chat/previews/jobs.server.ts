import { db } from "@db/client";
import type { Tx } from "@db/types";
import { z } from "zod";
import { nowMs } from "~/platform/clock.server";
import { AppError } from "~/platform/errors";
import { defineJob, enqueue } from "~/platform/jobs.server";
import { limit } from "~/platform/rate-limit.server";
import type { Chat } from "../schema";
import { findWish, isOurs, type Wish } from "./data.server";
import { keepAnswer, tellOfCard } from "./mutations.server";
import { askPage } from "./service.server";

/** Of one workspace. */
const ASKS = { points: 20, seconds: 60 };
const BUSY_MS = 2_000;
/** A card that comes later than this helps nobody. */
const PATIENCE_MS = 10 * 60_000;

/** One page at a time, so that slow ones leave the other hands of the worker free for mails. */
let isAsking = false;

/** Asks a linked page for its card. Repeating it asks again only when the first try was not kept. */
export const previewLink = defineJob({
  kind: "chat.preview_link",
  schema: z.object({ messageId: z.string(), untilMs: z.number() }).strict(),
  async run({ messageId, untilMs }) {
    const wish = await findWish(messageId);
    if (!wish) return;
    if (!wish.isKnown) {
      const outcome = await ask(wish);
      if (typeof outcome === "number" && nowMs() + outcome < untilMs)
        await later({ messageId, untilMs }, outcome);
      if (outcome !== "shown") return;
    } else if (!wish.isShown) return;
    await tellOfCard(wish, messageId);
  },
});

/** Leaves a job for the card of a message that was written or changed, unless it may have none or the answer is there. */
export async function wantPreview(
  tx: Tx,
  { corner }: Chat,
  { id, body }: { id: string; body: string },
): Promise<void> {
  if (corner === "buyers" || !body.includes("://")) return;
  const wish = await findWish(id, tx);
  if (!wish || wish.isKnown) return;
  await enqueue(tx, previewLink, { messageId: id, untilMs: nowMs() + PATIENCE_MS });
}

/** A number: not now, but in so many milliseconds. */
async function ask(wish: Wish): Promise<"shown" | "nothing" | number> {
  if (isAsking) return BUSY_MS;
  isAsking = true;
  try {
    const waitMs = await spend(wish.workspaceId);
    if (waitMs > 0) return waitMs;
    const { url, language } = wish;
    const head = await askPage({ url, language, mayAsk: async (hop) => !(await isOurs(hop)) });
    await db.transaction((tx) => keepAnswer(tx, wish, head));
    return head ? "shown" : "nothing";
  } finally {
    isAsking = false;
  }
}

async function spend(workspaceId: string): Promise<number> {
  try {
    await limit("link-previews", workspaceId, ASKS);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "RATE_LIMITED") throw error;
    return (error.retryAfterSeconds ?? ASKS.seconds) * 1_000;
  }
}

function later(payload: { messageId: string; untilMs: number }, waitMs: number): Promise<void> {
  return db.transaction((tx) => enqueue(tx, previewLink, payload, { runAt: new Date(nowMs() + waitMs) }));
}

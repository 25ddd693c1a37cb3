import { chatCounters } from "@db/schema/chat";
import type { Tx } from "@db/types";
import { sql } from "drizzle-orm";
import { found } from "~/platform/errors";
import { publish } from "~/platform/realtime.server";
import type { Corner } from "../attachments/schema";
import { CHAT_CHANGED, chatTopic } from "./topics";

/** Where something is said. */
export type Place = { workspaceId: string; roomId: string; corner: Corner };

/** Messages and their changes share one line without gaps in who comes first: the row is locked until the end. */
export async function nextSeq(tx: Tx, { workspaceId, roomId, corner }: Place): Promise<number> {
  const [counter] = await tx
    .insert(chatCounters)
    .values({ workspaceId, roomId, corner, lastSeq: 1 })
    .onConflictDoUpdate({
      target: [chatCounters.roomId, chatCounters.corner],
      set: { lastSeq: sql`${chatCounters.lastSeq} + 1` },
    })
    .returning({ seq: chatCounters.lastSeq });
  return found(counter).seq;
}

type Change = { seq: number; isNew: boolean; by: string };

/** After commit. */
export function tellChange({ roomId, corner }: Place, change: Change): void {
  publish(chatTopic(roomId, corner), { type: CHAT_CHANGED, corner, ...change });
}

import { db } from "@db/client";
import { acceptances, pricingChoices } from "@db/schema/proposals";
import { proposals } from "@db/schema/rooms";
import { and, eq } from "drizzle-orm";
import type { RoomActor } from "../../schema";

export type Choices = {
  byBlock: ReadonlyMap<string, readonly string[]>;
  /** False once the version was accepted: its prices stand. */
  isOpen: boolean;
};

/** What this reader switched on; after an acceptance, what was accepted. A member sees the table's own state. */
export async function findChoices(actor: RoomActor, pageId: string): Promise<Choices> {
  const accepted = await findAccepted(actor, pageId);
  if (accepted) return { byBlock: accepted, isOpen: false };
  if (actor.kind === "member") return { byBlock: new Map(), isOpen: false };
  const rows = await db
    .select({ blockId: pricingChoices.blockId, chosen: pricingChoices.chosen })
    .from(pricingChoices)
    .where(
      and(
        eq(pricingChoices.pageId, pageId),
        eq(pricingChoices.viewerId, actor.viewerId),
        eq(pricingChoices.roomId, actor.roomId),
        eq(pricingChoices.workspaceId, actor.workspaceId),
      ),
    );
  return { byBlock: new Map(rows.map(({ blockId, chosen }) => [blockId, chosen])), isOpen: true };
}

async function findAccepted(
  { workspaceId, roomId }: RoomActor,
  pageId: string,
): Promise<Map<string, string[]> | null> {
  const [row] = await db
    .select({ totals: acceptances.totals })
    .from(acceptances)
    .innerJoin(proposals, eq(proposals.publishedVersionId, acceptances.versionId))
    .where(
      and(
        eq(acceptances.pageId, pageId),
        eq(acceptances.roomId, roomId),
        eq(acceptances.workspaceId, workspaceId),
      ),
    );
  return row ? new Map(row.totals.map(({ blockId, chosen }) => [blockId, chosen])) : null;
}

import { db } from "@db/client";
import { acceptances, pricingChoices } from "@db/schema/proposals";
import { pages, rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import type { ViewerActor } from "../../schema";
import { findShownVersion } from "../versions/data.server";
import type { PricingChoice } from "./schema";
import { pricingOf } from "./tables";

/**
 * Keeps which optional lines this reader wants. FORBIDDEN in a preview; NOT_FOUND for a table that isn't in what is
 * published; INVALID for a line that isn't optional; CONFLICT once the version was accepted. The viewer's row must be
 * there.
 */
export async function choosePricing(
  actor: ViewerActor,
  choice: PricingChoice & { pageId: string },
): Promise<void> {
  assertCan(!actor.preview);
  const { workspaceId, roomId, viewerId, contactId } = actor;
  const { pageId, blockId } = choice;
  await db.transaction(async (tx) => {
    await findOpenPage(tx, actor, pageId);
    const version = found(await findShownVersion(tx, actor, pageId));
    const pricing = found(pricingOf(version.body, blockId));
    await assertNotAccepted(tx, version.id);
    const optional = new Set(pricing.lines.filter((line) => line.optional).map((line) => line.id));
    const chosen = [...new Set(choice.line)];
    if (!chosen.every((id) => optional.has(id))) throw new AppError("INVALID");
    const row = { chosen, updatedAt: now() };
    await tx
      .insert(pricingChoices)
      .values({ workspaceId, roomId, pageId, viewerId, blockId, ...row })
      .onConflictDoUpdate({
        target: [pricingChoices.pageId, pricingChoices.viewerId, pricingChoices.blockId],
        set: row,
      });
    await recordEvent(tx, actor, { type: "pricing.chosen", roomId, pageId, viewerId, contactId });
  });
}

async function findOpenPage(tx: Tx, { workspaceId, roomId }: ViewerActor, pageId: string): Promise<void> {
  const [page] = await tx
    .select({ id: pages.id })
    .from(pages)
    .innerJoin(rooms, eq(rooms.id, pages.roomId))
    .where(
      and(
        eq(pages.id, pageId),
        eq(pages.roomId, roomId),
        eq(pages.workspaceId, workspaceId),
        isNull(pages.archivedAt),
        isNull(rooms.archivedAt),
      ),
    );
  found(page);
}

async function assertNotAccepted(tx: Tx, versionId: string): Promise<void> {
  const [accepted] = await tx
    .select({ id: acceptances.id })
    .from(acceptances)
    .where(eq(acceptances.versionId, versionId));
  if (accepted) throw new AppError("CONFLICT");
}

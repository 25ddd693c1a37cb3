import { hits, views } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { and, eq, gte, inArray, isNull, lte, or } from "drizzle-orm";
import type { Reason } from "./reasons";
import { classOfReason } from "./reasons";
import { suspectViews } from "./rejudge.server";

export const CONTAGION_MS = 15 * 60_000;

export type MachineTrace = { linkId: string; at: Date; ip: string; userAgent: string };

/**
 * A machine came through this link: whatever shares its address or agent within 15 minutes is judged again. Both alike
 * and no sign of a person is a machine too; one alike is a doubt that later input clears.
 */
export async function spreadContagion(tx: Tx, machine: MachineTrace): Promise<void> {
  const from = new Date(machine.at.getTime() - CONTAGION_MS);
  const until = new Date(machine.at.getTime() + CONTAGION_MS);
  const nearHits = await tx
    .select({ id: hits.id, ip: hits.ip, userAgent: hits.userAgent })
    .from(hits)
    .where(
      and(
        eq(hits.linkId, machine.linkId),
        gte(hits.at, from),
        lte(hits.at, until),
        or(eq(hits.ip, machine.ip), eq(hits.userAgent, machine.userAgent)),
      ),
    );
  const nearViews = await tx
    .select({ id: views.id, ip: views.ip, userAgent: views.userAgent })
    .from(views)
    .where(
      and(
        eq(views.linkId, machine.linkId),
        gte(views.openedAt, from),
        lte(views.openedAt, until),
        or(eq(views.ip, machine.ip), eq(views.userAgent, machine.userAgent)),
      ),
    );
  for (const reason of LIKENESSES) {
    await suspectHits(
      tx,
      nearHits.filter((hit) => likeness(hit, machine) === reason).map(({ id }) => id),
      reason,
    );
    await suspectViews(
      tx,
      nearViews.filter((view) => likeness(view, machine) === reason).map(({ id }) => id),
      reason,
    );
  }
}

/** Holds a reason against openings: those without a script at once, the others through their views. */
export async function suspectHits(tx: Tx, hitIds: readonly string[], reason: Reason): Promise<void> {
  if (hitIds.length === 0) return;
  const ids = [...hitIds];
  const seen = await tx
    .select({ id: views.id, hitId: views.hitId })
    .from(views)
    .where(inArray(views.hitId, ids));
  const withScript = new Set(seen.map(({ hitId }) => hitId));
  const bare = ids.filter((id) => !withScript.has(id));
  const hitClass = classOfReason(reason);
  if (bare.length > 0 && hitClass !== "engaged") {
    await tx
      .update(hits)
      .set({ class: hitClass, reason })
      .where(and(inArray(hits.id, bare), eq(hits.class, "opened"), isNull(hits.reclassedById)));
  }
  await suspectViews(
    tx,
    seen.map(({ id }) => id),
    reason,
  );
}

const LIKENESSES = ["contagion", "contagion:address", "contagion:agent"] as const;

function likeness(
  trace: { ip: string; userAgent: string },
  machine: MachineTrace,
): (typeof LIKENESSES)[number] {
  if (trace.ip !== machine.ip) return "contagion:agent";
  return trace.userAgent === machine.userAgent ? "contagion" : "contagion:address";
}

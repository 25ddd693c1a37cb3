import { db } from "@db/client";
import { accessRequests } from "@db/schema/people";
import { shareLinks } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { announceRoom } from "~/features/rooms/mutations.server";
import { canEditPeople } from "~/features/rooms/people/policy";
import type { MemberActor } from "~/features/rooms/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { limit } from "~/platform/rate-limit.server";
import { inviteOrigin, queueRoomInvite } from "../invites/invite-mail.server";
import { insertPersonalLink } from "../invites/mutations.server";
import { isAddressAllowed, linkStateOf } from "../policy";
import type { GateScope } from "../schema";
import type { Ask } from "./schema";

const ASK_BUDGETS = {
  address: { points: 5, seconds: 3600 },
  link: { points: 40, seconds: 86_400 },
} as const;

/**
 * Somebody before the gate asks the rep to be let in. The answer is the same whoever asks: an address that may pass
 * already, and one that was refused, leave nothing. Throws RATE_LIMITED.
 */
export async function requestAccess(gate: GateScope, { address, ...ask }: Ask & { address: string }) {
  await limit("access-address", address, ASK_BUDGETS.address);
  await limit("access-link", gate.linkId, ASK_BUDGETS.link);
  await db.transaction(async (tx) => {
    const [link] = await tx.select().from(shareLinks).where(eq(shareLinks.id, gate.linkId)).for("update");
    if (linkStateOf(found(link), now()) !== "active") throw new AppError("GONE");
    if (isAddressAllowed(found(link), ask.email)) return;
    await insertRequest(tx, {
      ...ask,
      workspaceId: gate.workspaceId,
      roomId: gate.roomId,
      linkId: gate.linkId,
    });
  });
  announceRoom(gate.roomId);
}

type NewRequest = Ask & { workspaceId: string; roomId: string; linkId: string };

/** One request a link and address; whoever was answered is not asked about again. */
export async function insertRequest(tx: Tx, request: NewRequest): Promise<void> {
  const { workspaceId, roomId, linkId } = request;
  const [made] = await tx
    .insert(accessRequests)
    .values({ ...request, id: newId(), createdAt: now() })
    .onConflictDoNothing()
    .returning({ id: accessRequests.id });
  if (!made) return;
  await recordEvent(tx, { workspaceId }, { type: "access.requested", roomId, requestId: made.id, linkId });
}

/**
 * Allowed: the address joins the list of the link they came by, and a mail brings a way in of their own. Refused: nobody
 * is told, so that the gate stays silent. A request that was answered stays as it was. Gives back the address.
 */
export async function decideAccess(
  actor: MemberActor,
  { requestId, decision }: { requestId: string; decision: "allowed" | "refused" },
): Promise<string> {
  const { workspaceId, roomId, memberId } = actor;
  const origin = await inviteOrigin(actor);
  const asking = await db.transaction(async (tx) => {
    assertCan(canEditPeople(actor));
    const isRequest = and(
      eq(accessRequests.id, requestId),
      eq(accessRequests.roomId, roomId),
      eq(accessRequests.workspaceId, workspaceId),
    );
    const [request] = await tx.select().from(accessRequests).where(isRequest).for("update");
    const { linkId, email, decision: earlier } = found(request);
    if (earlier) return email;
    await tx
      .update(accessRequests)
      .set({ decision, decidedById: memberId, decidedAt: now() })
      .where(isRequest);
    await recordEvent(tx, actor, { type: `access.${decision}`, roomId, requestId, linkId });
    if (decision === "refused") return email;
    const link = await admitAddress(tx, linkId, email);
    const { allowDownload, expiresAt } = link;
    const personal = { workspaceId, roomId, createdById: memberId, email, allowDownload, expiresAt };
    const token = await insertPersonalLink(tx, personal);
    await queueRoomInvite(tx, actor, origin, { to: email, token, by: { kind: "request" } });
    return email;
  });
  announceRoom(roomId);
  return asking;
}

/** A list that only grows sends nobody back to the gate. */
async function admitAddress(tx: Tx, linkId: string, email: string) {
  const [row] = await tx.select().from(shareLinks).where(eq(shareLinks.id, linkId)).for("update");
  const link = found(row);
  if (linkStateOf(link, now()) !== "active") throw new AppError("CONFLICT");
  if (!isAddressAllowed(link, email)) {
    const allowedEmails = [...link.allowedEmails, email].sort();
    await tx.update(shareLinks).set({ allowedEmails }).where(eq(shareLinks.id, linkId));
  }
  return link;
}

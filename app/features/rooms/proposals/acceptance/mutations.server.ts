import { db } from "@db/client";
import { constraintOf } from "@db/errors";
import { acceptances } from "@db/schema/proposals";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { enqueue } from "~/platform/jobs.server";
import { announceRoom } from "../../mutations.server";
import type { ViewerActor } from "../../schema";
import { findVariables, knownValues } from "../variables/data.server";
import { hashOf } from "../versions/data.server";
import { consentText, digestOf, findAcceptanceOf, getOffer } from "./data.server";
import { makeCertificate } from "./jobs.server";
import type { AcceptanceFace, Signing } from "./schema";

export type Accepted =
  | { kind: "accepted"; acceptance: AcceptanceFace }
  /** Somebody accepted this version before; nothing was written. */
  | { kind: "already"; acceptance: AcceptanceFace }
  /** A newer version was published, or the sums are others than those that were shown. */
  | { kind: "outdated" };

/** Where the acceptance came from, as the server saw it. */
export type Caller = { ip: string; userAgent: string };

/**
 * Keeps for good that this reader accepts the version on their screen. FORBIDDEN in a preview. The viewer's row must be
 * there.
 */
export async function acceptProposal(
  actor: ViewerActor,
  { pageId, caller, ...signing }: Signing & { pageId: string; caller: Caller },
): Promise<Accepted> {
  assertCan(!actor.preview);
  const outcome = await db
    .transaction((tx) => acceptIn(tx, actor, { pageId, caller, ...signing }))
    .catch(async (error: unknown): Promise<Accepted> => {
      // Two people at once: the second finds what the first did.
      const acceptance =
        constraintOf(error) === "unique" ? await findAcceptanceOf(actor, signing.versionId) : null;
      if (!acceptance) throw error;
      return { kind: "already", acceptance };
    });
  if (outcome.kind === "accepted") announceRoom(actor.roomId);
  return outcome;
}

async function acceptIn(
  tx: Tx,
  actor: ViewerActor,
  { pageId, caller, versionId, shown, ...signed }: Signing & { pageId: string; caller: Caller },
): Promise<Accepted> {
  const { workspaceId, roomId, viewerId, contactId } = actor;
  await lockRoom(tx, actor);
  const { version, title, brandName, totals, accepted } = await getOffer(actor, pageId, tx);
  if (version.id !== versionId) return { kind: "outdated" };
  if (accepted) return { kind: "already", acceptance: accepted };
  if (digestOf(totals) !== shown) return { kind: "outdated" };
  const viewer = await findViewer(tx, actor);
  const { number } = version;
  const contentHash = hashOf(version);
  const id = newId();
  const at = now();
  await tx.insert(acceptances).values({
    ...signed,
    id,
    workspaceId,
    roomId,
    pageId,
    versionId,
    versionNumber: number,
    contentHash,
    viewerId,
    contactId,
    email: viewer.email,
    verified: viewer.identity === "verified",
    consentText: consentText(signed.language, { title, brandName, number }),
    totals,
    shownValues: knownValues(await findVariables(actor, tx)),
    ip: caller.ip,
    userAgent: caller.userAgent.slice(0, 500),
    at,
  });
  const event = {
    type: "proposal.accepted",
    roomId,
    pageId,
    versionId,
    number,
    viewerId,
    contactId,
  } as const;
  await recordEvent(tx, { workspaceId, viewerId }, { ...event, acceptanceId: id });
  await enqueue(tx, makeCertificate, { acceptanceId: id }, { key: `certificate:${id}` });
  const { name, title: jobTitle } = signed;
  const face = { id, name, title: jobTitle, at, versionId, versionNumber: number, contentHash, totals };
  return { kind: "accepted", acceptance: { ...face, hasCertificate: false } };
}

/** As publishing does: of a new version and an acceptance of the old one, one comes first. */
async function lockRoom(tx: Tx, { workspaceId, roomId }: ViewerActor): Promise<void> {
  const [room] = await tx
    .select({ archivedAt: rooms.archivedAt })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, workspaceId)))
    .for("update");
  if (found(room).archivedAt) throw new AppError("GONE");
}

async function findViewer(tx: Tx, { viewerId, roomId }: ViewerActor) {
  const [viewer] = await tx
    .select({ email: viewers.email, identity: viewers.identity })
    .from(viewers)
    .where(and(eq(viewers.id, viewerId), eq(viewers.roomId, roomId)));
  return found(viewer);
}

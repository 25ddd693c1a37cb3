import { db } from "@db/client";
import { contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { type shareLinks, viewerSessions, viewers } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { newId } from "~/platform/ids";
import type { Consent, GateScope, ViewerScope } from "../schema";
import { newVisitor, SESSION_DAYS, sessionIdOf, type Visitor } from "../visitor-cookie.server";

export type Admission = {
  gate: GateScope;
  link: typeof shareLinks.$inferSelect;
  identity: "claimed" | "verified";
  email: string;
  caller: { language: Language; consent: Consent };
};

/** Opens the door: viewer, session and event, with a new secret, so that a cookie planted before is worth nothing. */
export async function admit(tx: Tx, admission: Admission): Promise<Visitor> {
  const { gate, link, identity } = admission;
  const viewer = (await findSameViewer(tx, admission)) ?? (await addViewer(tx, admission));
  // A "no" said in this browser holds, whatever the same person chose elsewhere.
  const refusal =
    admission.caller.consent === "declined" ? { consent: "declined" as const, consentAt: now() } : {};
  await tx
    .update(viewers)
    .set({ ...refusal, lastSeenAt: now() })
    .where(eq(viewers.id, viewer.id));
  await tx.delete(viewerSessions).where(eq(viewerSessions.id, gate.sessionId));
  const visitor = newVisitor(link, gate.hitId);
  await tx.insert(viewerSessions).values({
    id: sessionIdOf(visitor),
    viewerId: viewer.id,
    linkId: link.id,
    policyVersion: link.policyVersion,
    expiresAt: new Date(now().getTime() + SESSION_DAYS * 86_400_000),
    createdAt: now(),
  });
  const source = { workspaceId: link.workspaceId, viewerId: viewer.id };
  const { roomId, id: linkId } = link;
  await recordEvent(tx, source, {
    type: "gate.passed",
    roomId,
    contactId: viewer.contactId,
    linkId,
    viewerId: viewer.id,
    identity,
  });
  return visitor;
}

type NewcomerFacts = Pick<ViewerScope, "viewerId" | "workspaceId" | "roomId" | "linkId">;

/**
 * The row of a visitor of an open link, made when a script or a choice shows that there is one. Repeating changes
 * nothing. `viewerId` must come from a proven scope or a signed token.
 */
export async function ensureViewer(
  tx: Tx,
  facts: NewcomerFacts,
  first: { consent?: Consent; language?: Language | null } = {},
): Promise<void> {
  await ensureViewers(tx, [facts], first);
}

export async function ensureViewers(
  tx: Tx,
  many: readonly NewcomerFacts[],
  first: { consent?: Consent; language?: Language | null } = {},
): Promise<void> {
  if (many.length === 0) return;
  const at = now();
  const rows = many.map((facts) => ({
    id: facts.viewerId,
    workspaceId: facts.workspaceId,
    roomId: facts.roomId,
    linkId: facts.linkId,
    identity: "anonymous" as const,
    consent: first.consent ?? ("unasked" as const),
    language: first.language ?? null,
    firstSeenAt: at,
    lastSeenAt: at,
  }));
  await tx.insert(viewers).values(rows).onConflictDoNothing({ target: viewers.id });
}

/** Keeps the visitor's choice about being measured. It holds from the moment this returns. */
export async function chooseConsent(
  scope: ViewerScope,
  choice: { consent: "granted" | "declined"; language: Language },
): Promise<void> {
  if (scope.preview) return;
  const { consent } = choice;
  await db.transaction(async (tx) => {
    await ensureViewer(tx, scope, { language: choice.language });
    const [changed] = await tx
      .update(viewers)
      .set({ consent, consentAt: now(), lastSeenAt: now() })
      .where(and(eq(viewers.id, scope.viewerId), eq(viewers.linkId, scope.linkId)))
      .returning({ contactId: viewers.contactId });
    await recordEvent(tx, scope, {
      type: consent === "granted" ? "consent.given" : "consent.declined",
      roomId: scope.roomId,
      contactId: found(changed).contactId,
      viewerId: scope.viewerId,
    });
  });
}

type ViewerRef = { id: string; contactId: string | null };

/** A proven address is one person on this link; a claimed one only within the browser that claimed it. */
async function findSameViewer(tx: Tx, { gate, link, identity, email }: Admission): Promise<ViewerRef | null> {
  const isSame = and(eq(viewers.linkId, link.id), eq(viewers.email, email), eq(viewers.identity, identity));
  const columns = { id: viewers.id, contactId: viewers.contactId };
  if (identity === "verified") {
    const [viewer] = await tx
      .select(columns)
      .from(viewers)
      .where(isSame)
      .orderBy(viewers.firstSeenAt)
      .limit(1);
    return viewer ?? null;
  }
  const [viewer] = await tx
    .select(columns)
    .from(viewerSessions)
    .innerJoin(viewers, eq(viewers.id, viewerSessions.viewerId))
    .where(and(eq(viewerSessions.id, gate.sessionId), eq(viewerSessions.linkId, link.id), isSame));
  return viewer ?? null;
}

async function addViewer(tx: Tx, { link, identity, email, caller }: Admission): Promise<ViewerRef> {
  const contactId = await findContact(tx, { link, identity, email });
  const viewer = { id: newId(), contactId };
  await tx.insert(viewers).values({
    ...viewer,
    workspaceId: link.workspaceId,
    roomId: link.roomId,
    linkId: link.id,
    identity,
    email,
    consent: caller.consent,
    consentAt: caller.consent === "unasked" ? null : now(),
    language: caller.language,
    firstSeenAt: now(),
    lastSeenAt: now(),
  });
  return viewer;
}

type Person = Pick<Admission, "link" | "identity" | "email">;

/**
 * The contact of the room's account with exactly this address. Only a proven address makes a new one; one that
 * belongs to another account stays there, and the viewer is known by address alone.
 */
async function findContact(tx: Tx, { link, identity, email }: Person): Promise<string | null> {
  const [place] = await tx
    .select({ accountId: deals.accountId })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(eq(rooms.id, link.roomId));
  const { accountId } = found(place);
  const { workspaceId } = link;
  const isContact = and(eq(contacts.workspaceId, workspaceId), eq(contacts.email, email));
  const [known] = await tx
    .select({ id: contacts.id, accountId: contacts.accountId, mergedIntoId: contacts.mergedIntoId })
    .from(contacts)
    .where(isContact)
    // A deletion under way ends first: what it takes can't be tied to anybody.
    .for("update");
  // Merged into another contact of the account: the address is that person's now.
  if (known) return known.accountId === accountId ? (known.mergedIntoId ?? known.id) : null;
  if (identity !== "verified") return null;
  const at = now();
  const [added] = await tx
    .insert(contacts)
    .values({ id: newId(), workspaceId, accountId, email, createdAt: at, updatedAt: at })
    .onConflictDoNothing({ target: [contacts.workspaceId, contacts.email] })
    .returning({ id: contacts.id });
  if (!added) return null;
  await recordEvent(tx, { workspaceId }, { type: "contact.created", accountId, contactId: added.id });
  return added.id;
}

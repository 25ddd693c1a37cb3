import { db } from "@db/client";
import { sessions, users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, asc, desc, eq, gt, isNull } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import type { Member } from "./guard.server";

export type SessionRow = {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  isCurrent: boolean;
};

export async function listOwnSessions(member: Member): Promise<SessionRow[]> {
  const rows = await db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, member.user.id), gt(sessions.expiresAt, now())))
    .orderBy(desc(sessions.createdAt), sessions.id);
  const marked = rows.map((row) => ({ ...row, isCurrent: row.id === member.sessionId }));
  return [...marked.filter((row) => row.isCurrent), ...marked.filter((row) => !row.isCurrent)];
}

export type Membership = { memberId: string; name: string };

/** Every workspace in which the person works, oldest first. */
export function listMemberships(userId: string): Promise<Membership[]> {
  return db
    .select({ memberId: members.id, name: workspaces.name })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.userId, userId), isNull(members.deactivatedAt)))
    .orderBy(asc(members.createdAt), asc(members.id));
}

/** The account to try a password against, with an active membership if there is one; null when nobody has this address. */
export async function findCredentials(email: string) {
  const [row] = await db
    .select({
      userId: users.id,
      email: users.email,
      passwordHash: users.passwordHash,
      memberId: members.id,
      workspaceId: members.workspaceId,
    })
    .from(users)
    .leftJoin(members, and(eq(members.userId, users.id), isNull(members.deactivatedAt)))
    .where(eq(users.email, email))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(1);
  return row ?? null;
}

type Proof = { userId: string; email: string; passwordHash: string };

/**
 * Holds the person's row until the transaction ends; false when the password or the address has changed since the
 * proof. Whatever a password opens or changes begins with this: a reset waits for it and then ends what it made.
 */
export async function isStillProven(tx: Tx, { userId, email, passwordHash }: Proof): Promise<boolean> {
  const isSame = and(eq(users.id, userId), eq(users.email, email), eq(users.passwordHash, passwordHash));
  const rows = await tx.select({ id: users.id }).from(users).where(isSame).for("update");
  return rows.length > 0;
}

import { db } from "@db/client";
import { sessions, users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, desc, eq, gt } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import type { Member } from "./guard.server";

export type SessionRow = { id: string; userAgent: string | null; createdAt: Date; isCurrent: boolean };

export async function listOwnSessions(member: Member): Promise<SessionRow[]> {
  const rows = await db
    .select({ id: sessions.id, userAgent: sessions.userAgent, createdAt: sessions.createdAt })
    .from(sessions)
    .where(and(eq(sessions.userId, member.user.id), gt(sessions.expiresAt, now())))
    .orderBy(desc(sessions.createdAt));
  return rows.map((row) => ({ ...row, isCurrent: row.id === member.sessionId }));
}

/** The account to try a password against; null when nobody has this address. */
export async function findCredentials(email: string) {
  const [row] = await db
    .select({
      userId: users.id,
      passwordHash: users.passwordHash,
      memberId: members.id,
      workspaceId: members.workspaceId,
    })
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .where(eq(users.email, email))
    .limit(1);
  return row ?? null;
}

import { database, db } from "@db/client";
import { adapterTables } from "@db/dialect/adapter-tables";
import { sessions } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Db, Tx } from "@db/types";
import { DrizzlePostgreSQLAdapter } from "@lucia-auth/adapter-drizzle";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from "lucia";
import { now, nowMs } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { clearCookie, readCookie, setCookie } from "~/platform/http/cookies.server";
import { log } from "~/platform/log.server";

const COOKIE = "engawa_session";
const LIFETIME_DAYS = 30;
/** How exact "last used" is; no finer, or every page read would be a write. */
const USE_STEP_MS = 5 * 60_000;

export type LiveSession = { id: string; userId: string };

/** A fresh session; returns the Set-Cookie value. Its secret exists only in that cookie. */
export async function startSession(userId: string, userAgent: string | null, tx?: Tx): Promise<string> {
  const session = await (tx ? luciaOn(tx) : lucia()).createSession(
    userId,
    { userAgent: userAgent?.slice(0, 300) ?? null, createdAt: now() },
    { sessionId: newSecret() },
  );
  return setCookie(COOKIE, session.id, { maxAgeSeconds: LIFETIME_DAYS * 86_400 });
}

/** The session behind the request's cookie, or null. `id` is the stored hash, safe to show and compare. */
export async function findSession(request: { headers: Headers }): Promise<LiveSession | null> {
  const secret = readCookie(request, COOKIE);
  if (!secret || secret.length > 100) return null;
  const { session } = await lucia().validateSession(secret);
  return session ? { id: sha256Hex(session.id), userId: session.userId } : null;
}

/** Ends the request's session; returns the Set-Cookie value that clears it. */
export async function endSession(request: { headers: Headers }): Promise<string> {
  const secret = readCookie(request, COOKIE);
  if (secret) await lucia().invalidateSession(secret);
  return clearCookie(COOKIE);
}

/** Whoever starts a session at the same time must hold the person's row, or it may outlive this. */
export async function endAllSessions(tx: Tx, userId: string): Promise<void> {
  await luciaOn(tx).invalidateUserSessions(userId);
}

/** True when the browser still brings the cookie of a session that has ended elsewhere. */
export async function hasEndedSession(request: { headers: Headers }): Promise<boolean> {
  return readCookie(request, COOKIE) !== null && (await findSession(request)) === null;
}

/** The Set-Cookie value that takes the session's cookie away. */
export function forgetSession(): string {
  return clearCookie(COOKIE);
}

type Use = { sessionId: string; memberId: string; lastUsedAt: Date | null };
const noting = new Set<string>();

/** Notes that a person used a session and a membership just now. A page never fails for it. */
export async function noteUse({ sessionId, memberId, lastUsedAt }: Use): Promise<void> {
  const before = new Date(nowMs() - USE_STEP_MS);
  if ((lastUsedAt && lastUsedAt > before) || noting.has(sessionId)) return;
  noting.add(sessionId);
  try {
    await db.transaction(async (tx) => {
      const at = now();
      const isOld = or(isNull(sessions.lastUsedAt), lt(sessions.lastUsedAt, before));
      await tx
        .update(sessions)
        .set({ lastUsedAt: at })
        .where(and(eq(sessions.id, sessionId), isOld));
      await tx.update(members).set({ lastActiveAt: at }).where(eq(members.id, memberId));
    });
  } catch (error) {
    log.warn({ err: error }, "the use of a session was not noted");
  } finally {
    noting.delete(sessionId);
  }
}

declare module "lucia" {
  interface Register {
    DatabaseSessionAttributes: { userAgent: string | null; createdAt: Date };
  }
}

let made: { for: typeof database; lucia: Lucia } | null = null;

function lucia(): Lucia {
  if (!made || made.for !== database) {
    made = { for: database, lucia: luciaOn(db) };
  }
  return made.lucia;
}

function luciaOn(open: Db): Lucia {
  return new Lucia(hashingAdapter(open), { sessionExpiresIn: new TimeSpan(LIFETIME_DAYS, "d") });
}

/** Lucia works with the secret; only its SHA-256 reaches the database. */
function hashingAdapter(open: Db): Adapter {
  const stored = new DrizzlePostgreSQLAdapter(...adapterTables(open));
  const hidden = (session: DatabaseSession): DatabaseSession => ({ ...session, id: sha256Hex(session.id) });
  return {
    getSessionAndUser: async (secret) => {
      const [session, user] = await stored.getSessionAndUser(sha256Hex(secret));
      return [session && { ...session, id: secret }, user];
    },
    getUserSessions: (userId) => stored.getUserSessions(userId),
    setSession: (session) => stored.setSession(hidden(session)),
    updateSessionExpiration: (secret, expiresAt) =>
      stored.updateSessionExpiration(sha256Hex(secret), expiresAt),
    deleteSession: (secret) => stored.deleteSession(sha256Hex(secret)),
    deleteUserSessions: (userId) => stored.deleteUserSessions(userId),
    deleteExpiredSessions: () => stored.deleteExpiredSessions(),
  };
}

import { db } from "@db/client";
import { sessions, users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Role, WorkspaceFace, WorkspaceScope } from "~/features/workspaces/schema";
import { mintWorkspaceScope } from "~/features/workspaces/scope.server";
import { AppError } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { paths } from "~/platform/paths";
import { findSession, type LiveSession, noteUse } from "./sessions.server";

export type Member = {
  readonly scope: WorkspaceScope;
  readonly id: string;
  readonly role: Role;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly language: Language | null;
    /** null: the workspace's. */
    readonly timeZone: string | null;
    readonly photoKey: string | null;
  };
  readonly workspace: WorkspaceFace;
  /** Hash of the session's secret. */
  readonly sessionId: string;
};

/** Whoever is signed in, also without a place in any workspace. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
};

/** The signed-in member, or a redirect to sign-in that comes back here; to a page that says so if they belong nowhere. */
export async function requireMember(request: Request): Promise<Member> {
  const session = await findSession(request);
  const known = session && (await findMembership(session));
  if (known) {
    await noteUse({ sessionId: session.id, memberId: known.member.id, lastUsedAt: known.lastUsedAt });
    return known.member;
  }
  if (session) throw new Response(null, { status: 302, headers: { location: paths.noWorkspace() } });
  const url = new URL(request.url);
  const isPage = request.method === "GET" && !/\.(csv|data)$/.test(url.pathname);
  const location = paths.signIn(isPage ? url.pathname + url.search : undefined);
  throw new Response(null, { status: 302, headers: { location } });
}

export async function requireAdmin(request: Request): Promise<Member> {
  const member = await requireMember(request);
  if (member.role !== "admin") throw new AppError("FORBIDDEN");
  return member;
}

/** For handlers that answer machines: throws UNAUTHENTICATED instead of redirecting. */
export async function requireMemberOrThrow(request: Request): Promise<Member> {
  const member = await findMember(request);
  if (!member) throw new AppError("UNAUTHENTICATED");
  return member;
}

export async function findMember(request: { headers: Headers }): Promise<Member | null> {
  const session = await findSession(request);
  return session && ((await findMembership(session))?.member ?? null);
}

export async function findPerson(request: { headers: Headers }): Promise<Person | null> {
  const session = await findSession(request);
  if (!session) return null;
  const [row] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, session.userId));
  return row ? { ...row, sessionId: session.id } : null;
}

/** Read anew for each request, so that a changed role or an ended membership counts from the next one on. */
async function findMembership(
  session: LiveSession,
): Promise<{ member: Member; lastUsedAt: Date | null } | null> {
  const [row] = await db
    .select({ member: members, user: users, workspace: workspaces, lastUsedAt: sessions.lastUsedAt })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .leftJoin(sessions, eq(sessions.id, session.id))
    .where(and(eq(members.userId, session.userId), isNull(members.deactivatedAt)))
    .orderBy(isOther, asc(members.createdAt), asc(members.id))
    .limit(1);
  if (!row) return null;
  const { member, user, workspace, lastUsedAt } = row;
  return {
    lastUsedAt,
    member: {
      scope: mintWorkspaceScope({ workspaceId: workspace.id, memberId: member.id, role: member.role }),
      id: member.id,
      role: member.role,
      user: {
        id: user.id,
        name: user.name,
        email: user.email,
        language: user.language,
        timeZone: user.timeZone,
        photoKey: user.photoKey,
      },
      workspace: {
        id: workspace.id,
        name: workspace.name,
        language: workspace.language,
        timeZone: workspace.timeZone,
        currency: workspace.currency,
        brandColor: workspace.brandColor,
      },
      sessionId: session.id,
    },
  };
}

/** The workspace that the person chose comes first. */
const isOther = sql`case when ${members.id} = ${users.lastMemberId} then 0 else 1 end`;

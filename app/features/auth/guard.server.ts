import { db } from "@db/client";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Role, WorkspaceFace, WorkspaceScope } from "~/features/workspaces/schema";
import { mintWorkspaceScope } from "~/features/workspaces/scope.server";
import { AppError } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { paths } from "~/platform/paths";
import { findSession } from "./sessions.server";

export type Member = {
  readonly scope: WorkspaceScope;
  readonly id: string;
  readonly role: Role;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly language: Language | null;
  };
  readonly workspace: WorkspaceFace;
  /** Hash of the session's secret. */
  readonly sessionId: string;
};

/** The signed-in member, or a redirect to sign-in that comes back here. */
export async function requireMember(request: Request): Promise<Member> {
  const member = await findMember(request);
  if (member) return member;
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
  if (!session) return null;
  const [row] = await db
    .select({ member: members, user: users, workspace: workspaces })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.userId, session.userId), isNull(members.deactivatedAt)))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(1);
  if (!row) return null;
  const { member, user, workspace } = row;
  return {
    scope: mintWorkspaceScope({ workspaceId: workspace.id, memberId: member.id, role: member.role }),
    id: member.id,
    role: member.role,
    user: { id: user.id, name: user.name, email: user.email, language: user.language },
    workspace: {
      id: workspace.id,
      name: workspace.name,
      language: workspace.language,
      timeZone: workspace.timeZone,
      currency: workspace.currency,
      brandColor: workspace.brandColor,
    },
    sessionId: session.id,
  };
}

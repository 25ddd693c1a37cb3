import { db } from "@db/client";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { hashPassword } from "~/features/auth/passwords.server";
import { offerSetUp, setUpInstance } from "~/features/auth/set-up.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { mintWorkspaceScope } from "~/features/workspaces/scope.server";
import { now } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { DEMO_MEMBERS, DEMO_PASSWORD, DEMO_WORKSPACE, type MemberKey } from "../../db/seed/demo-people";

export type Scopes = Record<MemberKey, WorkspaceScope>;

/** The workspace by its first set-up, then the other members. */
export async function seedPeople(): Promise<Scopes> {
  const token = await offerSetUp();
  if (!token) throw new Error("this database has a workspace already: the demonstration wants an empty one");
  const [admin, ...others] = DEMO_MEMBERS;
  await setUpInstance({
    token,
    workspaceName: DEMO_WORKSPACE.name,
    name: admin.name,
    email: admin.email,
    password: DEMO_PASSWORD,
    language: "ja",
    timeZone: "Asia/Tokyo",
  });
  await db.update(workspaces).set({ ownDomains: [DEMO_WORKSPACE.domain], currencies: ["USD"] });
  const [first] = await db
    .select({ id: members.id, workspaceId: members.workspaceId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(users.email, admin.email));
  if (!first) throw new Error("the set-up made no admin");
  const { id, workspaceId } = first;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const [manager, rep, rep2] = others;
  return {
    admin: mintWorkspaceScope({ workspaceId, memberId: id, role: "admin" }),
    manager: await addMember(workspaceId, manager, passwordHash),
    rep: await addMember(workspaceId, rep, passwordHash),
    rep2: await addMember(workspaceId, rep2, passwordHash),
  };
}

async function addMember(
  workspaceId: string,
  { name, email, role, language }: (typeof DEMO_MEMBERS)[number],
  passwordHash: string,
): Promise<WorkspaceScope> {
  const [userId, memberId] = [newId(), newId()];
  await db.transaction(async (tx) => {
    await tx.insert(users).values({ id: userId, email, name, passwordHash, language, createdAt: now() });
    await tx.insert(members).values({ id: memberId, workspaceId, userId, role, createdAt: now() });
    await recordEvent(tx, { workspaceId, memberId }, { type: "member.joined", memberId });
  });
  return mintWorkspaceScope({ workspaceId, memberId, role });
}

import { db } from "@db/client";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import type { Member } from "../guard.server";

export type Profile = Pick<
  typeof users.$inferSelect,
  "name" | "title" | "language" | "timeZone" | "signature" | "photoKey"
>;

export async function getOwnProfile(member: Member): Promise<Profile> {
  const [row] = await db
    .select({
      name: users.name,
      title: users.title,
      language: users.language,
      timeZone: users.timeZone,
      signature: users.signature,
      photoKey: users.photoKey,
    })
    .from(users)
    .where(eq(users.id, member.user.id));
  return found(row);
}

/** Key of the photo of anybody who is or was a member of the workspace. */
export async function findMemberPhoto(scope: WorkspaceScope, memberId: string): Promise<string> {
  const [row] = await db
    .select({ photoKey: users.photoKey })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.id, memberId), eq(members.workspaceId, scope.workspaceId)));
  return found(found(row).photoKey);
}

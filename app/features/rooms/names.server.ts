import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { viewers } from "@db/schema/sharing";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, inArray } from "drizzle-orm";

/** Names for what people of both sides wrote or did, by member id and viewer id. Null: a viewer nobody knows by name. */
export async function namesOf(
  place: { readonly workspaceId: string; readonly roomId: string },
  ids: { readonly memberIds: readonly string[]; readonly viewerIds: readonly string[] },
  /** The transaction, inside one. */
  source: Pick<Tx, "select"> = db,
): Promise<ReadonlyMap<string, string | null>> {
  const [own, theirs] = await Promise.all([
    ids.memberIds.length === 0
      ? []
      : source
          .select({ id: members.id, name: users.name })
          .from(members)
          .innerJoin(users, eq(users.id, members.userId))
          .where(and(eq(members.workspaceId, place.workspaceId), inArray(members.id, [...ids.memberIds]))),
    ids.viewerIds.length === 0
      ? []
      : source
          .select({ id: viewers.id, name: contacts.name, email: viewers.email })
          .from(viewers)
          .leftJoin(contacts, eq(contacts.id, viewers.contactId))
          .where(and(eq(viewers.roomId, place.roomId), inArray(viewers.id, [...ids.viewerIds]))),
  ]);
  return new Map([
    ...own.map(({ id, name }) => [id, name] as const),
    ...theirs.map(({ id, name, email }) => [id, name ?? email] as const),
  ]);
}

import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { viewers } from "@db/schema/sharing";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { Identity, Person } from "../schema";

const RANK: Record<Identity, number> = { anonymous: 0, claimed: 1, verified: 2 };
const CODE_CHARS = 4;

/** Who stands behind keys (a contact's id, else a viewer's), with the best proof of identity given in these rooms. */
export async function findPeople(
  scope: WorkspaceScope,
  roomIds: readonly string[],
  keys: readonly string[],
): Promise<Map<string, Person>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0 || roomIds.length === 0) return new Map();
  const known = await db
    .select({ id: contacts.id, accountId: contacts.accountId, name: contacts.name, email: contacts.email })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, scope.workspaceId), inArray(contacts.id, wanted)));
  const seen = await db
    .select({
      id: viewers.id,
      contactId: viewers.contactId,
      identity: viewers.identity,
      email: viewers.email,
    })
    .from(viewers)
    .where(
      and(
        eq(viewers.workspaceId, scope.workspaceId),
        inArray(viewers.roomId, [...roomIds]),
        or(inArray(viewers.contactId, wanted), inArray(viewers.id, wanted)),
      ),
    );
  const contactOf = new Map(known.map((contact) => [contact.id, contact]));
  const people = wanted.map((key): Person => {
    const theirs = seen.filter((viewer) => viewer.contactId === key || viewer.id === key);
    const contact = contactOf.get(key);
    const email = contact?.email ?? theirs.find((viewer) => viewer.email)?.email ?? null;
    return {
      ...nobody(key),
      name: contact?.name ?? email,
      email,
      identity: bestOf(theirs.map(({ identity }) => identity)),
      contact: contact ? { id: contact.id, accountId: contact.accountId } : null,
    };
  });
  return new Map(people.map((person) => [person.key, person]));
}

export function personOf(people: ReadonlyMap<string, Person>, key: string): Person {
  return people.get(key) ?? nobody(key);
}

/** Ids of the contacts whom these rooms could reach: the account's living ones, and whoever came in. */
export async function listKnownContacts(
  scope: WorkspaceScope,
  { accountId, roomIds }: { accountId: string; roomIds: readonly string[] },
): Promise<Set<string>> {
  const ofAccount = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, scope.workspaceId),
        eq(contacts.accountId, accountId),
        isNull(contacts.archivedAt),
      ),
    );
  const cameIn =
    roomIds.length === 0
      ? []
      : await db
          .selectDistinct({ id: contacts.id })
          .from(viewers)
          .innerJoin(contacts, eq(contacts.id, viewers.contactId))
          .where(and(eq(viewers.workspaceId, scope.workspaceId), inArray(viewers.roomId, [...roomIds])));
  return new Set([...ofAccount, ...cameIn].map(({ id }) => id));
}

function bestOf(identities: readonly Identity[]): Identity {
  return identities.reduce<Identity>((best, next) => (RANK[next] > RANK[best] ? next : best), "anonymous");
}

function nobody(key: string): Person {
  const code = key.slice(-CODE_CHARS).toUpperCase();
  return { key, name: null, email: null, code, identity: "anonymous", contact: null };
}

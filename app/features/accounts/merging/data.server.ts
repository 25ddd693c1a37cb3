import { db } from "@db/client";
import { containsFolded, textOrder } from "@db/dialect/text";
import { accounts, contacts, merges } from "@db/schema/accounts";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, desc, eq, isNull, like, ne, or } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import { hasWords } from "~/platform/lists/list-query.server";
import { cleanLine, foldText } from "~/platform/text";
import { type Contact, type ContactKey, listContacts } from "../contacts/data.server";
import { type Account, isEditableAccount } from "../data.server";

const MAX_HINTS = 10;
const MAX_SHOWN_MERGES = 5;
const MAX_TARGETS = 20;
const MAX_TERM_CHARS = 200;

export type Twin = Pick<Account, "id" | "name" | "reading" | "domain">;

/** Living accounts the member may change that may be the same company: the same domain, or the same folded name or reading. */
export async function listPossibleTwins(scope: WorkspaceScope, account: Account): Promise<Twin[]> {
  const name = foldText(account.name);
  const reading = foldText(account.reading ?? "");
  const rows = await db
    .select({ id: accounts.id, name: accounts.name, reading: accounts.reading, domain: accounts.domain })
    .from(accounts)
    .where(
      and(
        eq(accounts.workspaceId, scope.workspaceId),
        isNull(accounts.archivedAt),
        ne(accounts.id, account.id),
        isEditableAccount(scope),
        or(
          account.domain ? eq(accounts.domain, account.domain) : undefined,
          eq(accounts.sortKey, name),
          reading ? eq(accounts.sortKey, reading) : undefined,
          // The folded name is the first line of what search compares.
          like(accounts.searchText, `${name}\n%`),
        ),
      ),
    )
    .orderBy(accounts.createdAt, accounts.id)
    .limit(MAX_HINTS);
  return rows.filter(
    (row) =>
      (row.domain !== null && row.domain === account.domain) ||
      foldText(row.name) === name ||
      (reading !== "" && foldText(row.reading ?? "") === reading),
  );
}

/** People of the same account with the same folded name or reading. */
export async function listPossibleSamePeople(scope: WorkspaceScope, contact: Contact): Promise<Contact[]> {
  const name = foldText(contact.name ?? "");
  const reading = foldText(contact.reading ?? "");
  const people = await listContacts(scope, { accountId: contact.accountId });
  return people.filter(
    (one) =>
      one.id !== contact.id &&
      ((name !== "" && foldText(one.name ?? "") === name) ||
        (reading !== "" && foldText(one.reading ?? "") === reading)),
  );
}

/** What a search for the other one found; `hasMore` tells to search more closely. */
export type MergeTargets = {
  term: string;
  faces: { id: string; name: string; hint: string }[];
  hasMore: boolean;
};

/** Other living accounts the member may change that have the words; without words those changed lately. */
export async function findMergeTargets(
  scope: WorkspaceScope,
  accountId: string,
  text: string,
): Promise<MergeTargets> {
  const term = cleanLine(text.slice(0, MAX_TERM_CHARS));
  const rows = await db
    .select({ id: accounts.id, name: accounts.name, reading: accounts.reading, domain: accounts.domain })
    .from(accounts)
    .where(
      and(
        eq(accounts.workspaceId, scope.workspaceId),
        isNull(accounts.archivedAt),
        ne(accounts.id, accountId),
        isEditableAccount(scope),
        hasWords(term, (word) => [containsFolded(accounts.searchText, word)]),
      ),
    )
    .orderBy(...(term === "" ? [desc(accounts.updatedAt)] : [textOrder(accounts.sortKey)]), accounts.id)
    .limit(MAX_TARGETS + 1);
  const faces = rows.slice(0, MAX_TARGETS).map(({ id, name, reading, domain }) => ({
    id,
    name,
    hint: [reading, domain].filter(Boolean).join(" · "),
  }));
  return { term, faces, hasMore: rows.length > MAX_TARGETS };
}

/** The same among the people of the contact's own account. */
export async function findMergePeople(
  scope: WorkspaceScope,
  { accountId, contactId }: ContactKey,
  text: string,
): Promise<MergeTargets> {
  const term = cleanLine(text.slice(0, MAX_TERM_CHARS));
  const rows = await db
    .select({ id: contacts.id, name: contacts.name, email: contacts.email })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, scope.workspaceId),
        eq(contacts.accountId, accountId),
        isNull(contacts.archivedAt),
        ne(contacts.id, contactId),
        hasWords(term, (word) => [containsFolded(contacts.searchText, word)]),
      ),
    )
    .orderBy(...(term === "" ? [desc(contacts.updatedAt)] : [textOrder(contacts.sortKey)]), contacts.id)
    .limit(MAX_TARGETS + 1);
  const faces = rows.slice(0, MAX_TARGETS).map(({ id, name, email }) => ({
    id,
    name: name ?? email,
    hint: name ? email : "",
  }));
  return { term, faces, hasMore: rows.length > MAX_TARGETS };
}

export type ShownMerge = { id: string; at: Date; goneName: string; memberName: string };

/** What was merged into an account or contact and can still be taken back, newest first. */
export async function listMerges(
  scope: WorkspaceScope,
  { kind, keptId }: { kind: "account" | "contact"; keptId: string },
): Promise<ShownMerge[]> {
  const isAccount = kind === "account";
  const rows = await db
    .select({
      id: merges.id,
      at: merges.at,
      accountName: accounts.name,
      contactName: contacts.name,
      contactEmail: contacts.email,
      memberName: users.name,
    })
    .from(merges)
    .innerJoin(members, eq(members.id, merges.memberId))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(accounts, eq(accounts.id, merges.goneId))
    .leftJoin(contacts, eq(contacts.id, merges.goneId))
    .where(
      and(
        eq(merges.workspaceId, scope.workspaceId),
        eq(merges.kind, isAccount ? "account" : "contact"),
        eq(merges.keptId, keptId),
        isNull(merges.undoneAt),
      ),
    )
    .orderBy(desc(merges.at), desc(merges.id))
    .limit(MAX_SHOWN_MERGES);
  return rows.flatMap(({ id, at, memberName, accountName, contactName, contactEmail }) => {
    const goneName = accountName ?? contactName ?? contactEmail;
    return goneName === null ? [] : [{ id, at, memberName, goneName }];
  });
}

export async function findMergeForUpdate(
  tx: Tx,
  scope: WorkspaceScope,
  { mergeId, kind }: { mergeId: string; kind: "account" | "contact" },
) {
  const [row] = await tx
    .select()
    .from(merges)
    .where(and(eq(merges.id, mergeId), eq(merges.workspaceId, scope.workspaceId), eq(merges.kind, kind)))
    .for("update");
  return found(row);
}

import { db } from "@db/client";
import { containsFolded } from "@db/dialect/text";
import { accounts, contacts } from "@db/schema/accounts";
import { viewers } from "@db/schema/sharing";
import { visits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, eq, inArray, isNull, max, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { filterOf, type ListState } from "~/platform/lists/list-model";
import { hasWords, type ListSource, orderOf, type SortKey } from "~/platform/lists/list-query.server";
import { orderKeys } from "../../lists/data.server";
import {
  isOwnedBy,
  livingOrArchived,
  ownerName,
  visitedAt,
  wasVisited,
} from "../../lists/filters/data.server";
import { DECISION_ROLES } from "../utils";
import { CONTACT_LIST, NO_ROLE } from "./schema";

export type ContactListRow = {
  id: string;
  name: string | null;
  reading: string | null;
  email: string;
  phone: string | null;
  title: string | null;
  department: string | null;
  decisionRole: (typeof DECISION_ROLES)[number] | null;
  accountId: string;
  accountName: string;
  /** The account's owner, who may change its contacts. */
  ownerId: string;
  ownerName: string;
  archivedAt: Date | null;
  updatedAt: Date;
  createdAt: Date;
  /** Present when its column is shown. */
  visitedAt?: Date | null;
};

const ofAccount = (what: SQL) =>
  sql`(select ${what} from ${accounts} where ${accounts.id} = ${contacts.accountId})`;
const accountOwner = ofAccount(sql`${accounts.ownerId}`);
const visitsOf = sql`${visits} inner join ${viewers} on ${viewers.id} = ${visits.viewerId} where ${viewers.contactId} = ${contacts.id}`;
const roleOrder = sql`case ${contacts.decisionRole} ${sql.join(
  DECISION_ROLES.map((role, index) => sql`when ${role} then ${sql.raw(String(index))}`),
  sql` `,
)} end`;

const ORDERS: Record<keyof typeof CONTACT_LIST.sorts, SortKey[]> = {
  name: [{ by: contacts.sortKey, isText: true }],
  email: [{ by: contacts.email, isText: true }],
  account: [
    { by: ofAccount(sql`${accounts.sortKey}`), isText: true },
    { by: contacts.sortKey, isText: true },
  ],
  title: [{ by: contacts.title, isText: true, mayMiss: true }],
  department: [{ by: contacts.department, isText: true, mayMiss: true }],
  role: [{ by: roleOrder, mayMiss: true }],
  owner: [{ by: ownerName(accountOwner), isText: true }],
  visited: [{ by: visitedAt(visitsOf), mayMiss: true }],
  updated: [{ by: contacts.updatedAt }],
  created: [{ by: contacts.createdAt }],
};

export const contactSource: ListSource<WorkspaceScope, ContactListRow> = {
  shape: CONTACT_LIST,
  plan: (scope, list) => ({
    table: contacts,
    id: contacts.id,
    where: and(
      eq(contacts.workspaceId, scope.workspaceId),
      livingOrArchived(contacts, list),
      hasWords(list.q, (word) => [
        containsFolded(contacts.searchText, word),
        sql`${contacts.accountId} in (select ${accounts.id} from ${accounts} where ${and(eq(accounts.workspaceId, scope.workspaceId), containsFolded(accounts.searchText, word))})`,
      ]),
      isOwnedBy(accountOwner, { scope, list }),
      isOfAccounts(list),
      playsRole(list),
      wasVisited(visitsOf, list),
    ),
    order: orderOf(orderKeys(ORDERS, list.sort), { dir: list.dir, id: contacts.id }),
  }),
  async load(scope, ids, columns) {
    const [rows, last] = await Promise.all([
      loadContacts(scope, ids),
      columns.includes("visited") ? lastVisits(scope, ids) : null,
    ]);
    return last ? rows.map((row) => ({ ...row, visitedAt: last.get(row.id) ?? null })) : rows;
  },
};

function isOfAccounts(list: ListState): SQL | undefined {
  const ids = filterOf(list, "account");
  return ids.length > 0 ? inArray(contacts.accountId, [...ids]) : undefined;
}

function playsRole(list: ListState): SQL | undefined {
  const wished = filterOf(list, "role");
  const roles = DECISION_ROLES.filter((role) => wished.includes(role));
  return or(
    roles.length > 0 ? inArray(contacts.decisionRole, roles) : undefined,
    wished.includes(NO_ROLE) ? isNull(contacts.decisionRole) : undefined,
  );
}

function loadContacts(scope: WorkspaceScope, ids: readonly string[]): Promise<ContactListRow[]> {
  return db
    .select({
      id: contacts.id,
      name: contacts.name,
      reading: contacts.reading,
      email: contacts.email,
      phone: contacts.phone,
      title: contacts.title,
      department: contacts.department,
      decisionRole: contacts.decisionRole,
      accountId: contacts.accountId,
      accountName: accounts.name,
      ownerId: accounts.ownerId,
      ownerName: users.name,
      archivedAt: contacts.archivedAt,
      updatedAt: contacts.updatedAt,
      createdAt: contacts.createdAt,
    })
    .from(contacts)
    .innerJoin(accounts, eq(accounts.id, contacts.accountId))
    .innerJoin(members, eq(members.id, accounts.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(contacts.workspaceId, scope.workspaceId), inArray(contacts.id, [...ids])));
}

async function lastVisits(scope: WorkspaceScope, ids: readonly string[]): Promise<Map<string, Date | null>> {
  const rows = await db
    .select({ id: contacts.id, at: max(visits.startedAt) })
    .from(contacts)
    .innerJoin(viewers, eq(viewers.contactId, contacts.id))
    .innerJoin(visits, and(eq(visits.viewerId, viewers.id), eq(visits.engaged, true)))
    .where(and(eq(contacts.workspaceId, scope.workspaceId), inArray(contacts.id, [...ids])))
    .groupBy(contacts.id);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

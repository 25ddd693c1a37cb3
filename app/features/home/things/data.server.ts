import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { documents } from "@db/schema/library";
import { rooms } from "@db/schema/rooms";
import { and, desc, eq, inArray, isNull, type SQL } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { paths } from "~/platform/paths";
import type { Thing, ThingRef } from "./schema";
import { keyOfThing, THING_KINDS, type ThingKind } from "./utils";

/** A thing, the folded text that a search compares, and that of the account it belongs to. */
export type Findable = Thing & { searchText: string; ownerText: string };
type Reader = (scope: WorkspaceScope, which: Which) => Promise<Findable[]>;
export type Which = { where: SQL | undefined; limit: number };

/** Living things by reference; what is archived, gone or another workspace's is left out. */
export async function findThings(
  scope: WorkspaceScope,
  refs: readonly ThingRef[],
): Promise<Map<string, Thing>> {
  const found = await Promise.all(
    THING_KINDS.map((kind) => {
      const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
      if (ids.length === 0) return [];
      return readThings[kind](scope, { where: inArray(ID_OF[kind], ids), limit: ids.length });
    }),
  );
  return new Map(
    found.flat().map(({ searchText: _, ownerText: __, ...thing }) => [keyOfThing(thing), thing]),
  );
}

const ID_OF = {
  room: rooms.id,
  account: accounts.id,
  contact: contacts.id,
  deal: deals.id,
  document: documents.id,
} as const;

/** Living things of one kind, lately changed first. */
export const readThings: Record<ThingKind, Reader> = {
  async room(scope, { where, limit }) {
    const rows = await db
      .select({
        id: rooms.id,
        title: rooms.name,
        detail: accounts.name,
        searchText: rooms.searchText,
        ownerText: accounts.searchText,
      })
      .from(rooms)
      .innerJoin(deals, eq(deals.id, rooms.dealId))
      .innerJoin(accounts, eq(accounts.id, deals.accountId))
      .where(and(eq(rooms.workspaceId, scope.workspaceId), isNull(rooms.archivedAt), where))
      .orderBy(desc(rooms.updatedAt), rooms.id)
      .limit(limit);
    return rows.map((row) => ({ ...row, kind: "room", to: paths.room(row.id) }));
  },
  async account(scope, { where, limit }) {
    const rows = await db
      .select({
        id: accounts.id,
        title: accounts.name,
        detail: accounts.domain,
        searchText: accounts.searchText,
      })
      .from(accounts)
      .where(and(eq(accounts.workspaceId, scope.workspaceId), isNull(accounts.archivedAt), where))
      .orderBy(desc(accounts.updatedAt), accounts.id)
      .limit(limit);
    return rows.map((row) => ({ ...row, kind: "account", ownerText: "", to: paths.account(row.id) }));
  },
  async contact(scope, { where, limit }) {
    const rows = await db
      .select({
        id: contacts.id,
        name: contacts.name,
        email: contacts.email,
        accountId: contacts.accountId,
        accountName: accounts.name,
        searchText: contacts.searchText,
        ownerText: accounts.searchText,
      })
      .from(contacts)
      .innerJoin(accounts, eq(accounts.id, contacts.accountId))
      .where(and(eq(contacts.workspaceId, scope.workspaceId), isNull(contacts.archivedAt), where))
      .orderBy(desc(contacts.updatedAt), contacts.id)
      .limit(limit);
    return rows.map(({ id, name, email, accountId, accountName, ...texts }) => ({
      kind: "contact",
      id,
      title: name ?? email,
      detail: name ? `${accountName} · ${email}` : accountName,
      to: paths.contact(accountId, id),
      ...texts,
    }));
  },
  async deal(scope, { where, limit }) {
    const rows = await db
      .select({
        id: deals.id,
        title: deals.name,
        detail: accounts.name,
        searchText: deals.searchText,
        ownerText: accounts.searchText,
      })
      .from(deals)
      .innerJoin(accounts, eq(accounts.id, deals.accountId))
      .where(and(eq(deals.workspaceId, scope.workspaceId), isNull(deals.archivedAt), where))
      .orderBy(desc(deals.updatedAt), deals.id)
      .limit(limit);
    return rows.map((row) => ({ ...row, kind: "deal", to: paths.deal(row.id) }));
  },
  async document(scope, { where, limit }) {
    const rows = await db
      .select({ id: documents.id, title: documents.title })
      .from(documents)
      .where(and(eq(documents.workspaceId, scope.workspaceId), isNull(documents.archivedAt), where))
      .orderBy(desc(documents.updatedAt), documents.id)
      .limit(limit);
    return rows.map((row) => ({
      ...row,
      kind: "document",
      detail: null,
      to: paths.document(row.id),
      searchText: row.title,
      ownerText: "",
    }));
  },
};

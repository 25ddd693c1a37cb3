import { db } from "@db/client";
import { lockRooms } from "@db/dialect/tracking";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { shareLinks, viewers } from "@db/schema/sharing";
import { visits } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { and, asc, eq, inArray, or, type SQL } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import { countHanging } from "./hanging/data.server";
import type { Doomed, Target } from "./schema";
import { chunksOf } from "./utils";

const NAMES_SHOWN = 10;

type Source = Pick<Tx, "select" | "selectDistinct" | "$count">;
type Owned = { id: string; name: string; ownerId: string };
/** The rows that a deletion takes, and what a person is told of them. */
export type Reach = {
  doomed: Doomed;
  ids: { accounts: string[]; contacts: string[]; deals: string[]; rooms: string[] };
};

export async function getDoomed(scope: WorkspaceScope, target: Target): Promise<Doomed> {
  return (await findReach(db, scope, target)).doomed;
}

/** Everything that hangs on the target. NOT_FOUND where it is another workspace's. */
export async function findReach(source: Source, scope: WorkspaceScope, target: Target): Promise<Reach> {
  switch (target.kind) {
    case "account":
      return reachOfAccount(source, scope, target.accountId);
    case "contact":
      return reachOfContact(source, scope, target);
    case "deal": {
      const [deal] = await source
        .select({ id: deals.id, name: deals.name, ownerId: deals.ownerId, accountId: deals.accountId })
        .from(deals)
        .where(and(eq(deals.id, target.dealId), eq(deals.workspaceId, scope.workspaceId)));
      const row = found(deal);
      return reachOf(source, { kind: "deal", ...row }, { accounts: [], contacts: [], deals: [row] });
    }
    case "room": {
      const [room] = await source
        .select({ id: rooms.id, name: rooms.name, ownerId: rooms.ownerId })
        .from(rooms)
        .where(and(eq(rooms.id, target.roomId), eq(rooms.workspaceId, scope.workspaceId)));
      const row = found(room);
      return reachOf(
        source,
        { kind: "room", ...row },
        { accounts: [], contacts: [], deals: [], rooms: [row] },
      );
    }
  }
}

/**
 * The same, held until the transaction ends: nothing more comes to hang on the target, and whoever was adding something
 * is waited for. Always in this order, each kind by id: readings, links, accounts, contacts, deals, rooms.
 */
export async function findReachForUpdate(tx: Tx, scope: WorkspaceScope, target: Target): Promise<Reach> {
  const { ids } = await findReach(tx, scope, target);
  await lockRooms(tx, [...ids.rooms, ...(await roomsReadBy(tx, ids.contacts))]);
  for (const some of chunksOf(ids.rooms)) await lockRows(tx, shareLinks, inArray(shareLinks.roomId, some));
  if (target.kind === "account" || target.kind === "contact") {
    const { accountId } = target;
    const isFamily = or(eq(accounts.id, accountId), eq(accounts.mergedIntoId, accountId));
    await lockRows(tx, accounts, and(isFamily, eq(accounts.workspaceId, scope.workspaceId)));
  }
  for (const some of chunksOf(ids.accounts)) {
    await lockRows(tx, contacts, inArray(contacts.accountId, some));
    await lockRows(tx, deals, inArray(deals.accountId, some));
  }
  if (target.kind === "contact") {
    const { contactId } = target;
    await lockRows(tx, contacts, or(eq(contacts.id, contactId), eq(contacts.mergedIntoId, contactId)));
  }
  if (target.kind === "deal") await lockRows(tx, deals, eq(deals.id, target.dealId));
  const reach = await findReach(tx, scope, target);
  await lockRooms(tx, [...reach.ids.rooms, ...(await roomsReadBy(tx, reach.ids.contacts))]);
  for (const some of chunksOf(reach.ids.rooms)) await lockRows(tx, rooms, inArray(rooms.id, some));
  return findReach(tx, scope, target);
}

type Lockable = typeof accounts | typeof contacts | typeof deals | typeof rooms | typeof shareLinks;

async function lockRows(tx: Tx, table: Lockable, which: SQL | undefined): Promise<void> {
  await tx.select({ id: table.id }).from(table).where(which).orderBy(asc(table.id)).for("update");
}

/** Rooms in which what these contacts read is counted. */
async function roomsReadBy(source: Source, contactIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const some of chunksOf(contactIds)) {
    const rows = await source
      .selectDistinct({ roomId: viewers.roomId })
      .from(viewers)
      .where(inArray(viewers.contactId, some));
    found.push(...rows.map(({ roomId }) => roomId));
  }
  return found;
}

async function reachOfAccount(source: Source, scope: WorkspaceScope, accountId: string): Promise<Reach> {
  const isOwn = eq(accounts.workspaceId, scope.workspaceId);
  const columns = { id: accounts.id, name: accounts.name, ownerId: accounts.ownerId };
  // With it go the duplicates that were merged into it: they are the same company.
  const family = await source
    .select(columns)
    .from(accounts)
    .where(and(isOwn, or(eq(accounts.id, accountId), eq(accounts.mergedIntoId, accountId))));
  const account = found(family.find(({ id }) => id === accountId));
  const ids = family.map(({ id }) => id);
  const people = await source
    .select({ id: contacts.id, name: contacts.name, email: contacts.email })
    .from(contacts)
    .where(inArray(contacts.accountId, ids))
    .orderBy(asc(contacts.sortKey), asc(contacts.id));
  const ownDeals = await source
    .select({ id: deals.id, name: deals.name, ownerId: deals.ownerId })
    .from(deals)
    .where(inArray(deals.accountId, ids))
    .orderBy(asc(deals.createdAt), asc(deals.id));
  const known = people.map(({ id, name, email }) => ({ id, name: name ?? email }));
  return reachOf(
    source,
    { kind: "account", ...account },
    { accounts: ids, contacts: known, deals: ownDeals },
  );
}

async function reachOfContact(
  source: Source,
  scope: WorkspaceScope,
  { accountId, contactId }: { accountId: string; contactId: string },
): Promise<Reach> {
  const rows = await source
    .select({ id: contacts.id, name: contacts.name, email: contacts.email, ownerId: accounts.ownerId })
    .from(contacts)
    .innerJoin(accounts, eq(accounts.id, contacts.accountId))
    .where(
      and(
        eq(contacts.workspaceId, scope.workspaceId),
        eq(contacts.accountId, accountId),
        or(eq(contacts.id, contactId), eq(contacts.mergedIntoId, contactId)),
      ),
    );
  const { id, name, email, ownerId } = found(rows.find((row) => row.id === contactId));
  const reach = await reachOf(
    source,
    { kind: "contact", id, name: name ?? email, ownerId },
    { accounts: [], contacts: [], deals: [] },
  );
  const visited = await source.$count(visits, and(eq(visits.personKey, contactId), eq(visits.engaged, true)));
  return {
    doomed: { ...reach.doomed, visits: visited },
    ids: { ...reach.ids, contacts: rows.map((row) => row.id) },
  };
}

type Hanging = {
  accounts: string[];
  contacts: { id: string; name: string }[];
  deals: Owned[];
  /** Given for a room itself; else the rooms of the deals. */
  rooms?: Owned[];
};

async function reachOf(
  source: Source,
  { kind, id, name, ownerId, accountId = null }: Owned & { kind: Target["kind"]; accountId?: string | null },
  hanging: Hanging,
): Promise<Reach> {
  const dealIds = hanging.deals.map((deal) => deal.id);
  const inRooms = hanging.rooms ?? (await roomsOf(source, dealIds));
  const roomIds = inRooms.map((room) => room.id);
  const [links, visited] = await countReadings(source, roomIds);
  const hung = await countHanging(source, roomIds);
  const named = (rows: readonly { name: string }[]) => ({
    count: rows.length,
    names: rows.slice(0, NAMES_SHOWN).map((row) => row.name),
  });
  const doomed: Doomed = {
    kind,
    id,
    name,
    ownerId,
    accountId,
    deals: named(kind === "deal" ? [] : hanging.deals),
    rooms: named(kind === "room" ? [] : inRooms),
    contacts: named(hanging.contacts),
    links,
    visits: visited,
    ...hung,
    colleaguesOwn: [...hanging.deals, ...inRooms].filter((row) => row.ownerId !== ownerId).length,
  };
  const contactIds = hanging.contacts.map((contact) => contact.id);
  return {
    doomed,
    ids: { accounts: hanging.accounts, contacts: contactIds, deals: dealIds, rooms: roomIds },
  };
}

async function roomsOf(source: Source, dealIds: readonly string[]): Promise<Owned[]> {
  const found: Owned[] = [];
  for (const ids of chunksOf(dealIds)) {
    const rows = await source
      .select({ id: rooms.id, name: rooms.name, ownerId: rooms.ownerId })
      .from(rooms)
      .where(inArray(rooms.dealId, ids))
      .orderBy(asc(rooms.createdAt), asc(rooms.id));
    found.push(...rows);
  }
  return found;
}

async function countReadings(source: Source, roomIds: readonly string[]): Promise<[number, number]> {
  let links = 0;
  let visited = 0;
  for (const ids of chunksOf(roomIds)) {
    links += await source.$count(shareLinks, inArray(shareLinks.roomId, ids));
    visited += await source.$count(visits, and(inArray(visits.roomId, ids), eq(visits.engaged, true)));
  }
  return [links, visited];
}

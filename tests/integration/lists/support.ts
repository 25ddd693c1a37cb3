import { db } from "@db/client";
import { visits } from "@db/schema/tracking";
import { members, teams } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { contactSource } from "~/features/accounts/contacts/lists/data.server";
import { dealSource } from "~/features/accounts/deals/lists/data.server";
import { accountSource } from "~/features/accounts/lists/data.server";
import { roomSource } from "~/features/rooms/lists/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { readList } from "~/platform/lists/list-model";
import { type ListSource, readListPage } from "~/platform/lists/list-query.server";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeLink,
  makeMember,
  makeRoom,
  makeViewer,
} from "../../support/factories";

export const NOW = Date.UTC(2026, 2, 15, 3);
export const DAY_MS = 86_400_000;
export const daysAgo = (days: number) => new Date(NOW - days * DAY_MS);

export type Named = { id: string; name: string | null };

export async function rowsOf<Row extends Named>(
  source: ListSource<WorkspaceScope, Row>,
  scope: WorkspaceScope,
  query: string,
) {
  return (await readListPage(source, scope, readList(source.shape, new URLSearchParams(query)))).rows;
}

export async function names<Row extends Named>(
  source: ListSource<WorkspaceScope, Row>,
  scope: WorkspaceScope,
  query = "",
) {
  return (await rowsOf(source, scope, query)).map((row) => row.name);
}

/** A contact's visit of a room; one that does not count unless `engaged`. */
export async function visit(
  scope: WorkspaceScope,
  of: { roomId: string; contactId?: string },
  { days, engaged = true }: { days: number; engaged?: boolean },
) {
  const { link } = await makeLink(scope, { roomId: of.roomId });
  const contact = of.contactId ? { contactId: of.contactId, identity: "verified" as const } : {};
  const { viewer } = await makeViewer(scope, { link, ...contact });
  const at = daysAgo(days);
  await db.insert(visits).values({
    id: newId(at.getTime()),
    workspaceId: scope.workspaceId,
    roomId: of.roomId,
    viewerId: viewer.id,
    personKey: of.contactId ?? viewer.id,
    day: at.toISOString().slice(0, 10),
    startedAt: at,
    lastAt: at,
    engaged,
  });
}

export async function joinTeam({ scope }: { scope: WorkspaceScope }, name: string) {
  const team = { id: newId(), workspaceId: scope.workspaceId, name, createdAt: daysAgo(90) };
  await db.insert(teams).values(team);
  await db.update(members).set({ teamId: team.id }).where(eq(members.id, scope.memberId));
  return team.id;
}

/** Two teams and someone without one; each owns an account "East", "West" or "Free" with a deal and a room of that name. */
export async function makeHouse() {
  const east = await makeMember({ role: "manager", name: "Aoi" });
  const { workspaceId } = east.scope;
  const west = await makeMember({ workspaceId, name: "Ren" });
  const free = await makeMember({ workspaceId, name: "Yui" });
  const ids = { east: await joinTeam(east, "East team"), west: await joinTeam(west, "West team") };
  const stages = { East: "qualify", West: "propose", Free: "propose" };
  const made = new Map<string, Awaited<ReturnType<typeof makePieces>>>();
  const people = { East: east.scope, West: west.scope, Free: free.scope };
  for (const name of ["East", "West", "Free"] as const) {
    made.set(name, await makePieces(people[name], { name, stage: stages[name] }));
  }
  const of = (name: string) => {
    const pieces = made.get(name);
    if (!pieces) throw new Error(`nothing is called ${name}`);
    return pieces;
  };
  return { scope: east.scope, people, teams: ids, of };
}

export async function makePieces(scope: WorkspaceScope, { name, stage }: { name: string; stage: string }) {
  const account = await makeAccount(scope, { name });
  const contact = await makeContact(scope, { accountId: account.id, name });
  const deal = await makeDeal(scope, { accountId: account.id, name, stage });
  const room = await makeRoom(scope, { dealId: deal.id, name });
  return { account, contact, deal, room };
}

export type House = Awaited<ReturnType<typeof makeHouse>>;
export const SOURCES = {
  accounts: accountSource,
  contacts: contactSource,
  deals: dealSource,
  rooms: roomSource,
};
export const LISTS = Object.keys(SOURCES) as (keyof typeof SOURCES)[];
export const sorted = async (list: keyof typeof SOURCES, scope: WorkspaceScope, query: string) =>
  (await names<Named>(SOURCES[list] as ListSource<WorkspaceScope, Named>, scope, query)).toSorted();

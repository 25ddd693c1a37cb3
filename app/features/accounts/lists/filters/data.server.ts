import { db } from "@db/client";
import { containsFolded, textOrder } from "@db/dialect/text";
import { accounts } from "@db/schema/accounts";
import { visits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import {
  type AnyColumn,
  and,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { filterOf, type ListState } from "~/platform/lists/list-model";
import { hasWords } from "~/platform/lists/list-query.server";
import { cleanLine } from "~/platform/text";
import { ME, NO_TEAM } from "../schema";

const DAY_MS = 86_400_000;
const MAX_FOUND = 20;
const MAX_TERM_CHARS = 200;

/** Accounts to filter by: living ones first. Archived ones too, for their deals and rooms are still in the lists. */
export async function findAccountChoices(
  scope: WorkspaceScope,
  text: string,
): Promise<{ term: string; options: { value: string; label: string }[] }> {
  const term = cleanLine(text.slice(0, MAX_TERM_CHARS));
  if (term === "") return { term, options: [] };
  const rows = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(
      and(
        eq(accounts.workspaceId, scope.workspaceId),
        isNull(accounts.mergedIntoId),
        hasWords(term, (word) => [containsFolded(accounts.searchText, word)]),
      ),
    )
    .orderBy(sql`${isNotNull(accounts.archivedAt)}`, textOrder(accounts.sortKey), accounts.id)
    .limit(MAX_FOUND);
  return { term, options: rows.map(({ id, name }) => ({ value: id, label: name })) };
}

/** Lists show what lives, or what is archived; what was merged away is in neither. */
export function livingOrArchived(
  table: { archivedAt: AnyColumn; mergedIntoId?: AnyColumn },
  list: ListState,
): SQL | undefined {
  if (filterOf(list, "archived").length === 0) return isNull(table.archivedAt);
  return and(isNotNull(table.archivedAt), table.mergedIntoId && isNull(table.mergedIntoId));
}

/** The filters "owner" and "team" on whatever holds the owner's id. */
export function isOwnedBy(
  owner: AnyColumn | SQL,
  { scope, list }: { scope: WorkspaceScope; list: ListState },
): SQL | undefined {
  const owners = filterOf(list, "owner").map((id) => (id === ME ? scope.memberId : id));
  const wished = filterOf(list, "team");
  const ids = wished.filter((id) => id !== NO_TEAM);
  const inTeam = or(
    ids.length > 0 ? inArray(members.teamId, ids) : undefined,
    wished.includes(NO_TEAM) ? isNull(members.teamId) : undefined,
  );
  return and(
    owners.length > 0 ? sql`${owner} in ${owners}` : undefined,
    inTeam &&
      sql`${owner} in (select ${members.id} from ${members} where ${and(eq(members.workspaceId, scope.workspaceId), inTeam)})`,
  );
}

/** The owner's name, to order by. */
export function ownerName(owner: AnyColumn | SQL): SQL {
  return sql`(select ${textOrder(users.name)} from ${members} inner join ${users} on ${users.id} = ${members.userId} where ${members.id} = ${owner})`;
}

/**
 * When the last visit that counts began, to order by. `of` reads "visits … where …": which visits belong to the row.
 */
export function visitedAt(of: SQL): SQL {
  return sql`(select max(${visits.startedAt}) from ${of} and ${eq(visits.engaged, true)})`;
}

/** The filter "visited" over the same visits. */
export function wasVisited(of: SQL, list: ListState): SQL | undefined {
  const [when] = filterOf(list, "visited");
  switch (when) {
    case "week":
      return visitedSince(of, 7);
    case "month":
      return visitedSince(of, 30);
    case "older":
      return and(visitedSince(of, null), not(visitedSince(of, 30)));
    case "never":
      return not(visitedSince(of, null));
    default:
      return undefined;
  }
}

function visitedSince(of: SQL, days: number | null): SQL {
  const since = days === null ? undefined : gte(visits.startedAt, new Date(now().getTime() - days * DAY_MS));
  return sql`exists (select 1 from ${of} and ${and(eq(visits.engaged, true), since)})`;
}

import { db } from "@db/client";
import { textOrder } from "@db/dialect/text";
import { accounts } from "@db/schema/accounts";
import { users } from "@db/schema/users";
import { members, teams } from "@db/schema/workspaces";
import { and, eq, inArray } from "drizzle-orm";
import {
  type BulkRows,
  changeRows,
  findBulkResult,
  undoChange,
} from "~/features/workspaces/bulk/mutations.server";
import {
  type BulkForm,
  type BulkResult,
  bulkFormSchema,
  undoFormSchema,
} from "~/features/workspaces/bulk/schema";
import { MAX_BULK_ROWS } from "~/features/workspaces/bulk/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { listViews } from "~/features/workspaces/views/data.server";
import type { ListKind, SavedView } from "~/features/workspaces/views/schema";
import { AppError } from "~/platform/errors";
import { parseFields } from "~/platform/http/form.server";
import { isId, newId } from "~/platform/ids";
import { filterOf, type ListState, readList, writeList } from "~/platform/lists/list-model";
import { LIST_SIZE, type ListSource, readListIds, readListPage } from "~/platform/lists/list-query.server";
import { type CellEdit, type CellOutcome, type CellTrouble, cellFormSchema, troubleOf } from "./cells/schema";
import { findAccountChoices } from "./filters/data.server";

/** One list with all that its routes need. */
export type ListDesk<Row extends { id: string }> = {
  readonly kind: ListKind;
  readonly source: ListSource<WorkspaceScope, Row>;
  readonly rows: BulkRows;
  edit(scope: WorkspaceScope, edit: CellEdit): Promise<CellOutcome>;
};

/** Somebody who owns things, or did. */
export type ListPerson = { id: string; name: string; isActive: boolean };

/** All that a list's page shows, from its address. */
export async function readListScreen<Row extends { id: string }>(
  desk: ListDesk<Row>,
  scope: WorkspaceScope,
  url: string,
) {
  const search = new URL(url).searchParams;
  const list = readList(desk.source.shape, search);
  const bulkId = search.get("bulk") ?? "";
  const find = search.get("find");
  const [page, views, people, teamChoices, filteredAccounts, foundAccounts, bulk] = await Promise.all([
    readListPage(desk.source, scope, list),
    listViews(scope, desk.kind),
    listPeople(scope),
    listTeamChoices(scope),
    nameAccounts(scope, list),
    find ? findAccountChoices(scope, find) : null,
    isId(bulkId) ? findBulkResult(scope, desk.kind, bulkId) : null,
  ]);
  return {
    list: { ...list, page: page.page },
    rows: page.rows,
    at: { page: page.page, pages: page.pages, total: page.total, size: LIST_SIZE },
    views: views satisfies SavedView[],
    people,
    teams: teamChoices,
    filteredAccounts,
    foundAccounts,
    bulk,
    editing: search.get("edit"),
    actor: { role: scope.role, memberId: scope.memberId },
    requestKey: newId(),
  };
}

/** What a form of the list came to; `to` is the query of the list that a browser without a script sees again. */
export type ListAnswer =
  | { kind: "done"; bulk: BulkResult; to: string | null }
  | { kind: "cell"; trouble: CellTrouble | null; to: string | null }
  | { kind: "refused"; error: "tooMany" | "chooseRows" };

/** The forms of a list: a cell, many rows, taking back. */
export async function actOnList<Row extends { id: string }>(
  desk: ListDesk<Row>,
  scope: WorkspaceScope,
  form: FormData,
): Promise<ListAnswer> {
  switch (form.get("intent")) {
    case "cell": {
      const { via, query, ...edit } = valid(parseFields(form, cellFormSchema));
      const trouble = troubleOf({ ...edit, query }, await desk.edit(scope, edit));
      return { kind: "cell", trouble, to: via ? null : cleanQuery(desk, query) };
    }
    case "bulk":
      return changeMany(desk, scope, valid(parseFields(form, bulkFormSchema)));
    case "undo": {
      const { bulkId, query, via } = valid(parseFields(form, undoFormSchema));
      const bulk = await undoChange(scope, desk.rows, bulkId);
      return { kind: "done", bulk, to: via ? null : cleanQuery(desk, query) };
    }
    default:
      throw new AppError("INVALID");
  }
}

async function changeMany<Row extends { id: string }>(
  desk: ListDesk<Row>,
  scope: WorkspaceScope,
  { action, rows, all, query, ownerId, stage, via }: BulkForm,
): Promise<ListAnswer> {
  const value = action === "owner" ? ownerId : action === "stage" ? stage : "";
  const lacksValue = (action === "owner" || action === "stage") && value === "";
  const ids = all ? await idsOf(desk, scope, query) : rows;
  if (ids.length === 0 || lacksValue) return { kind: "refused", error: "chooseRows" };
  if (ids.length > MAX_BULK_ROWS) return { kind: "refused", error: "tooMany" };
  const bulk = await changeRows(scope, desk.rows, { ids, action, value });
  return { kind: "done", bulk, to: via ? null : cleanQuery(desk, query, bulk.id) };
}

function idsOf<Row extends { id: string }>(
  desk: ListDesk<Row>,
  scope: WorkspaceScope,
  query: string,
): Promise<string[]> {
  const list = readList(desk.source.shape, new URLSearchParams(query));
  return readListIds(desk.source, scope, { list, limit: MAX_BULK_ROWS + 1 });
}

/** The query of a list that a form carried, without what does not belong there. */
function cleanQuery<Row extends { id: string }>(
  { source }: ListDesk<Row>,
  query: string,
  bulkId?: string,
): string {
  const clean = new URLSearchParams(
    writeList(source.shape, readList(source.shape, new URLSearchParams(query))),
  );
  if (bulkId) clean.set("bulk", bulkId);
  return clean.toString();
}

async function listPeople(scope: WorkspaceScope): Promise<ListPerson[]> {
  const rows = await db
    .select({ id: members.id, name: users.name, deactivatedAt: members.deactivatedAt })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.workspaceId, scope.workspaceId))
    .orderBy(textOrder(users.name), members.id);
  return rows.map(({ id, name, deactivatedAt }) => ({ id, name, isActive: deactivatedAt === null }));
}

function listTeamChoices(scope: WorkspaceScope): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.workspaceId, scope.workspaceId))
    .orderBy(textOrder(teams.name), teams.id);
}

/** Names for the chips of the account filter. */
async function nameAccounts(scope: WorkspaceScope, list: ListState): Promise<{ id: string; name: string }[]> {
  const ids = filterOf(list, "account");
  if (ids.length === 0) return [];
  return db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(and(eq(accounts.workspaceId, scope.workspaceId), inArray(accounts.id, [...ids])));
}

function valid<T>(parsed: { ok: true; value: T } | { ok: false }): T {
  if (!parsed.ok) throw new AppError("INVALID");
  return parsed.value;
}

import { db } from "@db/client";
import { bytewise } from "@db/dialect/text";
import { type AnyColumn, and, asc, desc, isNull, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { searchWords } from "../text";
import type { Direction, ListShape, ListState } from "./list-model";

export const LIST_SIZE = 50;
const EXPORT_CHUNK = 500;

/** Which rows of a table a list shows, and in what order; without joins, so that ids can be read from an index alone. */
export type ListPlan = { table: PgTable; id: PgColumn; where: SQL | undefined; order: SQL[] };

/** How one list is read. `load` gives the rows of the ids in any order. */
export type ListSource<Scope, Row extends { id: string }> = {
  readonly shape: ListShape;
  plan(scope: Scope, list: ListState): ListPlan;
  load(scope: Scope, ids: readonly string[], columns: readonly string[]): Promise<Row[]>;
};

export type ListPage<Row> = { rows: Row[]; total: number; page: number; pages: number };

/** One page and the number of all rows. A page past the end is the last. */
export async function readListPage<Scope, Row extends { id: string }>(
  source: ListSource<Scope, Row>,
  scope: Scope,
  list: ListState,
): Promise<ListPage<Row>> {
  const plan = source.plan(scope, list);
  const [total, asked] = await Promise.all([db.$count(plan.table, plan.where), readIds(plan, list.page)]);
  const pages = Math.max(1, Math.ceil(total / LIST_SIZE));
  const page = Math.min(list.page, pages);
  const ids = page === list.page ? asked : await readIds(plan, page);
  return { rows: await loadInOrder(source, scope, { ids, columns: list.columns }), total, page, pages };
}

/** Ids of every row of the list, in its order; at most `limit`. */
export async function readListIds<Scope, Row extends { id: string }>(
  source: ListSource<Scope, Row>,
  scope: Scope,
  { list, limit }: { list: ListState; limit: number },
): Promise<string[]> {
  const { table, id, where, order } = source.plan(scope, list);
  const rows = await db
    .select({ id: sql<string>`${id}` })
    .from(table)
    .where(where)
    .orderBy(...order)
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Rows of many ids, some at a time, in the order of the ids. */
export async function* readListRows<Scope, Row extends { id: string }>(
  source: ListSource<Scope, Row>,
  scope: Scope,
  { ids, columns }: { ids: readonly string[]; columns: readonly string[] },
): AsyncGenerator<Row[]> {
  for (let from = 0; from < ids.length; from += EXPORT_CHUNK) {
    yield await loadInOrder(source, scope, { ids: ids.slice(from, from + EXPORT_CHUNK), columns });
  }
}

/** Rows that have every word of the search in one of the columns that `places` names. */
export function hasWords(term: string, places: (word: string) => SQL[]): SQL | undefined {
  return and(...searchWords(term).map((word) => or(...places(word))));
}

/** The order of a list: what is missing comes last either way, and ids settle what is equal. */
export function orderOf(keys: readonly SortKey[], { dir, id }: { dir: Direction; id: AnyColumn }): SQL[] {
  const turn = dir === "desc" ? desc : asc;
  const turned = keys.flatMap(({ by, isText = false, mayMiss = false }) => [
    ...(mayMiss ? [sql`${isNull(sql`${by}`)}`] : []),
    turn(isText ? bytewise(by) : by),
  ]);
  return [...turned, turn(id)];
}

export type SortKey = { by: AnyColumn | SQL; isText?: boolean; mayMiss?: boolean };

async function readIds({ table, id, where, order }: ListPlan, page: number): Promise<string[]> {
  const rows = await db
    .select({ id: sql<string>`${id}` })
    .from(table)
    .where(where)
    .orderBy(...order)
    .limit(LIST_SIZE)
    .offset((page - 1) * LIST_SIZE);
  return rows.map((row) => row.id);
}

async function loadInOrder<Scope, Row extends { id: string }>(
  source: ListSource<Scope, Row>,
  scope: Scope,
  { ids, columns }: { ids: readonly string[]; columns: readonly string[] },
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await source.load(scope, ids, columns)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

import type { WorkspaceScope } from "~/features/workspaces/schema";
import { readList } from "~/platform/lists/list-model";
import { type ListSource, readListPage } from "~/platform/lists/list-query.server";

/** The rows that a list's address shows. */
export async function listRows<Row extends { id: string }>(
  source: ListSource<WorkspaceScope, Row>,
  scope: WorkspaceScope,
  query: Record<string, string> = {},
): Promise<Row[]> {
  const list = readList(source.shape, new URLSearchParams(query));
  return (await readListPage(source, scope, list)).rows;
}

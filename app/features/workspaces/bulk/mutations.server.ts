import { db } from "@db/client";
import { bulkChanges } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { AppError, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import type { WorkspaceScope } from "../schema";
import type { ListKind } from "../views/schema";
import type { BulkAction, BulkResult, Left } from "./schema";

/** Others get their turn in the writer's lane between so many rows. */
const ROWS_A_TRANSACTION = 100;
const UNDO_MS = 15 * 60_000;

/** One row's change inside the caller's transaction: what it had before, or why it was left. */
export type RowChange = { before: string } | { left: Left };
export type RowWish = {
  id: string;
  action: BulkAction;
  value: string;
  /** Set when a change is taken back: what the row must still have. Whoever made the change may take it back. */
  undoes?: string;
};

/** How the rows of one list are changed. */
export type BulkRows = {
  readonly list: ListKind;
  change(tx: Tx, scope: WorkspaceScope, wish: RowWish): Promise<RowChange>;
  /** After commit. */
  announce?(ids: readonly string[]): void;
};

const NOTHING_LEFT: Record<Left, number> = { notOwn: 0, unchanged: 0, inUse: 0, gone: 0 };

/**
 * Changes each row that the member may change and keeps what it had, so that it can be taken back: the record grows in
 * the transaction that changes the rows. NOT_FOUND when none of the rows is there.
 */
export async function changeRows(
  scope: WorkspaceScope,
  rows: BulkRows,
  { ids, action, value }: { ids: readonly string[]; action: BulkAction; value: string },
): Promise<BulkResult> {
  const wishes = [...new Set(ids)].map((id) => ({ id, action, value }));
  const { workspaceId, memberId } = scope;
  const bulk = { id: newId(), workspaceId, memberId, list: rows.list, action, value, at: now() };
  const { before, left } = await changeEach(scope, { rows, wishes }, async (tx, { before, left, isLast }) => {
    if (before.length === 0 && left.gone === wishes.length) throw new AppError("NOT_FOUND");
    if (before.length === 0 && !isLast) return;
    const target = bulkChanges.id;
    await tx
      .insert(bulkChanges)
      .values({ ...bulk, before, left })
      .onConflictDoUpdate({ target, set: { before, left } });
  });
  return { id: bulk.id, list: rows.list, action, changed: before.length, left, isUndone: false };
}

/**
 * Gives the rows back what they had, but for those that somebody changed again in the meantime. Done once; one that was
 * cut short can be gone on with.
 */
export async function undoChange(scope: WorkspaceScope, rows: BulkRows, bulkId: string): Promise<BulkResult> {
  const bulk = await findForUndo(db, scope, { list: rows.list, bulkId });
  const { action, undoes } = INVERSE[bulk.action](bulk.value);
  const wishes = bulk.before.map(([id, value]) => ({ id, action, value, undoes }));
  const { before, left } = await changeEach(scope, { rows, wishes }, async (tx, { isLast }) => {
    // Held, so that of two clicks the second finds nothing.
    await findForUndo(tx, scope, { list: rows.list, bulkId });
    if (isLast) await tx.update(bulkChanges).set({ undoneAt: now() }).where(eq(bulkChanges.id, bulkId));
  });
  return { id: bulkId, list: rows.list, action: bulk.action, changed: before.length, left, isUndone: true };
}

/** For a list that is shown again after a form without a script. Null when it is not the member's own. */
export async function findBulkResult(
  scope: WorkspaceScope,
  list: ListKind,
  bulkId: string,
): Promise<BulkResult | null> {
  const [row] = await db
    .select()
    .from(bulkChanges)
    .where(isOwn(scope, list, bulkId));
  if (!row) return null;
  const { id, action, before, left, undoneAt } = row;
  return { id, list, action, changed: before.length, left, isUndone: undoneAt !== null };
}

const INVERSE: Record<BulkAction, (value: string) => { action: BulkAction; undoes: string }> = {
  owner: (value) => ({ action: "owner", undoes: value }),
  stage: (value) => ({ action: "stage", undoes: value }),
  archive: () => ({ action: "restore", undoes: "" }),
  restore: () => ({ action: "archive", undoes: "" }),
};

async function findForUndo(
  query: Pick<Tx, "select">,
  scope: WorkspaceScope,
  { list, bulkId }: { list: ListKind; bulkId: string },
) {
  const isOpen = and(isOwn(scope, list, bulkId), isNull(bulkChanges.undoneAt));
  const [row] = await query.select().from(bulkChanges).where(isOpen).for("update");
  const bulk = found(row);
  if (now().getTime() - bulk.at.getTime() > UNDO_MS) throw new AppError("GONE");
  return bulk;
}

function isOwn(scope: WorkspaceScope, list: ListKind, bulkId: string) {
  return and(
    eq(bulkChanges.id, bulkId),
    eq(bulkChanges.list, list),
    eq(bulkChanges.workspaceId, scope.workspaceId),
    eq(bulkChanges.memberId, scope.memberId),
  );
}

type Work = { rows: BulkRows; wishes: readonly RowWish[] };
/** What came of the rows up to here. */
type Progress = { before: [string, string][]; left: Record<Left, number>; isLast: boolean };

/** `keep` ends each transaction: what it writes stands exactly if the rows do. */
async function changeEach(
  scope: WorkspaceScope,
  { rows, wishes }: Work,
  keep: (tx: Tx, progress: Progress) => Promise<void>,
) {
  let done: Omit<Progress, "isLast"> = { before: [], left: { ...NOTHING_LEFT } };
  // In one order for everybody, so that two people never wait for each other.
  const inOrder = wishes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (let from = 0; from === 0 || from < inOrder.length; from += ROWS_A_TRANSACTION) {
    const some = inOrder.slice(from, from + ROWS_A_TRANSACTION);
    const isLast = from + ROWS_A_TRANSACTION >= inOrder.length;
    const changed: string[] = [];
    done = await db.transaction(async (tx) => {
      const before = [...done.before];
      const left = { ...done.left };
      for (const wish of some) {
        const change = await changeIfThere(tx, scope, { rows, wish });
        if ("left" in change) left[change.left] += 1;
        else {
          before.push([wish.id, change.before]);
          changed.push(wish.id);
        }
      }
      await keep(tx, { before, left, isLast });
      return { before, left };
    });
    rows.announce?.(changed);
  }
  return done;
}

/** A row that another member removed a moment ago must not stop the others. */
async function changeIfThere(
  tx: Tx,
  scope: WorkspaceScope,
  { rows, wish }: { rows: BulkRows; wish: RowWish },
): Promise<RowChange> {
  try {
    return await rows.change(tx, scope, wish);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return { left: "gone" };
    throw error;
  }
}

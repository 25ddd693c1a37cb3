import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { importRefusals, imports } from "@db/schema/imports";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, asc, eq, inArray } from "drizzle-orm";
import { recordEvent, recordImported } from "~/features/activity/events.server";
import type { ImportedEvent } from "~/features/activity/schema";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { foldText } from "~/platform/text";
import { contactKeys, DECISION_ROLES } from "../../contacts/utils";
import { holdPipeline } from "../../pipeline/data.server";
import { accountKeys } from "../../utils";
import { readStages } from "../directory/data.server";
import { judgeRowsAnew } from "./data.server";
import type { AccountRow, ContactRow, DealRow, Plan, Run } from "./plan";
import type { FileRow } from "./schema";

/** What one cell of the error file may hold. */
const MAX_KEPT_CHARS = 2_000;
/** Half of a character, which a cut can leave; PostgreSQL takes none in JSON. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** What became of a batch. */
export type Taking = "taken" | "stopped" | "member_left";
type Batch = { importId: string; run: Run; rows: readonly FileRow[] };

/**
 * Takes a batch with all that comes of it, or nothing: how far the import has come is written in the same transaction,
 * so that after a crash no row is taken twice and none is left out. Whoever brought the file has the rights they have
 * now. `stopped` also when another worker has gone on with it.
 */
export function takeRows({ importId, run: begun, rows }: Batch): Promise<Taking> {
  return db.transaction(async (tx) => {
    const [current] = await tx.select().from(imports).where(eq(imports.id, importId)).for("update");
    const first = rows[0];
    if (current?.state !== "running" || !first || current.doneRows !== first.number - 1) return "stopped";
    const { role, deactivatedAt } = await findImporter(tx, begun);
    if (deactivatedAt) return "member_left";
    if (begun.kind === "deals") await holdPipeline(tx, begun.importer);
    const stages = await readStages(begun.importer, tx);
    const run = { ...begun, stages, importer: { ...begun.importer, role } };
    const plan = await judgeRowsAnew(tx, run, rows);
    await write(tx, run, plan);
    await writeRefusals(tx, importId, plan);
    await recordWritten(tx, { importId, run, plan });
    const count = (outcome: string) => plan.judgements.filter((one) => one.outcome === outcome).length;
    await tx
      .update(imports)
      .set({
        doneRows: current.doneRows + rows.length,
        createdRows: current.createdRows + count("created"),
        updatedRows: current.updatedRows + count("updated"),
        skippedRows: current.skippedRows + count("skipped"),
        refusedRows: current.refusedRows + count("refused"),
      })
      .where(eq(imports.id, importId));
    return "taken";
  });
}

async function findImporter(tx: Tx, { importer }: Run) {
  const [row] = await tx
    .select({ role: members.role, deactivatedAt: members.deactivatedAt })
    .from(members)
    .where(and(eq(members.id, importer.memberId), eq(members.workspaceId, importer.workspaceId)));
  return found(row);
}

async function write(tx: Tx, run: Run, plan: Plan): Promise<void> {
  const at = now();
  const base = { workspaceId: run.importer.workspaceId, createdAt: at, updatedAt: at };
  const made = {
    accounts: [...plan.accounts.made].map(([id, row]) => ({ id, ...base, ...row, ...accountKeys(row) })),
    contacts: [...plan.contacts.made].map(([id, row]) => ({
      id,
      ...base,
      ...row,
      ...contactKeys(row),
      decisionRole: roleOf(row.decisionRole),
    })),
    deals: [...plan.deals.made].map(([id, row]) => ({
      id,
      ...base,
      ...row,
      searchText: foldText(row.name),
    })),
  };
  if (made.accounts.length > 0) await tx.insert(accounts).values(made.accounts);
  if (made.contacts.length > 0) await tx.insert(contacts).values(made.contacts);
  if (made.deals.length > 0) await tx.insert(deals).values(made.deals);
  await changeAccounts(tx, plan.accounts.changed);
  await changeContacts(tx, plan.contacts.changed);
  await changeDeals(tx, plan.deals.changed);
}

async function changeAccounts(tx: Tx, changes: ReadonlyMap<string, Partial<AccountRow>>): Promise<void> {
  if (changes.size === 0) return;
  const rows = await tx
    .select()
    .from(accounts)
    .where(inArray(accounts.id, [...changes.keys()]))
    .orderBy(asc(accounts.id))
    .for("update");
  for (const row of rows) {
    const fields = changes.get(row.id);
    const keys = accountKeys({ ...row, ...fields });
    await tx
      .update(accounts)
      .set({ ...fields, ...keys, ...grown(row) })
      .where(eq(accounts.id, row.id));
  }
}

async function changeContacts(tx: Tx, changes: ReadonlyMap<string, Partial<ContactRow>>): Promise<void> {
  if (changes.size === 0) return;
  const rows = await tx
    .select()
    .from(contacts)
    .where(inArray(contacts.id, [...changes.keys()]))
    .orderBy(asc(contacts.id))
    .for("update");
  for (const row of rows) {
    const { decisionRole, ...texts } = changes.get(row.id) ?? {};
    const fields = decisionRole ? { ...texts, decisionRole: roleOf(decisionRole) } : texts;
    const keys = contactKeys({ ...row, ...texts });
    await tx
      .update(contacts)
      .set({ ...fields, ...keys, ...grown(row) })
      .where(eq(contacts.id, row.id));
  }
}

async function changeDeals(tx: Tx, changes: ReadonlyMap<string, Partial<DealRow>>): Promise<void> {
  if (changes.size === 0) return;
  const rows = await tx
    .select()
    .from(deals)
    .where(inArray(deals.id, [...changes.keys()]))
    .orderBy(asc(deals.id))
    .for("update");
  for (const row of rows) {
    const fields = changes.get(row.id) ?? {};
    const searchText = foldText(fields.name ?? row.name);
    await tx
      .update(deals)
      .set({ ...fields, searchText, ...grown(row) })
      .where(eq(deals.id, row.id));
  }
}

function grown(row: { version: number }) {
  return { updatedAt: now(), version: row.version + 1 };
}

function roleOf(text: string | null) {
  return DECISION_ROLES.find((role) => role === text) ?? null;
}

async function writeRefusals(tx: Tx, importId: string, plan: Plan): Promise<void> {
  const rows = plan.judgements.flatMap((one) => {
    if (one.outcome !== "refused") return [];
    const cells = one.row.cells.map((cell) =>
      cell.replaceAll("\0", "").slice(0, MAX_KEPT_CHARS).replace(LONE_SURROGATE, "\uFFFD"),
    );
    return [{ importId, rowNumber: one.row.number, field: one.field, reason: one.reason, cells }];
  });
  if (rows.length > 0) await tx.insert(importRefusals).values(rows);
}

async function recordWritten(
  tx: Tx,
  { importId, run, plan }: { importId: string; run: Run; plan: Plan },
): Promise<void> {
  const made: ImportedEvent[] = [
    ...[...plan.accounts.made.keys()].map(
      (accountId) => ({ type: "account.imported", accountId, importId }) as const,
    ),
    ...[...plan.contacts.made].map(
      ([contactId, { accountId }]) => ({ type: "contact.imported", accountId, contactId, importId }) as const,
    ),
    ...[...plan.deals.made].map(
      ([dealId, { accountId }]) => ({ type: "deal.imported", accountId, dealId, importId }) as const,
    ),
  ];
  await recordImported(tx, run.importer, made);
  const contactIds = [...plan.contacts.made.keys()];
  if (contactIds.length > 0) {
    await recordEvent(tx, run.importer, { type: "contacts.imported", importId, contactIds });
  }
}

import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { asc, eq, gt } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import { defineJob, enqueue } from "~/platform/jobs.server";
import { foldText } from "~/platform/text";
import { contactKeys } from "../contacts/utils";
import { accountKeys } from "../utils";

const ROWS_A_TRANSACTION = 500;
/** Raised when what is folded changes, so that every row is folded once more. */
const FOLDING = 1;

type Keys = { searchText: string; sortKey?: string };

/** Folds what search and order compare in rows that an older version or a migration wrote. */
export const refoldSearch = defineJob({
  kind: "accounts.refold",
  schema: z.object({}).strict(),
  async run() {
    await refold(readAccounts, { table: accounts, id: accounts.id });
    await refold(readContacts, { table: contacts, id: contacts.id });
    await refold(readDeals, { table: deals, id: deals.id });
  },
});

/** At the start of the server; runs once for each way of folding. */
export async function scheduleRefold(): Promise<void> {
  await db.transaction((tx) => enqueue(tx, refoldSearch, {}, { key: `accounts.refold:${FOLDING}` }));
}

type Folded = { id: string; stored: Keys; keys: Keys };

async function refold(
  read: (after: string) => Promise<Folded[]>,
  { table, id }: { table: PgTable; id: PgColumn },
): Promise<void> {
  let after = "";
  for (let rows = await read(after); rows.length > 0; rows = await read(after)) {
    after = rows.at(-1)?.id ?? "";
    const old = rows.filter(
      ({ stored, keys }) => stored.searchText !== keys.searchText || stored.sortKey !== keys.sortKey,
    );
    if (old.length === 0) continue;
    await db.transaction(async (tx) => {
      for (const row of old) await tx.update(table).set(row.keys).where(eq(id, row.id));
    });
  }
}

async function readAccounts(after: string): Promise<Folded[]> {
  const rows = await db
    .select()
    .from(accounts)
    .where(gt(accounts.id, after))
    .orderBy(asc(accounts.id))
    .limit(ROWS_A_TRANSACTION);
  return rows.map(({ id, searchText, sortKey, ...row }) => ({
    id,
    stored: { searchText, sortKey },
    keys: accountKeys(row),
  }));
}

async function readContacts(after: string): Promise<Folded[]> {
  const rows = await db
    .select()
    .from(contacts)
    .where(gt(contacts.id, after))
    .orderBy(asc(contacts.id))
    .limit(ROWS_A_TRANSACTION);
  return rows.map(({ id, searchText, sortKey, ...row }) => ({
    id,
    stored: { searchText, sortKey },
    keys: contactKeys(row),
  }));
}

async function readDeals(after: string): Promise<Folded[]> {
  const rows = await db
    .select({ id: deals.id, name: deals.name, searchText: deals.searchText })
    .from(deals)
    .where(gt(deals.id, after))
    .orderBy(asc(deals.id))
    .limit(ROWS_A_TRANSACTION);
  return rows.map(({ id, name, searchText }) => ({
    id,
    stored: { searchText },
    keys: { searchText: foldText(name) },
  }));
}

import { accounts, contacts, deals } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { foldText } from "~/platform/text";
import { type KnownAccount, renewAccounts } from "../directory/data.server";
import { isImportField, type RefusedField } from "../fields/schema";
import { judgeAccount } from "./judge-accounts";
import { candidatesFor, judgeContact, type KnownContact } from "./judge-contacts";
import { dealKey, judgeDeal, type KnownDeal } from "./judge-deals";
import { Plan, type Run, refusal } from "./plan";
import type { ContactFields, DealFields, FileRow, Refusal } from "./schema";
import { cellsByField, domainOf, hasRightLength } from "./utils";

type Source = Pick<Tx, "select">;
type Parsed<Fields> = { row: FileRow; fields: Fields };

/** What becomes of each row, in the order of the file; rows before it in the same file count as known. */
export async function judgeRows(source: Source, run: Run, rows: readonly FileRow[]): Promise<Plan> {
  const plan = new Plan();
  switch (run.kind) {
    case "accounts":
      for (const row of rows) {
        const parsed = parseRow(run, row, run.schemas.accounts);
        plan.judgements.push(isRefusal(parsed) ? parsed : judgeAccount(plan, run, parsed));
      }
      return plan;
    case "contacts": {
      const parsed = rows.map((row) => parseRow(run, row, run.schemas.contacts));
      const byEmail = await findContacts(source, run, parsed.flatMap(fieldsOf));
      for (const one of parsed) {
        plan.judgements.push(isRefusal(one) ? one : judgeContact(plan, run, { ...one, byEmail }));
      }
      return plan;
    }
    case "deals": {
      const parsed = rows.map((row) => parseRow(run, row, run.schemas.deals));
      const byKey = await findDeals(source, run, parsed.flatMap(fieldsOf));
      for (const one of parsed) {
        plan.judgements.push(isRefusal(one) ? one : judgeDeal(plan, run, { ...one, byKey }));
      }
      return plan;
    }
  }
}

/**
 * As `judgeRows`, for rows that are about to be written: the accounts that they may mean are held, and are what they are
 * now, not what they were when the import began.
 */
export async function judgeRowsAnew(tx: Source, run: Run, rows: readonly FileRow[]): Promise<Plan> {
  const ids = rows.flatMap((row) => accountsMeant(run, row).map(({ id }) => id));
  await renewAccounts(tx, run.importer, { directory: run.directory, ids });
  return judgeRows(tx, run, rows);
}

function accountsMeant(run: Run, row: FileRow): readonly KnownAccount[] {
  switch (run.kind) {
    case "accounts":
      return fieldsOf(parseRow(run, row, run.schemas.accounts)).flatMap(
        (fields) => run.directory.same({ ...fields, reading: foldText(fields.reading ?? "") }) ?? [],
      );
    case "contacts":
      return fieldsOf(parseRow(run, row, run.schemas.contacts)).flatMap(({ account, email }) =>
        account ? candidatesFor(run, account) : (run.directory.at(domainOf(email)) ?? []),
      );
    case "deals":
      return fieldsOf(parseRow(run, row, run.schemas.deals)).flatMap(({ account }) =>
        candidatesFor(run, account),
      );
  }
}

function isRefusal<Fields>(parsed: Parsed<Fields> | Refusal): parsed is Refusal {
  return "outcome" in parsed;
}

function fieldsOf<Fields>(parsed: Parsed<Fields> | Refusal): Fields[] {
  return isRefusal(parsed) ? [] : [parsed.fields];
}

function parseRow<Schema extends z.ZodType>(
  run: Run,
  row: FileRow,
  schema: Schema,
): Parsed<z.infer<Schema>> | Refusal {
  if (!hasRightLength(row, run.columns)) return refusal(row, "row", "cell_count");
  const parsed = schema.safeParse(cellsByField(row.cells, run.mapping));
  if (parsed.success) return { row, fields: parsed.data };
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? "row");
  const place: RefusedField = isImportField(field) ? field : "row";
  const reason = issue && /^[a-z_]+$/.test(issue.message) ? issue.message : "invalid";
  return refusal(row, place, reason);
}

/** Those of the workspace that have one of these addresses, archived or not: an address is one person. */
async function findContacts(
  source: Source,
  run: Run,
  rows: readonly ContactFields[],
): Promise<Map<string, KnownContact>> {
  const emails = [...new Set(rows.map(({ email }) => email))];
  if (emails.length === 0) return new Map();
  const { workspaceId } = run.importer;
  const isHere = eq(contacts.workspaceId, workspaceId);
  const found = await selectContacts(source).where(and(isHere, inArray(contacts.email, emails)));
  // A merged address is the person's it was merged into: theirs is the account, and with it the right to change.
  const keptIds = [...new Set(found.flatMap(({ mergedIntoId }) => mergedIntoId ?? []))];
  const kept = keptIds.length === 0 ? [] : await selectContacts(source).where(inArray(contacts.id, keptIds));
  const keptById = new Map(kept.map((row) => [row.id, row]));
  return new Map(
    found.map(({ email, ...row }) => {
      const { id, accountId, ownerId, archivedAt } = keptById.get(row.mergedIntoId ?? "") ?? row;
      return [email, { id, accountId, ownerId, isArchived: archivedAt !== null }];
    }),
  );
}

function selectContacts(source: Source) {
  return source
    .select({
      id: contacts.id,
      email: contacts.email,
      accountId: contacts.accountId,
      ownerId: accounts.ownerId,
      archivedAt: contacts.archivedAt,
      mergedIntoId: contacts.mergedIntoId,
    })
    .from(contacts)
    .innerJoin(accounts, eq(accounts.id, contacts.accountId))
    .$dynamic();
}

async function findDeals(
  source: Source,
  run: Run,
  rows: readonly DealFields[],
): Promise<Map<string, KnownDeal>> {
  const accountIds = [
    ...new Set(rows.flatMap(({ account }) => candidatesFor(run, account).map(({ id }) => id))),
  ];
  if (accountIds.length === 0) return new Map();
  const names = [...new Set(rows.map(({ name }) => foldText(name)))];
  const found = await source
    .select({
      id: deals.id,
      accountId: deals.accountId,
      name: deals.name,
      ownerId: deals.ownerId,
      currency: deals.currency,
    })
    .from(deals)
    .where(
      and(
        eq(deals.workspaceId, run.importer.workspaceId),
        inArray(deals.accountId, accountIds),
        inArray(deals.searchText, names),
        isNull(deals.archivedAt),
      ),
    );
  return new Map(found.map(({ accountId, name, ...deal }) => [dealKey(accountId, name), deal]));
}

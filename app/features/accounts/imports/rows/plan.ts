import { newId } from "~/platform/ids";
import type { AccountDirectory, KnownAccount } from "../directory/data.server";
import type { Importer, ImportKind, Mapping, OnDuplicate, RefusedField } from "../fields/schema";
import type { FileRow, Judgement, Refusal, RowSchemas, Vocabulary } from "./schema";

export type AccountRow = {
  name: string;
  reading: string | null;
  domain: string | null;
  notes: string | null;
  ownerId: string;
};
export type ContactRow = {
  accountId: string;
  email: string;
  name: string | null;
  reading: string | null;
  phone: string | null;
  title: string | null;
  department: string | null;
  decisionRole: string | null;
};
export type DealRow = {
  accountId: string;
  name: string;
  stage: string;
  amountMinor: number | null;
  currency: string;
  closeDate: string | null;
  ownerId: string;
};

/** One import and what its rows are judged by. */
export type Run = {
  importer: Importer;
  kind: ImportKind;
  mapping: Mapping;
  onDuplicate: OnDuplicate;
  columns: number;
  words: Vocabulary;
  /** Keys of the stages a deal can be given now, in the order of the sale. */
  stages: readonly string[];
  schemas: RowSchemas;
  directory: AccountDirectory;
};

/** Rows to be made and changes to rows that stand, by id. */
export class Writes<Row extends object> {
  readonly made = new Map<string, Row>();
  readonly changed = new Map<string, Partial<Row>>();

  make(row: Row): string {
    const id = newId();
    this.made.set(id, row);
    return id;
  }

  /** A later row of the same file changes what an earlier one is about to make. */
  change(id: string, fields: Partial<Row>): void {
    const fresh = this.made.get(id);
    if (fresh) this.made.set(id, { ...fresh, ...fields });
    else this.changed.set(id, { ...this.changed.get(id), ...fields });
  }
}

/** What becomes of a batch of rows, and what has to be written for it. */
export class Plan {
  readonly judgements: Judgement[] = [];
  readonly accounts = new Writes<AccountRow>();
  readonly contacts = new Writes<ContactRow>();
  readonly deals = new Writes<DealRow>();

  /** A company that the file names and nobody knows yet becomes an account of whoever brings the file. */
  makeAccount(run: Run, name: string): KnownAccount {
    const ownerId = run.importer.memberId;
    const id = this.accounts.make({ name, reading: null, domain: null, notes: null, ownerId });
    const account = { id, ownerId, name, reading: "", domain: null };
    run.directory.add(account);
    return account;
  }
}

export function refusal(row: FileRow, field: RefusedField, reason: string): Refusal {
  return { outcome: "refused", row, field, reason };
}

/** Only what the file gives: an empty cell never empties a field. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  const kept: Given<Fields> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== null && value !== undefined) kept[key] = value;
  }
  return kept;
}

type Given<Fields> = { [Key in keyof Fields]?: NonNullable<Fields[Key]> };

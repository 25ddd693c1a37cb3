import { canEditAccount } from "../../policy";
import { normaliseDomain } from "../../utils";
import type { KnownAccount } from "../directory/data.server";
import { given, type Plan, type Run, refusal } from "./plan";
import type { ContactFields, FileRow, Judgement } from "./schema";
import { domainOf } from "./utils";

/** As much of a contact as is needed to know it again; `ownerId` is its account's. */
export type KnownContact = { id: string; accountId: string; ownerId: string; isArchived: boolean };

type Parsed = { row: FileRow; fields: ContactFields };

export function judgeContact(
  plan: Plan,
  run: Run,
  { row, fields, byEmail }: Parsed & { byEmail: Map<string, KnownContact> },
): Judgement {
  const known = byEmail.get(fields.email);
  return known
    ? judgeKnown(plan, run, { row, fields, known })
    : judgeNew(plan, run, { row, fields, byEmail });
}

function judgeKnown(
  plan: Plan,
  run: Run,
  { row, fields, known }: Parsed & { known: KnownContact },
): Judgement {
  if (known.isArchived) return refusal(row, "email", "archived");
  if (run.onDuplicate === "create") return refusal(row, "email", "email_taken");
  const seen = { row, name: fields.name ?? fields.email, newAccount: null };
  if (run.onDuplicate === "skip") return { outcome: "skipped", ...seen };
  if (!canEditAccount(run.importer, known)) return refusal(row, "row", "not_yours");
  const { account, email: _, ...texts } = fields;
  if (account && !candidatesFor(run, account).some(({ id }) => id === known.accountId)) {
    return refusal(row, "account", "other_account");
  }
  plan.contacts.change(known.id, given(texts));
  return { outcome: "updated", ...seen };
}

function judgeNew(
  plan: Plan,
  run: Run,
  { row, fields, byEmail }: Parsed & { byEmail: Map<string, KnownContact> },
): Judgement {
  const { account: named, ...texts } = fields;
  const domain = domainOf(fields.email);
  const candidates = named ? candidatesFor(run, named) : oneOrNone(run.directory.at(domain));
  const account = candidates.length > 1 ? candidates.find((one) => one.domain === domain) : candidates[0];
  if (!account && candidates.length > 1) return refusal(row, "account", "account_ambiguous");
  if (!account && !named) return refusal(row, "account", "account_unknown");
  if (account && !canEditAccount(run.importer, account)) return refusal(row, "account", "not_yours");
  const home = account ?? plan.makeAccount(run, named ?? domain);
  const id = plan.contacts.make({ ...texts, accountId: home.id });
  byEmail.set(fields.email, { id, accountId: home.id, ownerId: home.ownerId, isArchived: false });
  const newAccount = account ? null : home.name;
  return { outcome: "created", row, name: fields.name ?? fields.email, newAccount };
}

/** The accounts that a cell may mean: by name, else by domain. */
export function candidatesFor(run: Run, text: string): readonly KnownAccount[] {
  const named = run.directory.named(text);
  if (named.length > 0) return named;
  const domain = normaliseDomain(text);
  return oneOrNone(domain === null ? undefined : run.directory.at(domain));
}

function oneOrNone<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}

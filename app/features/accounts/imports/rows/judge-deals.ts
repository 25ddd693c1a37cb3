import { foldText } from "~/platform/text";
import { canEditDeal } from "../../deals/policy";
import { DEAL_STAGES, parseAmount } from "../../deals/utils";
import { candidatesFor } from "./judge-contacts";
import { given, type Plan, type Run, refusal } from "./plan";
import type { DealFields, FileRow, Judgement } from "./schema";

export type KnownDeal = { id: string; ownerId: string; currency: string };

/** A deal is known again by its account and its folded name. */
export function dealKey(accountId: string, name: string): string {
  return `${accountId} ${foldText(name)}`;
}

type Parsed = { row: FileRow; fields: DealFields; byKey: Map<string, KnownDeal> };

export function judgeDeal(plan: Plan, run: Run, { row, fields, byKey }: Parsed): Judgement {
  const candidates = candidatesFor(run, fields.account);
  if (candidates.length > 1) return refusal(row, "account", "account_ambiguous");
  const account = candidates[0];
  const known = account && byKey.get(dealKey(account.id, fields.name));
  const currency = fields.currency ?? known?.currency ?? run.words.currency;
  const amountMinor = fields.amount === null ? null : parseAmount(fields.amount, currency);
  if (fields.amount !== null && amountMinor === null) return refusal(row, "amount", "amount");

  const { name, stage, closeDate, owner } = fields;
  if (stage && !run.stages.includes(stage)) return refusal(row, "stage", "stage");
  if (known && run.onDuplicate !== "create") {
    const seen = { row, name, newAccount: null };
    if (run.onDuplicate === "skip") return { outcome: "skipped", ...seen };
    if (!canEditDeal(run.importer, known)) return refusal(row, "row", "not_yours");
    // A currency without an amount would turn the amount that stands into another sum.
    const money = amountMinor === null ? {} : { amountMinor, currency };
    plan.deals.change(known.id, given({ name, stage, closeDate, ownerId: owner, ...money }));
    if (amountMinor !== null) known.currency = currency;
    return { outcome: "updated", ...seen };
  }

  const home = account ?? plan.makeAccount(run, fields.account);
  const ownerId = owner ?? run.importer.memberId;
  const facts = {
    name,
    stage: stage ?? run.stages[0] ?? DEAL_STAGES[0],
    amountMinor,
    currency,
    closeDate,
    ownerId,
  };
  const id = plan.deals.make({ ...facts, accountId: home.id });
  byKey.set(dealKey(home.id, name), { id, ownerId, currency });
  return { outcome: "created", row, name, newAccount: account ? null : home.name };
}

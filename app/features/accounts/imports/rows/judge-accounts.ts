import { foldText } from "~/platform/text";
import { canEditAccount } from "../../policy";
import { given, type Plan, type Run, refusal } from "./plan";
import type { AccountFields, FileRow, Judgement } from "./schema";

type Parsed = { row: FileRow; fields: AccountFields };

export function judgeAccount(plan: Plan, run: Run, { row, fields }: Parsed): Judgement {
  const { owner, ...texts } = fields;
  const { importer, directory } = run;
  const seen = { row, name: fields.name, newAccount: null };
  const known = directory.same({ ...texts, reading: foldText(fields.reading ?? "") });
  if (!known || run.onDuplicate === "create") {
    const ownerId = owner ?? importer.memberId;
    const id = plan.accounts.make({ ...texts, ownerId });
    const { name, domain } = texts;
    directory.add({ id, ownerId, name, domain, reading: foldText(fields.reading ?? "") });
    return { outcome: "created", ...seen };
  }
  if (run.onDuplicate === "skip") return { outcome: "skipped", ...seen };
  if (!canEditAccount(importer, known)) return refusal(row, "row", "not_yours");
  // What a merged company is called and where it is was settled by the merge.
  const taken = known.isFormer ? { notes: texts.notes } : texts;
  plan.accounts.change(known.id, { ...given(taken), ...(owner ? { ownerId: owner } : {}) });
  if (!known.isFormer) directory.learn(known, texts);
  return { outcome: "updated", ...seen };
}

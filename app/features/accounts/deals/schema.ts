import { z } from "zod";
import { stepKey } from "../pipeline/schema";
import { idField, nameField, optionalLine, optionalText, requestKey, versionField } from "../schema";
import { CURRENCIES, isCalendarDay, parseAmount } from "./utils";

const MAX_NOTE_CHARS = 1000;

const dealFields = {
  name: nameField,
  stage: stepKey,
  amount: optionalLine(60),
  currency: z.enum(CURRENCIES, "invalid"),
  closeDate: optionalLine(20).refine((day) => day === null || isCalendarDay(day), "date"),
};

type TypedAmount = { amount: string | null; currency: (typeof CURRENCIES)[number] };

/** The typed amount becomes minor units of the currency chosen beside it. */
function withMinorUnits<Fields extends TypedAmount>(fields: Fields, context: z.core.$RefinementCtx<Fields>) {
  const { amount, ...rest } = fields;
  const amountMinor = amount === null ? null : parseAmount(amount, fields.currency);
  if (amount !== null && amountMinor === null) {
    context.addIssue({ code: "custom", path: ["amount"], message: "accounts:errors.amount" });
  }
  return { ...rest, amountMinor };
}

export const newDealSchema = z.strictObject({ ...dealFields, requestKey }).transform(withMinorUnits);
export const dealSchema = z
  .strictObject({ ...dealFields, ownerId: idField, version: versionField })
  .transform(withMinorUnits);

export const closeDealSchema = z
  .strictObject({
    intent: z.literal("close"),
    outcome: z.enum(["won", "lost"], "required"),
    outcomeReason: optionalLine().pipe(stepKey.nullable()),
    outcomeNote: optionalText(MAX_NOTE_CHARS),
    version: versionField,
  })
  .refine((form) => form.outcome === "won" || form.outcomeReason !== null, {
    path: ["outcomeReason"],
    message: "accounts:errors.reason",
  });

export type NewDeal = Omit<z.infer<typeof newDealSchema>, "requestKey" | "currency"> & { currency: string };
export type DealChange = z.infer<typeof dealSchema>;
export type DealClosing = Omit<z.infer<typeof closeDealSchema>, "intent">;

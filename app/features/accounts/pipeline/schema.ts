import { z } from "zod";
import { cleanLine } from "~/platform/text";
import { idField } from "../schema";

/** A step of the sale. `name` null: the locale's name of a built-in one. */
export type Stage = { readonly key: string; readonly name: string | null; readonly isArchived: boolean };

/** Why deals are won or lost. */
export type Reason = Stage & { readonly outcome: ReasonOutcome };
export type ReasonOutcome = "won" | "lost";

export type Pipeline = { readonly stages: readonly Stage[]; readonly reasons: readonly Reason[] };

export const MAX_STEP_NAME_CHARS = 60;
export const MAX_LIVING_STEPS = 30;

/** Key of a stage or reason: built in, or an id of our own. */
export const stepKey = z.string("required").regex(/^[a-z0-9_]{1,40}$/, "invalid");

const stepName = z
  .string("required")
  .transform(cleanLine)
  .pipe(z.string().max(MAX_STEP_NAME_CHARS, "too_long"));
const list = z.enum(["stage", "won", "lost"]);
const optionalKey = z.union([stepKey, z.literal("")]).transform((key) => key || null);

/** The forms of the page of stages and reasons; `list` says which of the three lists is meant. */
export const stepFormSchema = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("add"),
    list,
    name: stepName.pipe(z.string().min(1, "required")),
    requestKey: idField,
  }),
  z.strictObject({ intent: z.literal("rename"), list, key: stepKey, name: stepName, seenName: z.string() }),
  z.strictObject({ intent: z.literal("move"), list, key: stepKey, before: optionalKey }),
  z.strictObject({ intent: z.literal("archive"), list, key: stepKey, moveTo: optionalKey.default(null) }),
  z.strictObject({ intent: z.literal("restore"), list, key: stepKey }),
]);

export type StepList = z.infer<typeof list>;
export type StepForm = z.infer<typeof stepFormSchema>;

import { z } from "zod";
import { MAX_LINES } from "./utils";

/** One table's form: every optional line that is on. */
export const pricingChoiceSchema = z.strictObject({
  blockId: z.string().regex(/^[0-9a-z]{8,26}$/, "invalid"),
  line: z
    .array(z.string().regex(/^[0-9a-z]{1,26}$/, "invalid"))
    .max(MAX_LINES, "too_large")
    .default([]),
});

export type PricingChoice = z.infer<typeof pricingChoiceSchema>;

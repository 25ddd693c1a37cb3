import type { AcceptedTotals } from "@db/schema/proposals";
import { z } from "zod";
import { LANGUAGES } from "~/platform/i18n/language";
import { cleanLine } from "~/platform/text";
import { isVersionId } from "../versions/utils";
import { isSignatureOf, MAX_NAME_CHARS } from "./utils";

const line = z
  .string("required")
  .transform(cleanLine)
  .pipe(z.string().min(1, "required").max(MAX_NAME_CHARS, "too_long"));

/** What a buyer signs with. `versionId` and `shown` say what was on the screen that was signed. */
export const acceptSchema = z
  .strictObject({
    versionId: z.string("required").refine(isVersionId, "invalid"),
    shown: z.string("required").regex(/^[0-9a-f]{64}$/, "invalid"),
    /** The language the consent was read in. */
    language: z.enum(LANGUAGES, "invalid"),
    name: line,
    title: z
      .string()
      .default("")
      .transform(cleanLine)
      .pipe(z.string().max(MAX_NAME_CHARS, "too_long"))
      .transform((text) => (text === "" ? null : text)),
    signature: line,
    consent: z.literal("on", "buyer:acceptance.errors.consent"),
  })
  .superRefine(({ name, signature }, context) => {
    if (isSignatureOf(signature, name)) return;
    context.addIssue({ code: "custom", path: ["signature"], message: "buyer:acceptance.errors.signature" });
  });

export type Signing = Omit<z.infer<typeof acceptSchema>, "consent">;

/** What both sides are shown of an acceptance. Never the network address: that stands in the certificate alone. */
export type AcceptanceFace = {
  id: string;
  name: string;
  title: string | null;
  at: Date;
  versionId: string;
  versionNumber: number;
  contentHash: string;
  totals: AcceptedTotals;
  hasCertificate: boolean;
};

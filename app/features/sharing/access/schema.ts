import { z } from "zod";
import { optionalLine, optionalText } from "~/features/accounts/schema";
import { normaliseEmail } from "../utils";

const MAX_NAME_CHARS = 100;
const MAX_NOTE_CHARS = 1_000;

const email = z
  .string("required")
  .max(320, "email")
  .transform((text, context) => {
    const address = normaliseEmail(text);
    if (address === null)
      context.addIssue({ code: "custom", message: text.trim() === "" ? "required" : "email" });
    return address ?? "";
  });

/** Somebody whom the gate does not let in asks the rep, or a reader asks for a colleague. */
export const askSchema = z.strictObject({
  intent: z.enum(["ask", "colleague"]),
  email,
  name: optionalLine(MAX_NAME_CHARS),
  note: optionalText(MAX_NOTE_CHARS),
});
export type Ask = Omit<z.infer<typeof askSchema>, "intent">;

export type AccessRequest = {
  id: string;
  email: string;
  name: string | null;
  note: string | null;
  linkLabel: string;
  createdAt: Date;
};

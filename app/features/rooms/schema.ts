import { z } from "zod";
import { idField, nameField, optionalLine, requestKey, versionField } from "~/features/accounts/schema";
import { LANGUAGES } from "~/platform/i18n/language";

const languageField = z.enum(LANGUAGES, "invalid");

export type RoomSubject = { dealId: string } | { accountName: string; dealName: string };

/** One short form: an open deal, or a new one for an account that is found by its name or made. */
export const newRoomSchema = z
  .strictObject({
    requestKey,
    from: z.enum(["deal", "account"], "invalid"),
    dealId: optionalLine(),
    accountName: optionalLine(),
    dealName: optionalLine(),
    name: optionalLine(),
    language: languageField,
  })
  .transform(({ from, dealId, accountName, dealName, ...room }, context) => {
    const missing = (field: string, value: string | null) => {
      if (value === null) context.addIssue({ code: "custom", path: [field], message: "required" });
      return value ?? "";
    };
    const subject: RoomSubject =
      from === "deal"
        ? { dealId: missing("dealId", dealId) }
        : { accountName: missing("accountName", accountName), dealName: missing("dealName", dealName) };
    return { ...room, subject };
  });

export const roomSchema = z.strictObject({
  name: nameField,
  language: languageField,
  consentMode: z.enum(["notice", "strict"], "invalid"),
  ownerId: idField,
  version: versionField,
});

export type NewRoom = z.infer<typeof newRoomSchema>;
export type RoomChange = z.infer<typeof roomSchema>;

import { z } from "zod";
import { idField, nameField, optionalLine, requestKey, versionField } from "~/features/accounts/schema";
import type { Role } from "~/features/workspaces/schema";
import { LANGUAGES } from "~/platform/i18n/language";

declare const proven: unique symbol;

/** Proof that a member may be in this room. */
export type MemberActor = {
  readonly kind: "member";
  readonly workspaceId: string;
  readonly roomId: string;
  readonly memberId: string;
  readonly role: Role;
  readonly roomOwnerId: string;
  readonly isArchived: boolean;
  readonly [proven]: true;
};

/** Proof that somebody of the buying side may be in this room now. */
export type ViewerActor = {
  readonly kind: "viewer";
  readonly workspaceId: string;
  readonly roomId: string;
  /** May have no row yet behind an open link: see ensureViewer. */
  readonly viewerId: string;
  /** Empty in a preview. */
  readonly linkId: string;
  readonly contactId: string | null;
  readonly email: string | null;
  readonly identity: "anonymous" | "claimed" | "verified";
  /** A member looks through the buyer's eyes: reads what buyers read, and may change nothing. */
  readonly preview: boolean;
  readonly [proven]: true;
};

/** Whoever works in a room, from either side. */
export type RoomActor = MemberActor | ViewerActor;

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
    /** What the room begins with; empty: nothing. */
    templateId: optionalLine(80),
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

export type NewRoom = Omit<z.infer<typeof newRoomSchema>, "templateId">;
export type RoomChange = z.infer<typeof roomSchema>;

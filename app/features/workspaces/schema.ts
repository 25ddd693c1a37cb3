import type { Language } from "~/platform/i18n/language";

declare const proven: unique symbol;

export type Role = "rep" | "manager" | "admin";

/** Proof that a member of this workspace is asking; only the auth guard mints it. */
export type WorkspaceScope = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly role: Role;
  readonly [proven]: true;
};

export type WorkspaceFace = {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly currency: string;
  readonly brandColor: string;
};

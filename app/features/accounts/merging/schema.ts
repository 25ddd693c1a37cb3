import { z } from "zod";
import { idField, versionField } from "../schema";

/** What a person chooses a value for, one of the two. */
export const ACCOUNT_CHOICES = ["name", "reading", "domain", "notes", "ownerId"] as const;
export const CONTACT_CHOICES = [
  "email",
  "name",
  "reading",
  "phone",
  "title",
  "department",
  "decisionRole",
] as const;

/** `this` is what the page is about, `other` what was chosen beside it. */
const side = z.enum(["this", "other"], "required");
export type Side = z.infer<typeof side>;

const pair = {
  intent: z.literal("merge"),
  otherId: idField,
  keep: side,
  version: versionField,
  otherVersion: versionField,
};

export const mergeAccountsSchema = z.strictObject({
  ...pair,
  name: side,
  reading: side.default("this"),
  domain: side.default("this"),
  notes: side.default("this"),
  ownerId: side.default("this"),
});
export const mergeContactsSchema = z.strictObject({
  ...pair,
  email: side,
  name: side.default("this"),
  reading: side.default("this"),
  phone: side.default("this"),
  title: side.default("this"),
  department: side.default("this"),
  decisionRole: side.default("this"),
});
export const undoMergeSchema = z.strictObject({ intent: z.literal("undo"), mergeId: idField });

export type AccountMerge = Omit<z.infer<typeof mergeAccountsSchema>, "intent">;
export type ContactMerge = Omit<z.infer<typeof mergeContactsSchema>, "intent">;

const texts = z.record(z.string(), z.string().nullable());
const ids = z.array(z.string());

/** What is needed to take a merge of accounts back. */
export const accountBeforeSchema = z.object({
  /** The kept one's fields before, and what the merge made of them. */
  fields: texts,
  merged: texts,
  dealIds: ids,
  contactIds: ids,
  /** Accounts merged into the gone one earlier, which lead to the kept one since. */
  reroutedIds: ids,
  /** Viewers known by address alone who became contacts because both are one account now. */
  tiedViewerIds: ids,
});
export const contactBeforeSchema = z.object({
  fields: texts,
  merged: texts,
  goneEmail: z.string(),
  viewerIds: ids,
  reroutedIds: ids,
});
export type AccountBefore = z.infer<typeof accountBeforeSchema>;
export type ContactBefore = z.infer<typeof contactBeforeSchema>;

export type Merged = { ok: true; keptId: string; mergeId: string } | { ok: false; reason: "stale" | "same" };

/** Why a merge can no longer be taken back. */
export type UndoRefusal = "undone" | "kept_gone" | "gone_gone" | "merged_on" | "email_taken";
export type Undone = { ok: true; keptId: string; goneId: string } | { ok: false; reason: UndoRefusal };

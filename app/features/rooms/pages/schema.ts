import { z } from "zod";
import { idField, nameField, requestKey } from "~/features/accounts/schema";

const page = { pageId: idField };

export const addDocumentSchema = z.strictObject({
  intent: z.literal("addDocument"),
  documentId: idField,
  requestKey,
});
export const addProposalSchema = z.strictObject({
  intent: z.literal("addProposal"),
  title: nameField,
  requestKey,
});
export const renamePageSchema = z.strictObject({
  intent: z.literal("rename"),
  ...page,
  title: nameField,
  /** The title the form was filled from. */
  seenTitle: z.string(),
});
export const movePageSchema = z.strictObject({
  intent: z.literal("move"),
  ...page,
  /** The page it goes before; empty for the end. Naming a neighbour makes a repeated request harmless. */
  before: z.union([idField, z.literal("").transform(() => null)]),
});
export const replaceDocumentSchema = z.strictObject({
  intent: z.literal("replace"),
  ...page,
  documentId: idField,
});
export const archivePageSchema = z.strictObject({ intent: z.literal("archive"), ...page });
export const restorePageSchema = z.strictObject({ intent: z.literal("restore"), ...page });

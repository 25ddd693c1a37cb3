import { z } from "zod";

export const MAX_PROPOSAL_BYTES = 1024 * 1024;
export const MAX_PROPOSAL_DEPTH = 50;
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

/** What the editor sends: the version it started from and the whole document. */
export const saveProposalSchema = z
  .object({ version: z.number().int().min(1), body: z.object({ type: z.literal("doc") }).loose() })
  .strict();

export type SaveReply =
  | { kind: "saved"; version: number }
  | { kind: "conflict"; version: number; editorName: string | null; body: unknown }
  | { kind: "refused"; reason: Refusal };

/** Why a document isn't stored; `foreign`: it shows a picture, file or page that is not this room's to show. */
export type Refusal = "invalid" | "too_large" | "too_deep" | "unknown_part" | "unsafe_address" | "foreign";

export type ImageReply =
  | { kind: "stored"; imageId: string; width: number; height: number }
  | { kind: "refused" };

import { z } from "zod";
import { idField } from "~/features/accounts/schema";
import { MAX_ATTACHMENTS } from "./utils";

export const OWNER_KINDS = ["message", "task", "task_comment", "proposal"] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];
export type Corner = "room" | "buyers";

/** What a browser of either side may know of a file. */
export type Attachment = { id: string; fileName: string; contentType: string; sizeBytes: number };

/** `error` is a key of the "validation" texts. */
export type ReceivedAttachment =
  | { ok: true; attachment: Attachment }
  | { ok: false; error: "file_missing" | "file_type" | "file_too_large" };

export type AttachmentOwner = { ownerKind: OwnerKind; ownerId: string };

/** What the address of an upload says it is for. */
export const uploadWishSchema = z
  .object({ for: z.enum(OWNER_KINDS), corner: z.enum(["room", "buyers"]).default("room") })
  .strict();

/** The ids of files that a form sends along, under `attachments[]`. */
export const attachmentIds = z.array(idField).max(MAX_ATTACHMENTS, "too_large").default([]);

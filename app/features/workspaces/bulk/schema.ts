import { z } from "zod";
import { isId } from "~/platform/ids";
import type { ListKind } from "../views/schema";
import { BULK_ACTIONS, MAX_BULK_ROWS } from "./utils";

export type BulkAction = (typeof BULK_ACTIONS)[number];

const MAX_QUERY_CHARS = 4_000;

const id = z.string().refine(isId, "invalid");

/** Marked rows, or with `all` every row of the list that `query` is the address of. */
export const bulkFormSchema = z.strictObject({
  intent: z.literal("bulk"),
  action: z.enum(BULK_ACTIONS, "invalid"),
  rows: z.array(id).max(MAX_BULK_ROWS).default([]),
  all: z.literal("on").optional(),
  query: z.string().max(MAX_QUERY_CHARS).default(""),
  ownerId: z.union([id, z.literal("")]).default(""),
  stage: z
    .string()
    .regex(/^[a-z0-9_]{0,40}$/, "invalid")
    .default(""),
  /** A script asks and takes the answer itself; without one the list is shown again. */
  via: z.literal("script").optional(),
});

export const undoFormSchema = z.strictObject({
  intent: z.literal("undo"),
  bulkId: id,
  query: z.string().max(MAX_QUERY_CHARS).default(""),
  via: z.literal("script").optional(),
});

export type BulkForm = z.infer<typeof bulkFormSchema>;

/** Why a row stayed as it was. */
export type Left = "notOwn" | "unchanged" | "inUse" | "gone";

/** What a bulk action came to, for whoever did it. */
export type BulkResult = {
  id: string;
  list: ListKind;
  action: BulkAction;
  changed: number;
  left: Readonly<Record<Left, number>>;
  isUndone: boolean;
};

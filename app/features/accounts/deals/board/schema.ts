import { z } from "zod";
import { cleanLine } from "~/platform/text";
import { stepKey } from "../../pipeline/schema";
import { idField, MAX_NAME_CHARS, versionField } from "../../schema";

/** Where a deal stands on the board: a stage while it is open, else how it ended. */
export type Place = { outcome: "open" | "won" | "lost"; stage: string };

export type BoardCard = Place & {
  id: string;
  name: string;
  accountId: string;
  accountName: string;
  amountMinor: number | null;
  currency: string;
  closeDate: string | null;
  ownerId: string;
  ownerName: string;
  /** The owner is no active member any more. */
  hasOwnerLeft: boolean;
  /** The last visit that counts in one of its rooms, and how many there were in the last week. */
  visitedAt: Date | string | null;
  weekVisits: number;
  canMove: boolean;
  version: number;
};

export type BoardColumn = {
  /** Key of the stage, or `won` and `lost`. */
  key: string;
  place: Place;
  cards: BoardCard[];
  count: number;
  /** Minor units by currency, the largest part first. */
  totals: { currency: string; amountMinor: number }[];
};

const oneOrNone = z.string().max(40).catch("");

/** What the address of a board says; nonsense reads as nothing. */
export const boardQuerySchema = z.object({
  q: z.string().transform(cleanLine).pipe(z.string().max(MAX_NAME_CHARS)).catch(""),
  owner: oneOrNone,
  team: oneOrNone,
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;

export const moveDealSchema = z.strictObject({
  intent: z.literal("move"),
  dealId: idField,
  stage: stepKey,
  version: versionField,
});
export type DealMove = Omit<z.infer<typeof moveDealSchema>, "intent">;

/** What a move came to. Refused, it says where the deal is now. */
export type MoveReply = { dealId: string; name: string } & (
  | { ok: true; from: Place; to: Place; version: number }
  | { ok: false; now: Place; isArchived: boolean }
);

import { z } from "zod";
import { cleanLine } from "~/platform/text";

export const deleteSchema = z.strictObject({
  confirmation: z.string("required").transform(cleanLine).pipe(z.string().min(1, "required")),
});

export type Target =
  | { kind: "account"; accountId: string }
  | { kind: "contact"; accountId: string; contactId: string }
  | { kind: "deal"; dealId: string }
  | { kind: "room"; roomId: string };

type Named = { count: number; names: string[] };

/** What people wrote, sent and agreed to in rooms. */
export type Hanging = {
  /** Of the plans, removed ones too. */
  tasks: number;
  /** What people answered to forms. */
  answers: number;
  /** Of the chat of both sides. */
  messages: number;
  /** Sent in the chat, or put into a proposal. */
  files: number;
  /** Of the team, on proposals. */
  comments: number;
  acceptances: number;
};

/** What goes with a thing that is deleted for good. */
export type Doomed = Hanging & {
  kind: Target["kind"];
  id: string;
  /** What the person has to type. */
  name: string;
  ownerId: string;
  /** The account of a deal. */
  accountId: string | null;
  deals: Named;
  rooms: Named;
  contacts: Named;
  links: number;
  visits: number;
  /** Deals and rooms among it that belong to somebody else than its owner. */
  colleaguesOwn: number;
};

export type Deleted = { ok: true } | { ok: false; reason: "name" };

import type { PAGE_KINDS } from "@db/schema/rooms";
import { z } from "zod";
import { idField, nameField, requestKey } from "~/features/accounts/schema";

export type PageKind = (typeof PAGE_KINDS)[number];

const page = { pageId: idField };

/** What the screen of a room can ask for. */
export const pagesIntent = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("addDocument"), documentId: idField, requestKey }),
  z.strictObject({ intent: z.literal("addProposal"), title: nameField, requestKey }),
  z.strictObject({ intent: z.literal("addForm"), title: nameField, requestKey }),
  z.strictObject({ intent: z.literal("addPlan"), title: nameField, requestKey }),
  z.strictObject({
    intent: z.literal("rename"),
    ...page,
    title: nameField,
    /** The title the form was filled from. */
    seenTitle: z.string("invalid"),
  }),
  z.strictObject({
    intent: z.literal("move"),
    ...page,
    /** The page it goes before; empty for the end. Naming a neighbour makes a repeated request harmless. */
    before: z.union([idField, z.literal("").transform(() => null)]),
    /** Which button was pressed, so that the screen can give it the focus back. */
    direction: z.enum(["up", "down"]).optional(),
  }),
  z.strictObject({ intent: z.literal("replace"), ...page, documentId: idField }),
  z.strictObject({ intent: z.literal("archive"), ...page }),
  z.strictObject({ intent: z.literal("restore"), ...page }),
]);

/** What came of it, for the screen to say. */
export type PagesReply = {
  done: "added" | "renamed" | "moved" | "replaced" | "archived" | "restored" | null;
  pageId: string | null;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  /** Set when someone else renamed the page first: the title they gave it. */
  staleTitle: string | null;
};

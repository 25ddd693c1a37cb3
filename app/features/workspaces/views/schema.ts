import { z } from "zod";
import { isId } from "~/platform/ids";
import { cleanLine } from "~/platform/text";
import { LIST_KINDS, MAX_VIEW_NAME_CHARS } from "./utils";

export type ListKind = (typeof LIST_KINDS)[number];

const MAX_QUERY_CHARS = 4_000;
/** A member's own views of one list. */
export const MAX_VIEWS = 50;

const id = z.string("required").refine(isId, "invalid");
const name = z
  .string("required")
  .transform(cleanLine)
  .pipe(z.string().min(1, "required").max(MAX_VIEW_NAME_CHARS, "too_long"));
const query = z.string().max(MAX_QUERY_CHARS, "too_long");
const isShared = z
  .literal("on")
  .optional()
  .transform((box) => box === "on");

/** The forms around saved views. `list` says where to go back to. */
export const viewFormSchema = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("create"),
    list: z.enum(LIST_KINDS),
    name,
    query,
    isShared,
    requestKey: id,
  }),
  z.strictObject({ intent: z.literal("rename"), viewId: id, name, isShared }),
  z.strictObject({ intent: z.literal("update"), viewId: id, query }),
  z.strictObject({ intent: z.literal("delete"), viewId: id }),
]);

export type ViewForm = z.infer<typeof viewFormSchema>;
export type NewView = Omit<Extract<ViewForm, { intent: "create" }>, "intent">;

/** What a screen shows of a saved view. */
export type SavedView = {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  memberId: string;
  memberName: string;
};

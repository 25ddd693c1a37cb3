import { z } from "zod";
import { isId } from "~/platform/ids";

const id = z.string("required").refine(isId, "invalid");

/** What was archived and can be brought back: a contact is always named together with its account. */
export const archivedRefSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["room", "account", "deal"]), id }),
  z.strictObject({ kind: z.literal("contact"), id, accountId: id }),
]);
export type ArchivedRef = z.infer<typeof archivedRefSchema>;

/** One archiving, told to the next page. */
export type Archived = { key: string; name: string; ref: ArchivedRef };
export const archivedSchema = z.strictObject({ key: id, name: z.string().max(400), ref: archivedRefSchema });

import { z } from "zod";
import { newContactSchema } from "~/features/accounts/contacts/schema";
import { idField, optionalLine, versionField } from "~/features/accounts/schema";
import { DECISION_ROLES, isLevel } from "./utils";

const contactId = idField;
const emptyIsNull = z.literal("").transform(() => null);
const levelField = z
  .union([emptyIsNull, z.string().transform(Number).refine(isLevel, "invalid")])
  .default(null);
const placed = { contactId, version: versionField, level: levelField, department: optionalLine() };

/** What the screen of a room's people can ask for. */
export const peopleIntent = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("add"), contactId }),
  newContactSchema.extend({ intent: z.literal("create") }),
  /** From the map: a person goes to another cell. */
  z.strictObject({ intent: z.literal("place"), ...placed }),
  z.strictObject({
    intent: z.literal("change"),
    ...placed,
    title: optionalLine(),
    decisionRole: z.union([z.enum(DECISION_ROLES), emptyIsNull], "invalid").default(null),
    introducedById: z.union([idField, emptyIsNull], "invalid").default(null),
  }),
  z.strictObject({ intent: z.enum(["remove", "invite", "dismiss"]), contactId }),
  z.strictObject({ intent: z.enum(["addSuggested", "dismissViewer"]), viewerId: idField }),
  z.strictObject({ intent: z.enum(["allow", "refuse"]), requestId: idField }),
]);

export type PeopleIntent = z.infer<typeof peopleIntent>;

import { z } from "zod";
import { thingRefSchema } from "../things/schema";

export const favouriteSchema = thingRefSchema.extend({
  intent: z.enum(["add", "remove"], "invalid"),
  /** Where the star was. */
  next: z.string().max(4_000).optional(),
});

import { z } from "zod";

export const feedIntentSchema = z.strictObject({ intent: z.enum(["create", "revoke"]) });

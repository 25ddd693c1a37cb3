import { z } from "zod";

export const consentSchema = z
  .object({ choice: z.enum(["granted", "declined"]), next: z.string().max(500).optional() })
  .strict();

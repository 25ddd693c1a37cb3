import { z } from "zod";
import { defineJob } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";

/** Removes files whose rows are gone. A file that is gone already is fine. */
export const removeFiles = defineJob({
  kind: "files.remove",
  schema: z.object({ keys: z.array(z.string()) }).strict(),
  async run({ keys }) {
    for (const key of keys) await storage().remove(key);
  },
});

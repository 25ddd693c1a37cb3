import { z } from "zod";
import { defineJob } from "~/platform/jobs.server";
import { removeUnused } from "./files/mutations.server";

/** Removes files that no row names any more. A file that is gone already is fine. */
export const removeFiles = defineJob({
  kind: "files.remove",
  schema: z.object({ keys: z.array(z.string()) }).strict(),
  async run({ keys }) {
    await removeUnused(keys);
  },
});

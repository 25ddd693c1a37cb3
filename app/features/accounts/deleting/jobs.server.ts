import { z } from "zod";
import { defineJob } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";
import { listUnusedKeys } from "./files/data.server";
import { chunksOf } from "./utils";

/** Removes files that no row names any more. A file that is gone already is fine. */
export const removeFiles = defineJob({
  kind: "files.remove",
  schema: z.object({ keys: z.array(z.string()) }).strict(),
  async run({ keys }) {
    await removeUnused(keys);
  },
});

export async function removeUnused(keys: readonly string[]): Promise<void> {
  for (const some of chunksOf(keys))
    for (const key of await listUnusedKeys(some)) await storage().remove(key);
}

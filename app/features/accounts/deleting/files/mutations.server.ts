import { storage } from "~/platform/storage.server";
import { chunksOf } from "../utils";
import { listUnusedKeys } from "./data.server";

/** For jobs, after the rows are gone. */
export async function removeUnused(keys: readonly string[]): Promise<void> {
  for (const some of chunksOf(keys))
    for (const key of await listUnusedKeys(some)) await storage().remove(key);
}

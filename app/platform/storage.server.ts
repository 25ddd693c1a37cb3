import path from "node:path";
import { env } from "./env.server";
import { openLocalStore } from "./storage/local.server";
import type { ObjectStore } from "./storage/object-store";

export type { ByteRange, ObjectStore } from "./storage/object-store";

let current: ObjectStore | null = null;

/** The file store of this process: a folder beside the data. */
export function storage(): ObjectStore {
  current ??= openLocalStore(path.join(env().dataDir, "files"));
  return current;
}

/** Tests only: null opens the configured store again. */
export function setStorage(store: ObjectStore | null): void {
  current = store;
}

import type { Readable } from "node:stream";

/** Both ends included, as in an HTTP range. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Where files live. Keys are made by the server: folders of lower-case letters, digits, dots, dashes and underscores.
 * Writes are whole or absent: nobody reads half a file. Every adapter passes tests/contract/object-store.test.ts.
 */
export interface ObjectStore {
  /** Replaces what was there. */
  put(key: string, content: Uint8Array | Readable): Promise<void>;
  /** Moves a finished local file in. Safe to repeat after a crash: a source already moved in counts as done. */
  adopt(key: string, sourcePath: string): Promise<void>;
  /** The stream errors when there is no such file: ask stat first. */
  get(key: string, range?: ByteRange): Readable;
  stat(key: string): Promise<{ size: number } | null>;
  /** Nothing there is fine. */
  remove(key: string): Promise<void>;
  /** The file's path when it lies on this machine, else null. */
  localPath(key: string): string | null;
}

const KEY = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?(\/[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?)*$/;
const MAX_KEY_LENGTH = 200;

/** Keys never come from a person, so a bad one is a bug of ours, not an answer to a client. */
export function checkKey(key: string): string {
  if (key.length > MAX_KEY_LENGTH || !KEY.test(key)) throw new Error("not a storage key");
  return key;
}

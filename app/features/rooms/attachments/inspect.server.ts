import { createHash } from "node:crypto";
import sharp from "sharp";
import { storage } from "~/platform/storage.server";
import { type FileType, typeOf } from "./file-types";
import { isPicture } from "./utils";

const HEAD_BYTES = 64 * 1024;
const MAX_PIXELS = 40_000_000;

export type Inspected = { type: FileType; sizeBytes: number; sha256: string };

/**
 * Finds out what was stored under the key. A picture is encoded anew, so that nothing but pixels is kept: no place, no
 * hidden payload. Null when it is of no type we take, or a picture that can't be unpacked within bounds.
 */
export async function inspectStored(key: string, name: string): Promise<Inspected | null> {
  const facts = await storage().stat(key);
  if (!facts || facts.size === 0) return null;
  const last = facts.size - 1;
  const head = await bytesOf(key, 0, Math.min(last, HEAD_BYTES - 1));
  const tail = await bytesOf(key, Math.max(0, facts.size - HEAD_BYTES), last);
  const type = typeOf({ name, head, tail });
  if (!type) return null;
  if (isPicture(type.contentType) && !(await encodeAnew(key))) return null;
  return { type, ...(await measure(key)) };
}

async function encodeAnew(key: string): Promise<boolean> {
  const facts = await storage().stat(key);
  if (!facts) return false;
  try {
    const original = await bytesOf(key, 0, facts.size - 1);
    const picture = sharp(original, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    await storage().put(key, await picture.rotate().timeout({ seconds: 20 }).toBuffer());
    return true;
  } catch {
    return false;
  }
}

async function measure(key: string): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const piece of storage().get(key)) {
    const bytes = Buffer.from(piece);
    hash.update(bytes);
    sizeBytes += bytes.length;
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

async function bytesOf(key: string, start: number, end: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of storage().get(key, { start, end })) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";

export const READABLE_ENCODINGS = "gzip, br";

/** The first `maxBytes` of the body as its sender meant it; counted unpacked, so that a small answer can't become a big one. */
export async function readBody(
  response: IncomingMessage,
  maxBytes: number,
): Promise<{ body: Uint8Array; isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop ends the stream.
  for await (const part of unpacked(response)) {
    if (!(part instanceof Uint8Array)) throw new Error("a body is bytes");
    parts.push(part.subarray(0, maxBytes - size));
    size += part.length;
    if (size > maxBytes) return { body: Buffer.concat(parts), isWhole: false };
  }
  return { body: Buffer.concat(parts), isWhole: true };
}

function unpacked(response: IncomingMessage): Readable {
  const encoding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return response;
  const decoder = decoderOf(encoding);
  // What goes wrong on either side ends the decoder, and with it the reading.
  return pipeline(response, decoder, () => {});
}

function decoderOf(encoding: string) {
  if (encoding === "gzip" || encoding === "x-gzip") return createGunzip();
  if (encoding === "br") return createBrotliDecompress();
  throw new Error("a body is packed in a way that was not asked for");
}

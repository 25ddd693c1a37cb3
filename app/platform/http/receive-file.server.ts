import { Readable } from "node:stream";
import { unstable_parseMultipartFormData } from "@remix-run/node";
import { AppError } from "../errors";
import { storage } from "../storage.server";

type ReceivedFile = { fileName: string; sizeBytes: number };
type Received = ReceivedFile | "missing" | "too_large";
type Receiving = { key: string; maxBytes: number };
type Part = { name: string; filename?: string; data: AsyncIterable<Uint8Array> };

/** What is read and thrown away of a file that is too large, so that the browser hears our answer. */
const MAX_DRAINED_BYTES = 512 * 1024 * 1024;

/**
 * Writes the file of a form's field `file` to the store while it comes in: no more of it is in memory than a piece.
 * `missing` when the form holds none, `too_large` when it has more than `maxBytes`; then nothing is kept.
 */
export async function receiveFile(request: Request, receiving: Receiving): Promise<Received> {
  const parts: Received[] = [];
  const takePart = async ({ name, filename, data }: Part) => {
    if (name !== "file" || !filename || parts.length > 0) return drain(data);
    parts.push(await store(data, filename, receiving));
    return null;
  };
  try {
    await unstable_parseMultipartFormData(request, takePart);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("INVALID", { message: "not a form with a file", cause });
  }
  return parts[0] ?? "missing";
}

async function store(
  data: AsyncIterable<Uint8Array>,
  fileName: string,
  { key, maxBytes }: Receiving,
): Promise<ReceivedFile | "too_large"> {
  let sizeBytes = 0;
  async function* counted() {
    for await (const chunk of data) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > MAX_DRAINED_BYTES) throw new AppError("TOO_LARGE");
      // What is past the limit is counted, not kept.
      if (sizeBytes <= maxBytes) yield chunk;
    }
  }
  await storage().put(key, Readable.from(counted()));
  if (sizeBytes <= maxBytes) return { fileName, sizeBytes };
  await storage().remove(key);
  return "too_large";
}

async function drain(data: AsyncIterable<Uint8Array>): Promise<null> {
  let bytes = 0;
  for await (const chunk of data) {
    bytes += chunk.byteLength;
    if (bytes > MAX_DRAINED_BYTES) throw new AppError("TOO_LARGE");
  }
  return null;
}

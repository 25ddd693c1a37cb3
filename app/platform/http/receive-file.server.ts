import { Readable } from "node:stream";
import { AppError } from "../errors";
import { storage } from "../storage.server";
import { MultipartError, type PartPiece, readMultipart } from "./multipart";

type ReceivedFile = { fileName: string; sizeBytes: number };
type Received = ReceivedFile | "missing" | "too_large";
type Receiving = { key: string; maxBytes: number };

/** What is read and thrown away of a body that is too large, so that the browser hears our answer. */
const MAX_DRAINED_BYTES = 512 * 1024 * 1024;

/**
 * Writes the file of a form's field `file` to the store while it comes in: no more of it is in memory than a piece.
 * `missing` when the form holds none, `too_large` when it has more than `maxBytes`; then nothing is kept.
 */
export async function receiveFile(request: Request, receiving: Receiving): Promise<Received> {
  const pieces = readMultipart(request);
  try {
    const fileName = await findFile(pieces);
    if (fileName === null) return "missing";
    return await store(pieces, fileName, receiving);
  } catch (cause) {
    if (!(cause instanceof MultipartError)) throw cause;
    await storage().remove(receiving.key);
    throw new AppError("INVALID", { message: "not a form with a file", cause });
  }
}

/** Reads up to the head of the file's part. A form sent without a choice has a part without a name. */
async function findFile(pieces: AsyncGenerator<PartPiece>): Promise<string | null> {
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    if (!("head" in next.value)) continue;
    const { name, fileName } = next.value.head;
    if (name === "file" && fileName) return fileName;
  }
  return null;
}

async function store(
  pieces: AsyncGenerator<PartPiece>,
  fileName: string,
  { key, maxBytes }: Receiving,
): Promise<ReceivedFile | "too_large"> {
  let sizeBytes = 0;
  let isFile = true;
  async function* content() {
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
      // Further parts are read, so that the body ends, and thrown away.
      if ("head" in next.value) isFile = false;
      else if (isFile) {
        sizeBytes += next.value.data.byteLength;
        if (sizeBytes > MAX_DRAINED_BYTES) throw new AppError("TOO_LARGE");
        if (sizeBytes <= maxBytes) yield next.value.data;
      }
    }
  }
  await storage().put(key, Readable.from(content()));
  if (sizeBytes <= maxBytes) return { fileName, sizeBytes };
  await storage().remove(key);
  return "too_large";
}

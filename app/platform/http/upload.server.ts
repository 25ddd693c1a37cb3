import { AppError } from "../errors";
import { formOf } from "./form.server";
import { readBytes } from "./json.server";

/** Room for the other parts of a multipart body and the lines between them. */
const ENVELOPE_BYTES = 64 * 1024;

export type Upload =
  | { ok: true; bytes: Uint8Array; fileName: string; fields: FormData }
  | { ok: false; error: "file_missing" | "file_too_large" };

export function isUpload(request: Request): boolean {
  return request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
}

/** One small file of a multipart form, whole in memory. Errors are keys of the "validation" texts. */
export async function readUpload(
  request: Request,
  { field, maxBytes }: { field: string; maxBytes: number },
): Promise<Upload> {
  const body = await readWhole(request, maxBytes + ENVELOPE_BYTES);
  if (!body) return { ok: false, error: "file_too_large" };
  const fields = await formOf(request, body);
  const file = fields.get(field);
  if (!(file instanceof File) || file.size === 0) return { ok: false, error: "file_missing" };
  if (file.size > maxBytes) return { ok: false, error: "file_too_large" };
  return { ok: true, bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name, fields };
}

async function readWhole(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  try {
    return await readBytes(request, maxBytes);
  } catch (error) {
    if (error instanceof AppError && error.code === "TOO_LARGE") return null;
    throw error;
  }
}

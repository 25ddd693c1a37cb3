import { AppError } from "../errors";

/** The body as JSON; larger than `maxBytes` is TOO_LARGE, anything else is INVALID. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new AppError("INVALID", { message: "not JSON", cause });
  }
}

/** The whole body, never more than `maxBytes` of it in memory. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new AppError("TOO_LARGE");
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) throw new AppError("TOO_LARGE");
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

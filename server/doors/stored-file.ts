import { AppError } from "~/platform/errors";
import { webStreamOf } from "~/platform/http/web-stream.server";
import { type ByteRange, storage } from "~/platform/storage.server";

export type StoredFile = {
  key: string;
  /** Names the content: a key's content never changes under one tag. */
  tag: string;
  contentType: string;
  disposition: string;
};

/** Whatever a file claims to be, it runs nothing on our origin and stays in no shared cache. */
const SAFE_HEADERS = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "sandbox; default-src 'none'",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-store",
  "accept-ranges": "bytes",
};

/** Streams a stored file, whole or one range of it (RFC 9110, 14). NOT_FOUND when the store lacks it. */
export async function serveStored(request: Request, file: StoredFile): Promise<Response> {
  const facts = await storage().stat(file.key);
  if (!facts) throw new AppError("NOT_FOUND");
  const { size } = facts;
  const etag = `"${file.tag}-${size.toString(36)}"`;
  const headers = new Headers({ ...SAFE_HEADERS, "content-type": file.contentType, etag });
  headers.set("content-disposition", file.disposition);
  if (matches(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });

  const range = wantedRange(request.headers, { size, etag });
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) headers.set("content-range", `bytes ${start}-${end}/${size}`);
  headers.set("content-length", String(end - start + 1));
  const body =
    request.method === "HEAD" || size === 0 ? null : webStreamOf(storage().get(file.key, { start, end }));
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** Null: the whole file, also for several ranges, which a server may leave unanswered as such. */
export function wantedRange(
  headers: Headers,
  { size, etag }: { size: number; etag: string },
): ByteRange | "unsatisfiable" | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.get("range") ?? "") ?? [];
  if (!first && !last) return null;
  const condition = headers.get("if-range");
  if (condition !== null && condition !== etag) return null;
  if (!first)
    return Number(last) === 0 || size === 0
      ? "unsatisfiable"
      : { start: Math.max(0, size - Number(last)), end: size - 1 };
  const start = Number(first);
  if (last && Number(last) < start) return null;
  if (start >= size) return "unsatisfiable";
  return { start, end: last ? Math.min(Number(last), size - 1) : size - 1 };
}

function matches(condition: string | null, etag: string): boolean {
  if (condition === null) return false;
  return condition.split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
}

import type { Hono } from "hono";
import { startSession } from "~/features/auth/sessions.server";
import { makeMember } from "../../support/factories";

export type SignedIn = Awaited<ReturnType<typeof signIn>>;

/** A member with a living session and the cookie that proves it. */
export async function signIn(options: Parameters<typeof makeMember>[0] = {}) {
  const made = await makeMember(options);
  return { ...made, cookie: await cookieFor(made.userId) };
}

export async function cookieFor(userId: string): Promise<string> {
  return (await startSession(userId, null)).split(";")[0] ?? "";
}

type Sent = { door: Hono; cookie: string };
type NewFile = Sent & { size: number; metadata?: Record<string, string | undefined> };

export const encode = (metadata: Record<string, string | undefined>) =>
  Object.entries(metadata)
    .map(([key, value = ""]) => `${key} ${Buffer.from(value).toString("base64")}`)
    .join(",");

export function createUpload({ door, cookie, size, metadata = { filename: "offer.pdf" } }: NewFile) {
  return tus(door, "/uploads", "POST", cookie, {
    "upload-length": String(size),
    "upload-metadata": encode(metadata),
  });
}

export function sendBytes({
  door,
  cookie,
  url,
  offset,
  bytes,
}: Sent & { url: string; offset: number; bytes: Uint8Array }) {
  const headers = {
    "upload-offset": String(offset),
    "content-type": "application/offset+octet-stream",
    "content-length": String(bytes.length),
  };
  return tus(door, url, "PATCH", cookie, headers, bytes);
}

export async function tus(
  door: Hono,
  url: string,
  method: string,
  cookie: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
): Promise<Response> {
  return door.request(url, {
    method,
    headers: { "tus-resumable": "1.0.0", cookie, ...headers },
    body: body as BodyInit,
  });
}

/** The whole way of one file; returns the upload's address. */
export async function uploadWhole(
  sent: Sent & { bytes: Uint8Array; metadata?: Record<string, string | undefined> },
): Promise<string> {
  const created = await createUpload({ ...sent, size: sent.bytes.length });
  const url = created.headers.get("location");
  if (created.status !== 201 || !url)
    throw new Error(`upload refused: ${created.status} ${await created.text()}`);
  if (sent.bytes.length > 0) {
    const done = await sendBytes({ ...sent, url, offset: 0 });
    if (done.status !== 204) throw new Error(`bytes refused: ${done.status} ${await done.text()}`);
  }
  return url;
}

import { paths } from "~/platform/paths";
import type { ImageReply, SaveReply } from "../schema";

/** Throws when the server can't be reached or fails for the moment, so that the caller tries again. */
export async function postProposal(
  roomId: string,
  pageId: string,
  save: { version: number; body: unknown },
): Promise<SaveReply> {
  const body = JSON.stringify(save);
  const response = await fetch(paths.saveProposal(roomId, pageId), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    // The browser takes at most 64 KiB along when the page closes.
    keepalive: body.length < 60_000,
  });
  if (response.status >= 500 || response.status === 429) throw new Error("try again");
  if (response.status === 413) return { kind: "refused", reason: "too_large" };
  return readReply<SaveReply>(response, ["saved", "conflict", "refused"], {
    kind: "refused",
    reason: "invalid",
  });
}

export async function postImage(roomId: string, file: File): Promise<ImageReply> {
  const response = await fetch(paths.roomImages(roomId), { method: "POST", body: file });
  return readReply<ImageReply>(response, ["stored", "refused"], { kind: "refused" });
}

/** Our own server's answer, recognised by its kind; anything else counts as `otherwise`. */
async function readReply<T extends { kind: string }>(
  response: Response,
  kinds: T["kind"][],
  otherwise: T,
): Promise<T> {
  const reply: T | null = await response.json().catch(() => null);
  return reply && kinds.includes(reply.kind) ? reply : otherwise;
}

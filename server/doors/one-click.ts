import { Hono } from "hono";
import { turnMailsOff } from "~/features/rooms/mail-choice/mutations.server";
import { readMailChoice } from "~/features/rooms/mail-choice/token.server";
import { clientAddress } from "~/platform/http/client-address.server";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { answerError } from "./errors";
import { isSameOrigin } from "./security";

const ASKS = { points: 120, seconds: 60 };
const MAX_BODY_BYTES = 1_000;

/**
 * Where mail programs turn mails off (RFC 8058). They send no Origin and no cookie, so this stands before the check of
 * the origin: the token alone says who, it can only turn mails off, and no cookie is read. A browser says where a change
 * comes from, and another site's is refused. A person is led to the page.
 */
export function oneClickDoor(): Hono {
  const door = new Hono();
  door.onError(answerError);
  door.get("/room/:roomId/mails/:token/one-click", (c) =>
    c.redirect(paths.mailChoice(c.req.param("roomId"), c.req.param("token")), 302),
  );
  door.post("/room/:roomId/mails/:token/one-click", async (c) => {
    const { headers } = c.req.raw;
    if (saysWhereFrom(headers) && !isSameOrigin(headers)) return c.text("Forbidden", 403);
    await limit("mail-choice", clientAddress(c.req.raw), ASKS);
    const choice = readMailChoice(c.req.param("roomId"), c.req.param("token"));
    if (!(await asksForOneClick(c.req.raw))) return c.text("Bad Request", 400);
    await turnMailsOff(choice);
    return c.body(null, 204);
  });
  return door;
}

function saysWhereFrom(headers: Headers): boolean {
  return headers.has("origin") || headers.has("sec-fetch-site");
}

/** The body that the standard names, as either kind of form, and no longer than it must be. */
async function asksForOneClick(request: Request): Promise<boolean> {
  const isShort = Number(request.headers.get("content-length") ?? "0") <= MAX_BODY_BYTES;
  if (!isShort || !request.body) return false;
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    chunks.push(read.value);
    if (size <= MAX_BODY_BYTES) continue;
    await reader.cancel();
    return false;
  }
  const text = Buffer.concat(chunks).toString("utf8");
  return /List-Unsubscribe(?:=|"\r?\n\r?\n)One-Click/i.test(text);
}

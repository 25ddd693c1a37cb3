import { type Context, Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { requireBrand } from "~/features/sharing/guard.server";
import { findLogo } from "~/features/workspaces/branding/data.server";
import { answerError } from "./errors";
import { serveStored } from "./stored-file";

/** The company's logo, for its members and for whoever stands at the gate of one of its rooms. */
export function logoDoor(): Hono {
  const door = new Hono();
  door.onError(answerError);
  door.get("/logo", async (c) => {
    const { scope } = await requireMemberOrThrow(c.req.raw);
    return serveLogo(c, scope);
  });
  door.get("/room/:roomId/logo", async (c) => {
    return serveLogo(c, await requireBrand(c.req.raw, c.req.param("roomId")));
  });
  return door;
}

async function serveLogo(c: Context, scope: { readonly workspaceId: string }): Promise<Response> {
  const key = await findLogo(scope);
  const response = await serveStored(c.req.raw, {
    key,
    tag: key,
    contentType: "image/png",
    disposition: "inline",
  });
  // Its address changes with the picture, and it stands on every page.
  if (c.req.query("v") === key) response.headers.set("cache-control", "private, max-age=604800, immutable");
  return response;
}

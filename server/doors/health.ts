import { database } from "@db/client";
import { type Context, Hono } from "hono";
import { collectDefaultMetrics, Registry } from "prom-client";
import { equalText } from "~/platform/crypto.server";
import { env } from "~/platform/env.server";

let isDraining = false;
let registry: Registry | null = null;

/** From now on /readyz says no, so that a balancer sends nobody here. */
export function drain(): void {
  isDraining = true;
}

export function healthDoor(): Hono {
  const door = new Hono();
  door.get("/healthz", (c) => c.text("ok"));
  door.get("/readyz", async (c) => {
    const isUp =
      !isDraining &&
      (await database?.ping().then(
        () => true,
        () => false,
      ));
    return isUp ? c.text("ok") : c.text("not ready", 503);
  });
  door.get("/metrics", metrics);
  door.get("/robots.txt", (c) => c.text("User-agent: *\nDisallow: /\n"));
  door.get("/.well-known/security.txt", (c) =>
    c.text(
      `Contact: ${env().appUrl.origin}\nExpires: ${new Date(Date.now() + 180 * 86_400_000).toISOString()}\n`,
    ),
  );
  return door;
}

/** Without a token set there is no such page. */
async function metrics(c: Context): Promise<Response> {
  const token = env().metricsToken;
  const given = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
  if (!token || !equalText(given, token)) return c.notFound();
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return c.body(await registry.metrics(), 200, { "content-type": registry.contentType });
}

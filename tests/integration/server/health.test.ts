import { connect } from "@db/client";
import { drain } from "@server/doors/health";
import { afterEach, beforeAll, expect, test } from "vitest";
import { env, setEnv } from "~/platform/env.server";
import { openApp, type TestApp } from "../../support/app";
import { createFreshDatabase, useDatabase } from "../../support/database";

useDatabase();
let app: TestApp;
beforeAll(async () => {
  app = await openApp();
});
afterEach(() => setEnv(null));

const statusOf = async (address: string) => (await app.request(address)).status;

test("health says a word and nothing of the inside", async () => {
  expect(await (await app.request("/healthz")).text()).toBe("ok");
  expect(await (await app.request("/readyz")).text()).toBe("ok");
});

test("metrics exist only for who knows the token, and not at all without one", async () => {
  const ask = async (authorization: string) =>
    (await app.request("/metrics", { headers: { authorization } })).status;
  expect([await statusOf("/metrics"), await ask("Bearer "), await ask("Bearer null")]).toEqual([
    404, 404, 404,
  ]);
  setEnv({ ...env(), metricsToken: "a token of some length" });
  expect([await statusOf("/metrics"), await ask("Bearer "), await ask("Bearer a token of some")]).toEqual([
    404, 404, 404,
  ]);
  const headers = { authorization: "Bearer a token of some length" };
  expect(await (await app.request("/metrics", { headers })).text()).toContain("process_cpu_seconds_total");
});

test("robots are asked to stay out, and security.txt names a place that exists and a day to come", async () => {
  expect(await (await app.request("/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
  setEnv({ ...env(), appUrl: new URL("https://rooms.example/under?x=1") });
  const text = await (await app.request("/.well-known/security.txt")).text();
  expect(/^Contact: (.*)$/m.exec(text)?.[1]).toBe("https://rooms.example");
  const expires = new Date(/^Expires: (.*)$/m.exec(text)?.[1] ?? "").getTime();
  expect(expires).toBeGreaterThan(Date.now());
  expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
});

test("not ready while the database can't answer, though alive", async () => {
  const fresh = await createFreshDatabase();
  const own = process.env.DATABASE_URL ?? "";
  const gone = await connect(fresh.url);
  await gone.close();
  expect([await statusOf("/readyz"), await statusOf("/healthz")]).toEqual([503, 200]);
  const again = await connect(own);
  expect(await statusOf("/readyz")).toBe(200);
  await again.close();
  await fresh.remove();
});

test("from drain on the server is not ready, yet answers those who come", async () => {
  const again = await connect(process.env.DATABASE_URL ?? "");
  expect(await statusOf("/readyz")).toBe(200);
  drain();
  expect([await statusOf("/readyz"), await statusOf("/healthz"), await statusOf("/sign-in")]).toEqual([
    503, 200, 200,
  ]);
  await again.close();
});

import { createApp } from "@server/app";
import type { Hono } from "hono";
import { beforeAll, expect, test } from "vitest";
import { AppError, type ErrorCode } from "~/platform/errors";
import { useDatabase } from "../../support/database";
import { assemblePages } from "../../support/pages";
import { bare } from "./support";

useDatabase();
let hono: Hono;

/** The app with one more page, whose loader and action throw what the address names. */
beforeAll(async () => {
  const build = await assemblePages();
  const fail = ({ request }: { request: Request }): never => {
    const { searchParams } = new URL(request.url);
    const retryAfterSeconds = searchParams.has("retry") ? Number(searchParams.get("retry")) : undefined;
    const code = searchParams.get("code");
    if (code) throw new AppError(code as ErrorCode, { retryAfterSeconds, message: "inner words" });
    throw Object.assign(new Error("inner words"), { code: searchParams.get("driver") ?? undefined });
  };
  const module = { loader: fail, action: fail, default: () => null };
  build.routes.failing = { id: "failing", parentId: "root", path: "failing", module };
  build.assets.routes.failing = {
    ...build.assets.routes["routes/resources/not-found"]!,
    id: "failing",
    path: "failing",
  };
  hono = createApp(build, "public");
});

test.each<[ErrorCode, number]>([
  ["INVALID", 422],
  ["UNAUTHENTICATED", 401],
  ["FORBIDDEN", 403],
  ["NOT_FOUND", 404],
  ["CONFLICT", 409],
  ["GONE", 410],
  ["TOO_LARGE", 413],
  ["RATE_LIMITED", 429],
  ["UNAVAILABLE", 503],
])("a page or a form that throws %s answers %i and keeps its words inside", async (code, status) => {
  for (const method of ["GET", "POST"]) {
    const init = { method, headers: { origin: "http://localhost:3000" } };
    const response = await bare(hono, `/failing?code=${code}&retry=17`, init);
    expect([method, response.status]).toEqual([method, status]);
    expect(response.headers.get("retry-after")).toBe("17");
    expect(await response.text()).not.toContain("inner words");
  }
});

test("without a time to wait there is no Retry-After", async () => {
  expect((await bare(hono, "/failing?code=CONFLICT")).headers.get("retry-after")).toBeNull();
});

test.each(["SQLITE_BUSY", "SQLITE_FULL", "ECONNREFUSED", "53300"])(
  "a database that fails with %s means try again in two seconds",
  async (driver) => {
    const response = await bare(hono, `/failing?driver=${driver}`);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  },
);

test("an error that nobody foresaw is a 500 with the headers of every answer", async () => {
  const response = await bare(hono, "/failing");
  expect(response.status).toBe(500);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

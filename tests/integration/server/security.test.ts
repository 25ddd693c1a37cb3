import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { db } from "@db/client";
import { proposalImages } from "@db/schema/rooms";
import { closeStreams } from "@server/doors/live";
import { eq } from "drizzle-orm";
import type { Hono } from "hono";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { env, setEnv } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import { makeDocument, makePage } from "../../support/factories";
import { bare, makeHouse, openAppOver } from "./support";

useDatabase();
let folder: string;
let hono: Hono;
let house: Awaited<ReturnType<typeof makeHouse>>;
const ids = { version: "", image: "", lostImage: "" };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "engawa-client-"));
  const client = path.join(folder, "client");
  await mkdir(path.join(client, "assets"), { recursive: true });
  await writeFile(path.join(folder, "secret.js"), "outside");
  await writeFile(path.join(client, "assets/a-1.js"), "plain script");
  await writeFile(path.join(client, "assets/a-1.js.br"), "as brotli");
  await writeFile(path.join(client, "assets/a-1.js.gz"), "as gzip");
  await writeFile(path.join(client, "assets/a-1.js.map"), "sources");
  await writeFile(path.join(client, "assets/b.css"), "b{}");
  await writeFile(path.join(client, "icon.svg"), "<svg/>");
  await writeFile(path.join(client, "app.db"), "rows");
  hono = await openAppOver(client);
  house = await makeHouse();
  const fileKey = newId();
  await storage().put(fileKey, new TextEncoder().encode("bytes"));
  const { document, version } = await makeDocument(house.scope, { version: { fileKey, sizeBytes: 5 } });
  await makePage(house.scope, { roomId: house.room.id, documentId: document.id });
  ids.version = version?.id ?? "";
  ids.image = await makeImage(fileKey);
  ids.lostImage = await makeImage("lost");
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  closeStreams();
  setEnv(null);
});

async function makeImage(fileKey: string): Promise<string> {
  const row = { id: newId(), workspaceId: house.scope.workspaceId, roomId: house.room.id, fileKey };
  const facts = { contentType: "image/png" as const, width: 1, height: 1, createdAt: new Date() };
  await db.insert(proposalImages).values({ ...row, ...facts });
  return row.id;
}

const get = (address: string, headers: HeadersInit = {}) => bare(hono, address, { headers });

type Case = [name: string, status: number, ask: () => Promise<Response>];
const answers: Case[] = [
  ["a page", 200, () => get("/sign-in")],
  ["a page that does not exist", 404, () => get("/nowhere/at/all")],
  ["a redirect to sign-in", 302, () => get("/rooms")],
  ["an unknown shared address", 404, () => get("/r/unknown")],
  ["an asset", 200, () => get("/assets/a-1.js")],
  ["an asset that does not exist", 404, () => get("/assets/none.js")],
  [
    "an asset not changed",
    304,
    async () => {
      const etag = (await get("/assets/a-1.js")).headers.get("etag") ?? "";
      return get("/assets/a-1.js", { "if-none-match": etag });
    },
  ],
  ["a file", 200, () => get(`/files/${ids.version}`, { cookie: house.member })],
  [
    "a file not changed",
    304,
    async () => {
      const etag = (await get(`/files/${ids.version}`, { cookie: house.member })).headers.get("etag") ?? "";
      return get(`/files/${ids.version}`, { cookie: house.member, "if-none-match": etag });
    },
  ],
  [
    "a range past the end",
    416,
    () => get(`/files/${ids.version}`, { cookie: house.member, range: "bytes=9-" }),
  ],
  ["a file without a session", 401, () => get(`/files/${ids.version}`)],
  ["a picture", 200, () => get(`/images/${ids.image}`, { cookie: house.member })],
  [
    "a buyer's picture",
    200,
    () => get(`/room/${house.room.id}/images/${ids.image}`, { cookie: house.buyer }),
  ],
  ["a stream", 200, () => get("/events?topic=workspace", { cookie: house.member })],
  ["health", 200, () => get("/healthz")],
  ["robots", 200, () => get("/robots.txt")],
  ["an odd method", 405, () => bare(hono, "/sign-in", { method: "PROPFIND" })],
  ["an address too long", 414, () => get(`/sign-in?x=${"a".repeat(4_000)}`)],
  ["another host", 421, () => get("/sign-in", { host: "evil.example" })],
  ["a change from elsewhere", 403, () => bare(hono, "/sign-in", { method: "POST" })],
];

test.each(answers)(
  "%s (%i) carries the headers that keep a browser from harm",
  async (_name, status, ask) => {
    const { headers, status: given, body } = await ask();
    await body?.cancel();
    expect(given).toBe(status);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toMatch(/^(same-origin|no-referrer)$/);
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("content-security-policy")).toMatch(/default-src '(none|self)'/);
    expect(headers.get("content-security-policy")).not.toContain("'unsafe-eval'");
    expect(headers.get("cache-control")).toMatch(
      /^(private, no-store|public, max-age=31536000, immutable|no-cache)$/,
    );
    for (const name of ["x-powered-by", "server", "access-control-allow-origin"])
      expect(headers.get(name)).toBeNull();
  },
);

test("under https every answer asks for https, and under http none does", async () => {
  expect((await get("/healthz")).headers.get("strict-transport-security")).toBeNull();
  setEnv({ ...env(), isHttps: true });
  for (const address of ["/healthz", "/assets/a-1.js", "/nowhere"])
    expect((await get(address)).headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
});

test("what buyers open is kept from search engines and sends no referrer, whatever the answer", async () => {
  const { room, buyer } = house;
  for (const [address, cookie] of [
    ["/r/unknown", ""],
    [`/room/${room.id}/gate`, ""],
    [`/room/${room.id}/images/${ids.image}`, buyer],
  ] as const) {
    const { headers, body } = await get(address, { cookie });
    await body?.cancel();
    expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  }
});

test("a page runs only scripts with its own nonce, which no other page shares", async () => {
  const nonces = [];
  for (const _ of [1, 2]) {
    const response = await get("/sign-in");
    const policy = response.headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'self' 'nonce-([\w-]{20,})'/.exec(policy)?.[1];
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    nonces.push(nonce);
  }
  expect(nonces[0]).not.toBe(nonces[1]);
});

describe("who may change something", () => {
  const post = (headers: HeadersInit, method = "POST") =>
    bare(hono, "/sign-in", {
      method,
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });

  test.each<[string, HeadersInit]>([
    ["nothing at all", {}],
    ["Origin: null", { origin: "null" }],
    ["another origin", { origin: "https://evil.example" }],
    ["an origin that begins like ours", { origin: "http://localhost:3000.evil.example" }],
    ["an origin that holds ours as its user", { origin: "http://localhost:3000@evil.example" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["another loopback name than the request's", { origin: "http://127.0.0.1:3000" }],
    ["no origin but a word", { origin: "localhost" }],
    [
      "a cross-site fetch, whatever its origin",
      { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" },
    ],
    ["a sister site", { origin: "http://localhost:3000", "sec-fetch-site": "same-site" }],
    ["an address typed in", { origin: "http://localhost:3000", "sec-fetch-site": "none" }],
    ["only a referrer of ours", { referer: "http://localhost:3000/sign-in" }],
  ])("a change is refused that says: %s", async (_name, headers) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      expect([method, (await post(headers, method)).status]).toEqual([method, 403]);
  });

  test.each<[string, HeadersInit]>([
    ["our origin", { origin: "http://localhost:3000" }],
    [
      "same-origin, with the null origin of a page without referrer",
      { origin: "null", "sec-fetch-site": "same-origin" },
    ],
    ["one loopback name for page and request", { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }],
  ])("a change goes through that says: %s", async (_name, headers) => {
    expect((await post(headers)).status).not.toBe(403);
  });

  test("reading needs no such proof", async () => {
    expect(
      (await get("/sign-in", { origin: "https://evil.example", "sec-fetch-site": "cross-site" })).status,
    ).toBe(200);
  });
});

test.each([
  "evil.example",
  "localhost.evil.example",
  "localhost:3000.evil.example",
  "127.0.0.1.evil.example",
  "",
])("the host %j is not ours", async (host) => {
  expect((await get("/healthz", { host })).status).toBe(421);
});

describe("files by name", () => {
  test.each([
    "/assets/../app.db",
    "/assets/..%2fapp.db",
    "/assets/%2e%2e/%2e%2e/secret.js",
    "/assets/..%5c..%5csecret.js",
    "/assets/%252e%252e/secret.js",
    "/assets//../../secret.js",
    "/assets/a-1.js%00.css",
    "/assets/",
    "/assets/a-1.js.map",
    "/assets/a-1.js.%6dap",
    "/assets/a-1.js.map/",
    "/app.db",
    "/.env",
    "/.git/HEAD",
    "/build/server/index.js",
    "/pdfjs/cmaps/..%2f..%2fpackage.json",
    "/pdfjs/build/pdf.mjs",
  ])("%s is not found", async (address) => {
    const response = await get(address);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toMatch(/^(outside|rows|sources)$/);
  });

  test.each([
    ["br, gzip", "br", "as brotli"],
    ["gzip", "gzip", "as gzip"],
    ["identity", null, "plain script"],
    ["br;q=0, gzip", "gzip", "as gzip"],
    ["br; q=0, gzip;q=0.0", null, "plain script"],
    ["*", "br", "as brotli"],
    ["br;q=0, *;q=0.5", "gzip", "as gzip"],
    ["*;q=0", null, "plain script"],
    ["brotli", null, "plain script"],
    ["BR;Q=0.3", "br", "as brotli"],
    ["", null, "plain script"],
  ])("a browser that takes %j gets the script so", async (accepted, encoding, body) => {
    const response = await get("/assets/a-1.js", { "accept-encoding": accepted });
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(response.headers.get("vary")).toBe("accept-encoding");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("content-length")).toBe(String(body.length));
    expect(await response.text()).toBe(body);
  });

  test("a script's own policy lets a worker decode but fetch from nowhere else, and other files get none of it", async () => {
    const script = (await get("/assets/a-1.js")).headers.get("content-security-policy");
    expect(script).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
    for (const address of ["/assets/b.css", "/icon.svg"])
      expect((await get(address)).headers.get("content-security-policy")).not.toContain("script-src");
  });

  test("named assets are kept for a year, other files for a day, and HEAD has no body", async () => {
    expect((await get("/assets/b.css")).headers.get("cache-control")).toContain("immutable");
    expect((await get("/icon.svg")).headers.get("cache-control")).toBe("public, max-age=86400");
    const head = await bare(hono, "/assets/b.css", { method: "HEAD" });
    expect([head.status, await head.text(), head.headers.get("content-length")]).toEqual([200, "", "3"]);
  });
});

describe("pictures", () => {
  test("are given as what they are, in a sandbox, to their workspace and their room's buyers only", async () => {
    const stranger = await makeHouse();
    const own = await get(`/images/${ids.image}`, { cookie: house.member });
    expect(own.headers.get("content-type")).toBe("image/png");
    expect(own.headers.get("content-security-policy")).toContain("sandbox");
    expect(await own.text()).toBe("bytes");
    const statuses = [
      await get(`/images/${ids.image}`, { cookie: stranger.member }),
      await get(`/images/${newId()}`, { cookie: house.member }),
      await get(`/images/${ids.image}`, { cookie: house.buyer }),
      await get(`/room/${house.room.id}/images/${ids.image}`, { cookie: stranger.buyer }),
      await get(`/room/${stranger.room.id}/images/${ids.image}`, { cookie: stranger.buyer }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 401, 404, 404]);
  });

  test("say when they are unchanged without saying where they are stored", async () => {
    const first = await get(`/images/${ids.image}`, { cookie: house.member });
    const etag = first.headers.get("etag") ?? "";
    const [image] = await db.select().from(proposalImages).where(eq(proposalImages.id, ids.image));
    expect(etag).toMatch(/^"[0-9a-f]{32}-\w+"$/);
    for (const [, value] of first.headers) expect(value).not.toContain(image?.fileKey ?? "images/");
    const again = await get(`/images/${ids.image}`, { cookie: house.member, "if-none-match": etag });
    expect(again.status).toBe(304);
  });

  test("whose bytes are lost are not found", async () => {
    expect((await get(`/images/${ids.lostImage}`, { cookie: house.member })).status).toBe(404);
  });
});

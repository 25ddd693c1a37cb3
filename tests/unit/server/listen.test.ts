import { request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpServer } from "@server/listen";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PEER_HEADER } from "~/platform/http/client-address.server";

const app = new Hono();
app.all("*", (c) => c.json({ peer: c.req.header(PEER_HEADER), method: c.req.method, path: c.req.path }));
const server = createHttpServer(app, (request, response) =>
  response.end(`beacon ${request.headers[PEER_HEADER]}`),
);
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(path: string, headers: Record<string, string | string[]> = {}, method = "GET"): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path, method, headers, agent: false };
    send(options, (response) => {
      let text = "";
      response.on("data", (piece) => {
        text += piece;
      });
      response.on("end", () => resolve(text));
    })
      .on("error", reject)
      .end();
  });
}

test.each<[string, Record<string, string | string[]>]>([
  ["none", {}],
  ["one", { [PEER_HEADER]: "203.0.113.9" }],
  ["one in capitals", { "X-ENGAWA-PEER": "203.0.113.9" }],
  ["several", { [PEER_HEADER]: ["203.0.113.9", "198.51.100.1"] }],
  ["one beside a forwarded address", { "x-forwarded-for": "203.0.113.9", [PEER_HEADER]: "203.0.113.9" }],
])("the peer is the socket's address when the client sends of that header: %s", async (_name, headers) => {
  expect(JSON.parse(await ask("/x", headers))).toMatchObject({ peer: "127.0.0.1" });
  expect(await ask("/b", headers)).toBe("beacon 127.0.0.1");
});

test("only the beacon's very address goes to the beacon", async () => {
  expect(await ask("/b", {}, "POST")).toBe("beacon 127.0.0.1");
  for (const path of ["/b/", "/b?x=1", "/B", "/bb"]) expect(await ask(path)).toContain('"method":"GET"');
});

test("a client may not take for ever over its headers or its body", () => {
  expect(server.headersTimeout).toBeLessThanOrEqual(15_000);
  expect(server.requestTimeout).toBeLessThanOrEqual(120_000);
});

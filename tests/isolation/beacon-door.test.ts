import type { AddressInfo } from "node:net";
import { beaconDoor } from "@server/doors/beacon";
import { createHttpServer } from "@server/listen";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveBeacon } from "~/features/tracking/ingest.server";
import { setClock } from "~/platform/clock.server";
import {
  allViews,
  makeReadableRoom,
  pageSpan,
  START_MS,
  tokenFor,
  wireBody,
} from "../integration/tracking/support";
import { useDatabase } from "../support/database";

useDatabase();
const server = createHttpServer(new Hono(), beaconDoor(receiveBeacon));
let url = "";

beforeAll(async () => {
  setClock(() => START_MS + 20_000);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/b`;
});
afterAll(async () => {
  setClock(null);
  await new Promise((resolve) => server.close(resolve));
});

function send(body: unknown, headers: Record<string, string> = { "sec-fetch-site": "same-origin" }) {
  return fetch(url, { method: "POST", body: JSON.stringify(body), headers });
}

async function reading() {
  const token = tokenFor(await makeReadableRoom());
  return { token, body: wireBody(token, [pageSpan(token, 8_000)]) };
}

test("a page of ours with the token that its loader signed is kept", async () => {
  const { token, body } = await reading();
  expect((await send(body)).status).toBe(204);
  expect((await allViews()).map((view) => view.id)).toContain(token.viewId);
});

test("a token changed in a single character writes nothing, and the sender does not learn why", async () => {
  const { body } = await reading();
  const before = await allViews();
  const last = body.t.at(-1) === "A" ? "B" : "A";
  const response = await send({ ...body, t: body.t.slice(0, -1) + last });
  expect(response.status).toBe(204);
  expect(await allViews()).toEqual(before);
});

test("a span for a page that the token does not name is not counted there", async () => {
  const { token } = await reading();
  const elsewhere = await makeReadableRoom();
  await send(wireBody(token, [pageSpan(token, 8_000, { d: elsewhere.page.id })]));
  expect((await allViews()).filter((view) => view.pageId === elsewhere.page.id)).toEqual([]);
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["a sister domain", { "sec-fetch-site": "same-site" }],
  ["a browser that says nothing of where it comes from", {}],
  ["a foreign origin", { origin: "https://elsewhere.example" }],
])("a beacon from %s is refused", async (_from, headers) => {
  const { body } = await reading();
  const before = await allViews();
  expect((await send(body, headers)).status).toBe(403);
  expect(await allViews()).toEqual(before);
});

test("nothing can be read here", async () => {
  expect((await fetch(url)).status).toBe(405);
});

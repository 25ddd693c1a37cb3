import type { Hono } from "hono";
import { JSDOM } from "jsdom";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buyerSide as en } from "~/locales/en/buyer-side";
import { buyerSide as ja } from "~/locales/ja/buyer-side";
import { newId } from "~/platform/ids";
import { resetLimits } from "~/platform/rate-limit.server";
import { useDatabase } from "../../support/database";
import { bare, makeHouse, openAppOver } from "./support";

useDatabase();
beforeEach(resetLimits);
let hono: Hono;
let house: Awaited<ReturnType<typeof makeHouse>>;
beforeAll(async () => {
  hono = await openAppOver("public");
  house = await makeHouse();
});

const PERSON = {
  "sec-fetch-dest": "document",
  "sec-fetch-site": "same-origin",
  "accept-language": "en",
  "user-agent": "Mozilla/5.0",
};
const FORM = { "content-type": "application/x-www-form-urlencoded" };

async function navigate(address: string, init: { headers?: Record<string, string>; body?: string } = {}) {
  const method = init.body === undefined ? "GET" : "POST";
  const headers = { ...PERSON, ...(method === "POST" ? FORM : {}), ...init.headers };
  const response = await bare(hono, address, { method, headers, body: init.body });
  const html = await response.text();
  const { document } = new JSDOM(html).window;
  return {
    status: response.status,
    headers: response.headers,
    html,
    lang: document.documentElement.lang,
    heading: document.querySelector("h1")?.textContent,
    ways: [...document.querySelectorAll("main a")].map((link) => link.getAttribute("href")),
    scripts: document.querySelectorAll("script[src], link[rel='modulepreload']").length,
  };
}

describe("a person who is refused where there is no page", () => {
  test("gets one with its status, its policy and a way out, in the language of the browser", async () => {
    const cookie = house.member;
    const cases: [address: string, body: string | undefined, status: number, heading: string][] = [
      [`/rooms/${newId()}/report.csv`, undefined, 404, ja.common.error.title[404]],
      [`/rooms/${newId()}/preview`, "intent=open", 404, ja.common.error.title[404]],
      [`/files/${newId()}`, undefined, 404, ja.common.error.title[404]],
      ["/language", "language=fr", 422, ja.common.error.title[400]],
    ];
    for (const [address, body, status, heading] of cases) {
      const page = await navigate(address, { body, headers: { cookie, "accept-language": "ja" } });
      expect(page, address).toMatchObject({ status, heading, lang: "ja" });
      expect(page.headers.get("content-security-policy"), address).toContain("'nonce-");
      expect(page.ways, address).toContain("/");
      expect(page.html).not.toMatch(/NOT_FOUND|INVALID/);
    }
  });

  test("is offered to try again only where that can help", async () => {
    const ways = async (address: string, body?: string) =>
      (await navigate(address, { body, headers: { cookie: house.member } })).ways;
    expect(await ways("/language", "language=fr")).toEqual(["/language", "/"]);
    expect(await ways(`/files/${newId()}`)).toEqual(["/"]);
  });

  test("as a buyer is told nothing meant for members, and shown back to the room", async () => {
    const roomId = house.room.id;
    const answer = await navigate(`/room/${roomId}/files/${newId()}`, { headers: { cookie: house.buyer } });
    expect(answer).toMatchObject({ status: 404, heading: en.buyer.closed.unknownTitle });
    expect(answer.ways).toEqual([`/room/${roomId}`]);
    const consent = await navigate(`/room/${roomId}/consent`, {
      body: "choice=maybe",
      headers: { cookie: house.buyer, "accept-language": "ja" },
    });
    expect(consent).toMatchObject({ status: 422, heading: ja.buyer.closed.unknownTitle, lang: "ja" });
    for (const { html } of [answer, consent]) expect(html).not.toContain('href="/"');
  });

  test("gets no script, for the browser's router knows no page at that address", async () => {
    expect((await navigate("/language", { body: "language=fr" })).scripts).toBe(0);
    expect((await navigate("/nowhere")).scripts).toBeGreaterThan(0);
  });

  test("without a session is led to sign in, and back to what was read but not to what was sent", async () => {
    const read = await navigate(`/files/${newId()}?download=1`);
    expect(read.status).toBe(303);
    expect(read.headers.get("location")).toMatch(/^\/sign-in\?next=%2Ffiles%2F/);
    const sent = await navigate(`/rooms/${newId()}/images`, { body: "" });
    expect([sent.status, sent.headers.get("location")]).toEqual([303, "/sign-in"]);
  });

  test("from another site is refused on a page too", async () => {
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
    const page = await navigate("/language", { body: "language=en", headers });
    expect(page).toMatchObject({ status: 403, heading: en.common.error.title[403] });
  });
});

describe("everyone else", () => {
  test("a script, a picture, a frame or a program gets the bare answer", async () => {
    for (const kind of ["empty", "image", "iframe"]) {
      const response = await bare(hono, `/files/${newId()}`, {
        headers: { cookie: house.member, accept: "text/html", "sec-fetch-dest": kind },
      });
      expect([kind, response.status, await response.text()]).toEqual([kind, 404, "NOT_FOUND"]);
    }
    const program = await bare(hono, `/files/${newId()}`, { headers: { cookie: house.member } });
    expect(await program.text()).toBe("NOT_FOUND");
  });

  test("an old browser that only says it takes pages gets one", async () => {
    const response = await bare(hono, `/files/${newId()}`, {
      headers: { cookie: house.member, accept: "text/html,*/*;q=0.8" },
    });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      "text/html; charset=utf-8",
    ]);
  });
});

test("a page of a member that fails leaves the navigation around it", async () => {
  const lost = await navigate(`/rooms/${newId()}`, { headers: { cookie: house.member } });
  expect(lost).toMatchObject({ status: 404, heading: en.common.error.title[404] });
  expect(lost.html).toContain('href="/accounts"');
  expect(new JSDOM(lost.html).window.document.querySelectorAll("main")).toHaveLength(1);
});

import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { readEnv, setEnv } from "~/platform/env.server";
import { addressBehind } from "~/platform/http/client-address.server";
import { clearCookie, readCookie, setCookie } from "~/platform/http/cookies.server";
import { parseForm, readForm } from "~/platform/http/form.server";
import { readJson } from "~/platform/http/json.server";
import { safeNext } from "~/platform/http/redirects.server";

const settings = { SECRET_KEY: "k".repeat(40), APP_URL: "https://rooms.example.com" };
afterEach(() => setEnv(null));

describe("the client's address", () => {
  test.each([
    ["no proxy: the socket, whatever a header claims", "203.0.113.9", "1.2.3.4", 0, "203.0.113.9"],
    ["one proxy: the last hop it wrote", "10.0.0.1", "1.2.3.4, 203.0.113.9", 1, "203.0.113.9"],
    ["two proxies", "10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"],
    ["one proxy without a header", "10.0.0.1", null, 1, "10.0.0.1"],
    ["more proxies set than there are", "10.0.0.1", "203.0.113.9", 5, "203.0.113.9"],
    ["IPv4 in IPv6 reads as IPv4", "::ffff:203.0.113.9", null, 0, "203.0.113.9"],
    ["nonsense from a proxy falls back to the socket", "10.0.0.1", "<script>", 1, "10.0.0.1"],
    ["nothing at all", "", null, 0, "unknown"],
  ])("%s", (_name, peer, forwarded, proxies, expected) => {
    expect(addressBehind(peer, forwarded, proxies)).toBe(expected);
  });
});

describe("where sign-in leads", () => {
  test.each([
    ["/rooms?sort=name", "/rooms?sort=name"],
    ["https://rooms.example.com/deals", "/deals"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example", "/"],
    ["\\\\evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["https://rooms.example.com@evil.example/", "/"],
    ["https://user@rooms.example.com/x", "/"],
    ["/ok\n//evil.example", "/"],
    ["", "/"],
    [null, "/"],
    ["/.//evil.example", "/"],
    ["/%2e//evil.example", "/"],
    ["/a/..//evil.example", "/"],
  ])("%j goes to %s", (next, expected) => {
    setEnv(readEnv(settings));
    expect(safeNext(next)).toBe(expected);
  });
});

describe("cookies", () => {
  const request = (cookie: string) => new Request("http://x.example", { headers: { cookie } });

  test("are bound to the host over https and can be read back", () => {
    setEnv(readEnv(settings));
    const cookie = setCookie("room", "a;b=c", { maxAgeSeconds: 60 });
    expect(cookie).toBe("__Host-room=a%3Bb%3Dc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
    expect(readCookie(request(`other=1; ${cookie.split(";")[0]}`), "room")).toBe("a;b=c");
    expect(clearCookie("room")).toContain("Max-Age=0");
  });

  test("that are broken or of another name are none", () => {
    setEnv(readEnv(settings));
    expect(readCookie(request("__Host-room=%E0%A4%A"), "room")).toBeNull();
    expect(readCookie(request("room=1; x__Host-room=2"), "room")).toBeNull();
  });
});

describe("a form", () => {
  test("that never ends is refused before it is read whole, whatever its headers say", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(97));
      },
    });
    const init = {
      method: "POST",
      body,
      duplex: "half" as const,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    };
    await expect(readForm(new Request("http://x.example", init))).rejects.toMatchObject({
      code: "TOO_LARGE",
    });
    expect(sent).toBeLessThan(2 * 1024 * 1024);
  });

  const schema = z
    .object({ name: z.string().min(1, "required"), tags: z.array(z.string()).optional() })
    .strict();
  const post = (body: BodyInit, headers?: Record<string, string>) =>
    parseForm(new Request("http://x.example", { method: "POST", body, headers }), schema);

  test("is parsed with repeated fields as lists", async () => {
    const form = new URLSearchParams([
      ["name", "a"],
      ["tags[]", "x"],
      ["tags[]", "y"],
    ]);
    expect(await post(form)).toMatchObject({ ok: true, value: { name: "a", tags: ["x", "y"] } });
  });

  test("gives back what was typed and a key for each field", async () => {
    expect(await post(new URLSearchParams({ name: "" }))).toEqual({
      ok: false,
      reply: { errors: { name: "required" }, values: { name: "" } },
    });
  });

  test("never repeats a secret, and refuses fields nobody asked for", async () => {
    const reply = await post(new URLSearchParams({ name: "a", password: "hunter2", role: "admin" }));
    expect(reply.ok).toBe(false);
    expect(JSON.stringify(reply)).not.toContain("hunter2");
  });

  test("can't reach a prototype", async () => {
    const form = new URLSearchParams([
      ["name", "a"],
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
    expect((await post(form)).ok).toBe(false);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });

  test("that is none, or too large, is refused as such", async () => {
    await expect(post("{}", { "content-type": "application/json" })).rejects.toMatchObject({
      code: "INVALID",
    });
    const huge = new Request("http://x.example", {
      method: "POST",
      body: "a=1",
      headers: { "content-length": "99999999" },
    });
    await expect(parseForm(huge, schema)).rejects.toMatchObject({ code: "TOO_LARGE" });
  });
});

describe("a JSON body", () => {
  test("is read up to its limit, also when nobody said how long it is", async () => {
    const of = (body: BodyInit) => new Request("http://x.example", { method: "POST", body });
    expect(await readJson(of('{"a":1}'), 100)).toEqual({ a: 1 });
    await expect(readJson(of("x".repeat(101)), 100)).rejects.toMatchObject({ code: "TOO_LARGE" });
    await expect(readJson(of("{"), 100)).rejects.toMatchObject({ code: "INVALID" });
  });
});

import { describe, expect, test } from "vitest";
import { fetchFresh } from "~/platform/fresh-data";
import { isPrefetch, keepPrefetched } from "~/platform/http/prefetch.server";

describe("what the browser may take from what it fetched ahead", () => {
  function browserAt(here: string) {
    const asked: (RequestCache | undefined)[] = [];
    let atMs = 0;
    let address = here;
    const network: typeof globalThis.fetch = async (_input, init) => {
      asked.push(init?.cache);
      return new Response();
    };
    const fetch = fetchFresh(
      network,
      () => address,
      () => atMs,
    );
    return {
      async cacheOf(url: string, init?: RequestInit) {
        await fetch(url, init);
        return asked.at(-1);
      },
      later: (ms: number) => {
        atMs += ms;
      },
      goTo: (next: string) => {
        address = next;
      },
    };
  }

  test("the data of another page", async () => {
    const browser = browserAt("https://engawa.example/rooms");
    expect(await browser.cacheOf("https://engawa.example/rooms/1.data")).toBeUndefined();
    expect(await browser.cacheOf("/assets/a.js")).toBeUndefined();
  });

  test("never the data of the page that asks for its own again", async () => {
    const browser = browserAt("https://engawa.example/rooms/1?activity=2");
    expect(await browser.cacheOf("/rooms/1.data?activity=2")).toBe("reload");
    browser.goTo("https://engawa.example/");
    expect(await browser.cacheOf("/_root.data")).toBe("reload");
  });

  test("nothing for as long as it could be older than the last change", async () => {
    const browser = browserAt("https://engawa.example/rooms/1");
    browser.later(60_000);
    await browser.cacheOf("/rooms/1.data", { method: "POST" });
    browser.later(9_000);
    expect(await browser.cacheOf("/rooms.data")).toBe("reload");
    browser.later(2_000);
    expect(await browser.cacheOf("/rooms.data")).toBeUndefined();
  });
});

describe("what the server lets a browser keep", () => {
  const cacheControlOf = (path: string, headers: Record<string, string>, status = 200) => {
    const response = new Response(null, { status, headers: { "cache-control": "private, no-store" } });
    keepPrefetched(new Request(`https://engawa.example${path}`, { headers }), response);
    return response.headers.get("cache-control");
  };
  const AHEAD = { "sec-purpose": "prefetch" };

  test("data of members' pages that was asked for ahead, for some seconds", () => {
    expect(cacheControlOf("/rooms/1.data", AHEAD)).toBe("private, max-age=10");
    expect(cacheControlOf("/rooms.data?q=a", { purpose: "prefetch" })).toBe("private, max-age=10");
  });

  test("nothing else: no page, no buyer's data, no refusal, nothing asked for now", () => {
    expect(cacheControlOf("/rooms/1", AHEAD)).toBe("private, no-store");
    expect(cacheControlOf("/room/1/p/2.data", AHEAD)).toBe("private, no-store");
    expect(cacheControlOf("/rooms/1.data", AHEAD, 404)).toBe("private, no-store");
    expect(cacheControlOf("/rooms/1.data", {})).toBe("private, no-store");
  });

  test("knows every way a browser says so", () => {
    const says = (headers: Record<string, string>) => isPrefetch({ headers: new Headers(headers) });
    expect([
      says(AHEAD),
      says({ "sec-purpose": "prefetch;prerender" }),
      says({ purpose: "prefetch" }),
    ]).toEqual([true, true, true]);
    expect(says({ "sec-fetch-dest": "empty" })).toBe(false);
  });
});

import { createApp } from "@server/app";
import type { Hono } from "hono";
import { PEER_HEADER } from "~/platform/http/client-address.server";
import { assemblePages } from "./pages";

export const ORIGIN = "http://localhost:3000";
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

export interface TestApp {
  hono: Hono;
  /** As a browser on a page of ours would ask: with its agent, its address and, for changes, its Origin. */
  request(address: string, init?: RequestInit): Promise<Response>;
}

/** All doors and pages in this process, without a port. Needs a connected database: call useDatabase() as well. */
export async function openApp(): Promise<TestApp> {
  const hono = createApp(await assemblePages(), "public");
  return {
    hono,
    async request(address, init = {}) {
      const headers = new Headers(init.headers);
      setDefault(headers, "host", "localhost:3000");
      setDefault(headers, "user-agent", BROWSER);
      setDefault(headers, PEER_HEADER, "127.0.0.1");
      if (!/^(GET|HEAD)$/.test(init.method ?? "GET")) setDefault(headers, "origin", ORIGIN);
      return hono.request(new URL(address, ORIGIN).href, { ...init, headers });
    },
  };
}

/** The `name=value` of a Set-Cookie line, for a Cookie header. */
export function cookieOf(setCookie: string): string {
  return setCookie.split(";", 1)[0] ?? "";
}

function setDefault(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}

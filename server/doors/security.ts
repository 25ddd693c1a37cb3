import type { Context, MiddlewareHandler } from "hono";
import { workspaceOfHost } from "~/features/workspaces/domains/data.server";
import { env } from "~/platform/env.server";

const MAX_URL_CHARS = 4_000;
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/** Refuses what no client of ours sends, before anything is parsed. */
export const refuseOddRequests: MiddlewareHandler = async (c, next) => {
  if (!METHODS.has(c.req.method)) return c.text("Method Not Allowed", 405);
  if (c.req.url.length > MAX_URL_CHARS) return c.text("URI Too Long", 414);
  const host = c.req.header("host") ?? "";
  if (!isOwnHost(host) && !(await workspaceOfHost(host))) return c.text("Misdirected Request", 421);
  return next();
};

/** Every change must come from a page of ours: the browser says so in Origin or Sec-Fetch-Site. */
export const requireSameOrigin: MiddlewareHandler = async (c, next) => {
  const { headers } = c.req.raw;
  if (!SAFE_METHODS.has(c.req.method) && !isSameOrigin(headers)) return c.text("Forbidden", 403);
  // Where no referrer is sent a form's origin is "null", which Remix takes for another site.
  if (headers.get("origin") === "null") headers.delete("origin");
  return next();
};

/** Sec-Fetch-Site first: a page without referrer, such as a buyer's, sends `Origin: null` with its own forms. */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = headers.get("origin");
  return origin !== null && URL.canParse(origin) && isOwnOrigin(new URL(origin), headers.get("host") ?? "");
}

/** On every answer, errors included. A page's own policy with its nonce is set where the page is made. */
export const setSecurityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  setDefault(headers, "x-content-type-options", "nosniff");
  setDefault(headers, "referrer-policy", isBuyerPath(c) ? "no-referrer" : "same-origin");
  setDefault(headers, "cross-origin-opener-policy", "same-origin");
  setDefault(headers, "cross-origin-resource-policy", "same-origin");
  setDefault(headers, "permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  setDefault(
    headers,
    "content-security-policy",
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  );
  setDefault(headers, "cache-control", "private, no-store");
  if (isBuyerPath(c)) headers.set("x-robots-tag", "noindex, nofollow");
  if (env().isHttps) headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
};

/** The policy of an HTML page. WebAssembly is for pdf.js, which decodes scans with it. */
export function pagePolicy(nonce: string): string {
  const dev = env().nodeEnv === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The installation's own name, as opposed to a workspace's. */
export function isOwnHost(host: string): boolean {
  const own = env().appUrl;
  return host === own.host || LOOPBACK.test(host);
}

function isOwnOrigin(origin: URL, host: string): boolean {
  const own = env().appUrl;
  // Under a workspace's own domain, which was checked before anything else.
  if (!isOwnHost(host)) return origin.protocol === own.protocol && origin.host === host;
  if (origin.origin === own.origin) return true;
  // A test or a demo is opened under any loopback name; then page and request must name the same one.
  return LOOPBACK.test(own.host) && LOOPBACK.test(host) && origin.host === host;
}

function isBuyerPath(c: Context): boolean {
  return /^\/(r|room)\//.test(c.req.path);
}

function setDefault(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}

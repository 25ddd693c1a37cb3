import { createRequestHandler, type ServerBuild } from "@remix-run/server-runtime";
import type { MiddlewareHandler } from "hono";
import { newSecret } from "~/platform/crypto.server";
import { env } from "~/platform/env.server";
import { keepPrefetched } from "~/platform/http/prefetch.server";
import { paths } from "~/platform/paths";
import { takeThrownAnswer } from "./doors/errors";
import { pagePolicy } from "./doors/security";
import { translatingErrors } from "./translate-errors";

/** The catch-all of app/routes.ts: it shows any refusal it is told of. */
const REFUSAL_ROUTE = "routes/resources/not-found";
/** What a page of refusal may still know of its reader. */
const KEPT_HEADERS = ["accept-language", "cookie", "host", "user-agent"] as const;

export type Pages = (request: Request, context?: { refusal: Response }) => Promise<Response>;

export function openPages(build: ServerBuild): Pages {
  const handle = createRequestHandler(translatingErrors(build), env().nodeEnv);
  return async (request, context) => {
    const nonce = newSecret(16);
    const response = await handle(request, { ...context, nonce });
    if (isHtml(response)) response.headers.set("content-security-policy", pagePolicy(nonce));
    keepPrefetched(request, response);
    return response;
  };
}

/**
 * Files, exports and forms without a page of their own answer programs in plain words. A person who navigates to one of
 * them and is refused gets a page with a way out, or the way in.
 */
export function refusalsAsPages(build: ServerBuild): MiddlewareHandler {
  const pages = openPages(onlyRefusals(build));
  return async (c, next) => {
    await takeThrownAnswer(c, next);
    const { status } = c.res;
    if (status < 400 || isHtml(c.res) || !isNavigation(c.req.raw)) return;
    const { pathname, search } = new URL(c.req.url);
    if (status === 401 && !isBuyerPath(pathname)) {
      c.res = c.redirect(paths.signIn(c.req.method === "GET" ? pathname + search : undefined), 303);
      return;
    }
    const cookies = c.res.headers.getSetCookie();
    const page = await pages(asGet(c.req.raw), { refusal: c.res });
    // Hono adds the headers of the answer before to the new one.
    c.res = undefined;
    c.res = page;
    for (const cookie of cookies) c.res.headers.append("set-cookie", cookie);
  };
}

function onlyRefusals({ routes, assets, ...rest }: ServerBuild): ServerBuild {
  const pick = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => id === "root" || id === REFUSAL_ROUTE));
  return { ...rest, routes: pick(routes), assets: { ...assets, routes: pick(assets.routes) } };
}

function isHtml(response: Response): boolean {
  return response.headers.get("content-type")?.startsWith("text/html") ?? false;
}

/** By an address, a link or a form of a page, not by a script, a picture or a frame. */
function isNavigation({ method, headers }: Request): boolean {
  if (method !== "GET" && method !== "POST") return false;
  const destination = headers.get("sec-fetch-dest");
  return destination === null
    ? (headers.get("accept")?.includes("text/html") ?? false)
    : destination === "document";
}

function isBuyerPath(pathname: string): boolean {
  return /^\/(r|room)\//.test(pathname);
}

function asGet(request: Request): Request {
  const kept = KEPT_HEADERS.flatMap((name): [string, string][] => {
    const value = request.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new Request(request.url, { headers: kept });
}

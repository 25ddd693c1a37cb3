/** As long as the server lets what was prefetched be kept. */
const KEPT_MS = 10_000;

type Fetch = typeof globalThis.fetch;
type Asked = { url: URL; here: URL; method: string; atMs: number };

/**
 * Whether kept data may answer: only when one goes somewhere else, and nothing was changed since it could have been
 * fetched. A page that asks for its own data again wants what is new.
 */
export function mayBeKept({ url, here, method, atMs }: Asked, lastChangeMs: number): boolean {
  if (method !== "GET" || !url.pathname.endsWith(".data")) return true;
  return url.pathname !== dataPathOf(here.pathname) && atMs - lastChangeMs > KEPT_MS;
}

function dataPathOf(pathname: string): string {
  return pathname === "/" ? "/_root.data" : `${pathname}.data`;
}

/** Makes a browser's fetch skip what was prefetched wherever it could be old. */
export function fetchFresh(fetch: Fetch, hereOf: () => string, nowMs: () => number): Fetch {
  let lastChangeMs = Number.NEGATIVE_INFINITY;
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, hereOf());
    const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
    const atMs = nowMs();
    if (method !== "GET" && method !== "HEAD") lastChangeMs = atMs;
    const asked = { url, here: new URL(hereOf()), method, atMs };
    if (mayBeKept(asked, lastChangeMs)) return fetch(input, init);
    return fetch(input, { ...init, cache: "reload" });
  };
}

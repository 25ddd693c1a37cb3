/** Long enough to reach the link under the pointer, too short to grow old. */
const KEPT_SECONDS = 10;

/** Says that a browser asks ahead of its person: nothing of it may count as something done. */
export function isPrefetch(request: { headers: Headers }): boolean {
  return /prefetch|prerender/i.test(
    `${request.headers.get("sec-purpose") ?? ""} ${request.headers.get("purpose") ?? ""}`,
  );
}

/** What is fetched ahead must be kept until it is needed, or it would be fetched twice. Only the data of members' pages, never a page. */
export function keepPrefetched(request: Request, response: Response): void {
  const { pathname } = new URL(request.url);
  const isMembersData = request.method === "GET" && /^\/(?!r\/|room\/).*\.data$/.test(pathname);
  if (isMembersData && response.ok && isPrefetch(request)) {
    response.headers.set("cache-control", `private, max-age=${KEPT_SECONDS}`);
  }
}

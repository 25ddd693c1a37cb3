import { env } from "../env.server";

/** Where to go after sign-in: a path of our own, or `fallback` for anything else. */
export function safeNext(next: string | null | undefined, fallback = "/"): string {
  if (!next || /[\\\s\0]/.test(next)) return fallback;
  try {
    const url = new URL(next, env().appUrl);
    return url.origin === env().appUrl.origin && !url.username ? url.pathname + url.search : fallback;
  } catch {
    return fallback;
  }
}

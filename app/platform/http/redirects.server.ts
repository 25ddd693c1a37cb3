import { env } from "../env.server";

/** Where to go after sign-in: a path of our own, or `fallback` for anything else. */
export function safeNext(next: string | null | undefined, fallback = "/"): string {
  if (!next || /[\\\s\0]/.test(next)) return fallback;
  try {
    const url = new URL(next, env().appUrl);
    const isOurs = url.origin === env().appUrl.origin && !url.username;
    // A path may become one of two slashes only once its dots are resolved: browsers read that as another host.
    return isOurs && !url.pathname.startsWith("//") ? url.pathname + url.search : fallback;
  } catch {
    return fallback;
  }
}

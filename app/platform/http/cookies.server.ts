import { env } from "../env.server";

export type CookieOptions = { maxAgeSeconds?: number };

/** Cookie names carry `__Host-` over https, so that no sister domain can plant them. */
export function cookieName(name: string): string {
  return env().isHttps ? `__Host-${name}` : name;
}

export function readCookie(request: { headers: Headers }, name: string): string | null {
  const wanted = cookieName(name);
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const equals = pair.indexOf("=");
    if (equals > 0 && pair.slice(0, equals).trim() === wanted)
      return safelyDecoded(pair.slice(equals + 1).trim());
  }
  return null;
}

export function setCookie(name: string, value: string, options: CookieOptions = {}): string {
  const age = options.maxAgeSeconds === undefined ? "" : `; Max-Age=${Math.floor(options.maxAgeSeconds)}`;
  const secure = env().isHttps ? "; Secure" : "";
  return `${cookieName(name)}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax${secure}${age}`;
}

export function clearCookie(name: string): string {
  return setCookie(name, "", { maxAgeSeconds: 0 });
}

function safelyDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

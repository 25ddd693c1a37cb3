import { callOut } from "~/platform/egress/egress.server";
import { type Head, readHead } from "./head.server";

const MAX_HOPS = 3;
const ALL_HOPS_MS = 5_000;
const HEAD_BYTES = 512 * 1_024;
const REDIRECTS = [301, 302, 303, 307, 308];

type Asking = {
  url: string;
  /** The language a page is asked for in. */
  language: string;
  /** Asked for every address on the way. */
  mayAsk: (url: URL) => Promise<boolean>;
};

/** Reads the head of a page. null: it can't be reached, is no page, or says nothing of itself. */
export async function askPage({ url, language, mayAsk }: Asking): Promise<Head | null> {
  const started = performance.now();
  let next: string | null = url;
  for (let hop = 0; hop <= MAX_HOPS && next !== null; hop += 1) {
    const leftMs = ALL_HOPS_MS - (performance.now() - started);
    if (leftMs <= 0 || !(await mayAsk(new URL(next)))) return null;
    const answer = await callOut({
      url: next,
      timeoutMs: leftMs,
      maxBytes: HEAD_BYTES,
      isCutAllowed: true,
      // Whoever writes or reads a message must not read pages that the operator opened to the server alone.
      isPublicOnly: true,
      headers: {
        accept: "text/html, application/xhtml+xml",
        "accept-language": language,
        "user-agent": "Engawa (link preview)",
      },
    });
    if (!answer.ok) return null;
    const { status, headers, body } = answer;
    if (status === 200)
      return isPage(headers["content-type"]) ? readHead(body, headers["content-type"]) : null;
    next = REDIRECTS.includes(status) ? addressOf(headers.location, next) : null;
  }
  return null;
}

function isPage(contentType: string | undefined): contentType is string {
  return /^\s*(text\/html|application\/xhtml\+xml)\s*(;|$)/i.test(contentType ?? "");
}

function addressOf(location: string | undefined, base: string): string | null {
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base).href : null;
}

import { type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { env } from "../env.server";
import { type Allowed, mayReach, type Target, targetOf } from "./addresses";
import { READABLE_ENCODINGS, readBody } from "./body.server";
import { type AskNames, openNames } from "./names.server";

export type Call = {
  url: string;
  method?: "GET" | "POST";
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** For everything, names included; never more than the default. */
  timeoutMs?: number;
  /** Of the unpacked body; never more than the default. */
  maxBytes?: number;
  /** A longer body is cut there; otherwise it is `too_large`. */
  isCutAllowed?: boolean;
  /** The operator's exceptions don't count: for addresses that others than the operator choose. */
  isPublicOnly?: boolean;
};

/** Says nothing of what the other side answered: a page there must not be read through our errors. */
export type Refusal =
  | "bad_address"
  | "unknown_host"
  | "not_public"
  | "unreachable"
  | "timeout"
  | "too_large"
  | "unreadable";

/** A redirect is an answer like any other; who follows it calls again, and the new address is checked again. */
export type Answer =
  | { ok: true; status: number; headers: IncomingHttpHeaders; body: Uint8Array }
  | { ok: false; reason: Refusal };

export const EGRESS_LIMITS = { timeoutMs: 5_000, maxBytes: 1_024 * 1_024 } as const;

/** The one way out: whatever the server asks of another over HTTP goes through here. */
export function callOut(call: Call): Promise<Answer> {
  const allowed = call.isPublicOnly ? publicExceptions : env().egressAllowed;
  return callThrough({ allowed, askNames }, call);
}

let publicExceptions: readonly Allowed[] = [];

/** Tests only: servers of this machine that stand for public ones. No setting of an installation does that. */
export function setPublicExceptions(next: readonly Allowed[]): void {
  publicExceptions = next;
}

const askNames = openNames();

type Setting = { allowed: readonly Allowed[]; askNames: AskNames };

/** As `callOut`, by settings of one's own. */
export async function callThrough({ allowed, askNames: ask }: Setting, call: Call): Promise<Answer> {
  const target = targetOf(call.url);
  if (!target) return refused("bad_address");
  const signal = AbortSignal.timeout(atMost(EGRESS_LIMITS.timeoutMs, call.timeoutMs));
  try {
    const { host } = target;
    const addresses = isIP(host) ? [host] : await ask(host, signal);
    if (addresses.length === 0) return refused("unknown_host");
    if (!mayReach({ ...target, addresses }, allowed)) return refused("not_public");
    const response = await open(call, { target, addresses, signal });
    return await answerOf(call, response, signal);
  } catch {
    return refused(signal.aborted ? "timeout" : "unreachable");
  }
}

type Way = { target: Target; addresses: readonly string[]; signal: AbortSignal };

/** Connects to an address that was checked, and to no other the name may have by now. */
function open(call: Call, { target, addresses, signal }: Way): Promise<IncomingMessage> {
  const request = target.url.protocol === "https:" ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const asking = request(target.url, {
      method: call.method ?? "GET",
      headers: { "accept-encoding": READABLE_ENCODINGS, "user-agent": "Engawa", ...call.headers },
      lookup: pinnedTo(addresses),
      // A connection of its own: one kept open would skip the check.
      agent: false,
      signal,
    });
    asking.on("error", reject);
    asking.on("close", () => reject(new Error("closed without an answer")));
    asking.on("response", resolve);
    asking.end(call.body);
  });
}

function pinnedTo(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, done) => {
    const [first] = known;
    if (options.all) done(null, known);
    else done(null, first?.address ?? "", first?.family);
  };
}

async function answerOf(call: Call, response: IncomingMessage, signal: AbortSignal): Promise<Answer> {
  try {
    const { body, isWhole } = await readBody(response, atMost(EGRESS_LIMITS.maxBytes, call.maxBytes));
    if (!isWhole && !call.isCutAllowed) return refused("too_large");
    return { ok: true, status: response.statusCode ?? 0, headers: response.headers, body };
  } catch {
    return refused(signal.aborted ? "timeout" : "unreadable");
  } finally {
    response.destroy();
  }
}

function atMost(limit: number, wished: number | undefined): number {
  return Math.max(1, Math.ceil(Math.min(limit, wished ?? limit)));
}

function refused(reason: Refusal): Answer {
  return { ok: false, reason };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { MAX_BODY_BYTES } from "~/features/tracking/beacon/wire";
import { countDrop } from "~/features/tracking/drops.server";
import type { Arrival, Receipt } from "~/features/tracking/ingest.server";
import { isCustomHost } from "~/features/workspaces/domains/data.server";
import { env } from "~/platform/env.server";
import { addressBehind } from "~/platform/http/client-address.server";

const RETRY_AFTER_SECONDS = 5;

/** Takes a beacon and says what became of it: in this thread, or in one of its own. */
export type Receive = (arrival: Arrival) => Promise<Receipt>;

/**
 * POST /b, straight on Node's request: the hot path. 204 means committed, or dropped for good without saying why; 503
 * means keep it and come back; 410 that nobody may be measured here any more. No CORS header is ever sent.
 */
export function beaconDoor(receive: Receive): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => open(request, response, receive);
}

function open(request: IncomingMessage, response: ServerResponse, receive: Receive): void {
  if (request.method !== "POST") answer(response, 405, { allow: "POST" });
  else if (!isSameOrigin(request)) refuse(request, response, "wrong_origin");
  else if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES)
    refuse(request, response, "too_large");
  else take(request, response, receive);
}

function take(request: IncomingMessage, response: ServerResponse, receive: Receive): void {
  readBody(request, response, (text) => {
    const userAgent = request.headers["user-agent"] ?? "";
    receive({ text, userAgent, address: () => addressOf(request) }).then(
      (receipt) => reply(response, receipt),
      () => reply(response, "busy"),
    );
  });
}

function reply(response: ServerResponse, receipt: Receipt): void {
  if (receipt === "busy") answer(response, 503, { "retry-after": String(RETRY_AFTER_SECONDS) });
  else answer(response, receipt === "gone" ? 410 : 204);
}

function readBody(request: IncomingMessage, response: ServerResponse, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      if (!response.headersSent) refuse(request, response, "too_large");
    } else chunks.push(chunk);
  });
  request.on("end", () => {
    if (!response.headersSent)
      done((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString("utf8") ?? "");
  });
  // A browser that goes away has not been answered; it sends its totals again.
  request.on("error", () => {});
}

/** A page of another site can't make the browser claim this one; a browser too old to say where from is refused. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const own = env().appUrl;
  if (headers.origin === own.origin) return true;
  return isCustomHost(headers.host ?? "") && headers.origin === `${own.protocol}//${headers.host}`;
}

function addressOf(request: IncomingMessage): string {
  const forwarded = request.headers["x-forwarded-for"];
  const list = Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? null);
  return addressBehind(request.socket.remoteAddress ?? "", list, env().trustedProxies);
}

/** The rest of the body is not read: the connection ends with the answer. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  reason: "wrong_origin" | "too_large",
): void {
  countDrop(reason);
  answer(response, reason === "too_large" ? 413 : 403, { connection: "close" });
  request.resume();
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end();
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { PEER_HEADER } from "~/platform/http/client-address.server";

const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** One HTTP server: the beacon's door first, for it is the hot path, then everything else through Hono. */
export function createHttpServer(app: Hono, answerBeacon: Answer): Server {
  const answerRest = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => {
      stampPeer(request);
      if (request.url === "/b") answerBeacon(request, response);
      else void answerRest(request, response);
    },
  );
  return server;
}

/** Writes the socket's address where only we can: a header of that name from outside is dropped. */
export function stampPeer(request: IncomingMessage): void {
  const { rawHeaders } = request;
  if (PEER_HEADER in request.headers) {
    for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
      if (rawHeaders[at]?.toLowerCase() === PEER_HEADER) rawHeaders.splice(at, 2);
    }
  }
  const address = request.socket.remoteAddress ?? "";
  request.headers[PEER_HEADER] = address;
  rawHeaders.push(PEER_HEADER, address);
}

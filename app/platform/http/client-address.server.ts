import ipaddr from "ipaddr.js";
import { env } from "../env.server";

/** Set by our own door from the socket; a client's header of this name is removed there. */
export const PEER_HEADER = "x-engawa-peer";

/** The address of the client as the outermost trusted proxy saw it, in normal form; "unknown" when there is none. */
export function clientAddress(request: { headers: Headers }): string {
  const peer = request.headers.get(PEER_HEADER) ?? "";
  return addressBehind(peer, request.headers.get("x-forwarded-for"), env().trustedProxies);
}

/** Counts back exactly `proxies` hops: anything further left was written by the client itself. */
export function addressBehind(peer: string, forwardedFor: string | null, proxies: number): string {
  const hops = [
    ...(forwardedFor ?? "")
      .split(",")
      .map((hop) => hop.trim())
      .filter(Boolean),
    peer,
  ];
  const index = Math.max(0, hops.length - 1 - proxies);
  return normalAddress(hops[index] ?? peer) ?? normalAddress(peer) ?? "unknown";
}

const NORMAL_REMEMBERED = 2_000;
const normal = new Map<string, string | null>();

/** Proxies and readers come again and again; reading an address costs more than the rest of a beacon's door. */
export function normalAddress(text: string): string | null {
  const known = normal.get(text);
  if (known !== undefined) return known;
  if (normal.size >= NORMAL_REMEMBERED) normal.clear();
  const address = ipaddr.isValid(text) ? ipaddr.process(text).toString() : null;
  if (text.length <= 64) normal.set(text, address);
  return address;
}

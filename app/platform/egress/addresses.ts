import ipaddr from "ipaddr.js";

/** An exception of the operator: a host by its name, or a network; at one port, or at those of the web. */
export type Allowed = {
  readonly host: string | null;
  readonly network: readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | null;
  readonly port: number | null;
};

export type Target = { url: URL; host: string; port: number };

const WEB_PORTS = [80, 443];
const MAX_URL_CHARS = 2_048;
/** All that is routed on the internet: leaves out compatible, translated and tunnelled addresses by itself. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");
/** Answers to machines of one cloud alone, at an address that looks like any other. */
const CLOUD_METADATA = "168.63.129.16";

/** Where a call would go, or null for what no call is made to: other schemes, credentials, no host. */
export function targetOf(address: string): Target | null {
  if (address.length > MAX_URL_CHARS || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.username !== "" || url.password !== "") return null;
  url.hostname = url.hostname.replace(/\.$/, "");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (host === "") return null;
  return { url, host, port: Number(url.port || (url.protocol === "https:" ? 443 : 80)) };
}

/** Every address that the name has must be fit: which one is taken is not ours to choose. */
export function mayReach(
  { host, port, addresses }: { host: string; port: number; addresses: readonly string[] },
  allowed: readonly Allowed[],
): boolean {
  const open = allowed.filter((entry) =>
    entry.port === null ? WEB_PORTS.includes(port) : entry.port === port,
  );
  if (open.some((entry) => entry.host === host)) return true;
  return addresses.every(
    (address) =>
      (WEB_PORTS.includes(port) && isPublicAddress(address)) ||
      open.some(({ network }) => network !== null && isWithin(address, network)),
  );
}

/** In doubt it is not: only plain unicast of the internet is. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  return address instanceof ipaddr.IPv6 ? address.match(GLOBAL_IPV6) : address.toString() !== CLOUD_METADATA;
}

/** `crm.example`, `crm.example:8443`, `10.0.0.0/8`, `10.0.0.7:8080`, `fd00::/8` or `[fd00::1]:8080`; else null. */
export function readAllowed(entry: string): Allowed | null {
  const text = entry.normalize("NFKC").trim().toLowerCase();
  const isBareIpv6 = text.split(":").length > 2 && !text.startsWith("[");
  const [, bracketed, plain, digits] = isBareIpv6
    ? [text, undefined, text, undefined]
    : (/^(?:\[([^[\]]+)\]|([^[\]:]+))(?::(\d{1,5}))?$/.exec(text) ?? []);
  const name = bracketed ?? plain;
  const port = digits === undefined ? null : Number(digits);
  if (name === undefined || (port !== null && (port < 1 || port > 65_535))) return null;
  const network = readNetwork(name);
  if (network) return { host: null, network, port };
  const host = bracketed === undefined && !name.includes("/") ? targetOf(`http://${name}`)?.host : undefined;
  return host ? { host, network: null, port } : null;
}

function readNetwork(name: string): Allowed["network"] {
  if (ipaddr.isValidCIDR(name)) return ipaddr.parseCIDR(name);
  if (!ipaddr.isValid(name)) return null;
  const address = ipaddr.parse(name);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function isWithin(text: string, [network, bits]: NonNullable<Allowed["network"]>): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return address.kind() === network.kind() && address.match(network, bits);
}

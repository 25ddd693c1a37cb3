import ipaddr from "ipaddr.js";
import type { Reason } from "./reasons";

export type Provider = { reason: Reason; ranges: readonly string[] };
export type ProviderIndex = { v4: Range[]; v6: Range[] };
type Range = { start: bigint; end: bigint; reason: Reason };

/** True for text like 10.0.0.0/8 or 2001:db8::/32; a plain address is a range of one. */
export function isCidr(text: string): boolean {
  return rangeOf(text) !== null;
}

/** True when the address lies in one of the ranges; unreadable text lies nowhere. */
export function isInside(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return false;
  const point = pointOf(address);
  return (
    point !== null &&
    ranges.some((text) => {
      const range = rangeOf(text);
      return (
        range !== null && range.is6 === point.is6 && range.start <= point.value && point.value <= range.end
      );
    })
  );
}

/** Parsed once. Of two ranges that overlap, the first listed wins. */
export function indexProviders(providers: readonly Provider[]): ProviderIndex {
  const index: ProviderIndex = { v4: [], v6: [] };
  for (const { reason, ranges } of providers) {
    for (const text of ranges) {
      const range = rangeOf(text);
      if (range) index[range.is6 ? "v6" : "v4"].push({ start: range.start, end: range.end, reason });
    }
  }
  return index;
}

export function findProvider(index: ProviderIndex, address: string): Reason | null {
  const point = pointOf(address);
  if (!point) return null;
  const ranges = point.is6 ? index.v6 : index.v4;
  return ranges.find(({ start, end }) => start <= point.value && point.value <= end)?.reason ?? null;
}

const V4_PREFIX_BITS = 24;
const V6_PREFIX_BITS = 48;

/** The network an address belongs to, as coarse as /24 or /48. */
export function networkPrefix(address: string): string {
  const point = pointOf(address);
  if (!point) return address;
  const shift = BigInt(point.is6 ? 128 - V6_PREFIX_BITS : 32 - V4_PREFIX_BITS);
  return `${point.is6 ? "6" : "4"}:${point.value >> shift}`;
}

type Point = { is6: boolean; value: bigint };

function pointOf(address: string): Point | null {
  if (!ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  return { is6: parsed.kind() === "ipv6", value: toBigInt(parsed.toByteArray()) };
}

function rangeOf(text: string): { is6: boolean; start: bigint; end: bigint } | null {
  const [address = "", bits] = text.trim().split("/");
  const point = pointOf(address);
  if (!point) return null;
  const width = point.is6 ? 128 : 32;
  const prefix = bits === undefined ? width : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > width) return null;
  const size = 1n << BigInt(width - prefix);
  const start = (point.value / size) * size;
  return { is6: point.is6, start, end: start + size - 1n };
}

function toBigInt(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

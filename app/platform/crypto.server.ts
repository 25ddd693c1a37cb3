import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "./env.server";

/** A secret for a cookie or a link: 256 random bits by default, base64url. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}

export function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** HMAC-SHA256 in hex under a key of its own for each purpose. */
export function keyedHash(purpose: string, text: string): string {
  return createHmac("sha256", keyFor(purpose)).update(text).digest("hex");
}

/** `payload.signature`; the payload is readable, not secret. */
export function sign(purpose: string, payload: string): string {
  return `${payload}.${signatureOf(purpose, payload)}`;
}

/** The payload, or null when the signature is not ours for this purpose. */
export function unsign(purpose: string, signed: string): string | null {
  const dot = signed.lastIndexOf(".");
  if (dot < 0) return null;
  const payload = signed.slice(0, dot);
  return equalText(signed.slice(dot + 1), signatureOf(purpose, payload)) ? payload : null;
}

/** Takes the same time wherever two texts differ. */
export function equalText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The key of one purpose, derived once from SECRET_KEY. */
export function keyFor(purpose: string): Buffer {
  const { secretKey } = env();
  const cacheKey = `${secretKey} ${purpose}`;
  let key = keys.get(cacheKey);
  if (!key) {
    key = createHmac("sha256", secretKey).update(`engawa:${purpose}`).digest();
    keys.set(cacheKey, key);
  }
  return key;
}

const keys = new Map<string, Buffer>();

function signatureOf(purpose: string, payload: string): string {
  return createHmac("sha256", keyFor(purpose)).update(payload).digest("base64url");
}

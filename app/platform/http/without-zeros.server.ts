import { Transform } from "node:stream";

/**
 * React's renderer writes its buffer whole when a character of several bytes no longer fits, zeros at the end included:
 * a browser would show U+FFFD there. No page of ours holds U+0000.
 */
export function withoutZeros(): Transform {
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;

/** 26 characters: 48 bits of milliseconds, then 80 random bits, so that new rows lie together in an index. Not a secret. */
export function newId(nowMs: number = Date.now()): string {
  let time = "";
  for (let rest = nowMs, place = 0; place < TIME_CHARS; place++) {
    time = `${ALPHABET[rest % 32]}${time}`;
    rest = Math.floor(rest / 32);
  }
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_CHARS));
  return time + Array.from(random, (byte) => ALPHABET[byte % 32]).join("");
}

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

export function isId(text: string): boolean {
  return ID.test(text);
}

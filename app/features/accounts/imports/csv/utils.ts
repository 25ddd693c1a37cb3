import { DELIMITERS, type DelimiterName, type Encoding } from "./schema";

const JAPANESE = ["shift_jis", "euc-jp"] as const;
const REPLACEMENT = /\uFFFD/g;
const KANA_AND_KANJI = /[\u3041-\u30FF\u4E00-\u9FFF\u3001-\u3003\uFF01-\uFF5E]/g;
const HALF_WIDTH_KANA = /[\uFF61-\uFF9F]/g;
const PRIVATE_USE = /[\uE000-\uF8FF]/g;
const MAX_LINES_LOOKED_AT = 50;
const NUL_SHARE_OF_UTF16 = 0.3;

/** What the first bytes say: a mark of an encoding, or that this is no text at all. */
export type Signature = { encoding: Encoding } | { problem: "spreadsheet" | "binary" } | null;

export function readSignature(head: Uint8Array): Signature {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);
  if (starts(0xef, 0xbb, 0xbf)) return { encoding: "utf-8" };
  if (starts(0xff, 0xfe)) return { encoding: "utf-16le" };
  if (starts(0xfe, 0xff)) return { encoding: "utf-16be" };
  // xlsx and ods are zip files, xls is an OLE container.
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)) return { problem: "spreadsheet" };
  return readNuls(head);
}

/** Latin letters in UTF-16 have a NUL in every second byte; no other text has any. */
function readNuls(head: Uint8Array): Signature {
  const nuls = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nuls;
  if (even + odd === 0) return null;
  const half = head.length / 2;
  if (odd > half * NUL_SHARE_OF_UTF16 && even < odd / 4) return { encoding: "utf-16le" };
  if (even > half * NUL_SHARE_OF_UTF16 && odd < even / 4) return { encoding: "utf-16be" };
  return { problem: "binary" };
}

/** The most likely encoding of bytes that are no UTF-8, by what they read as. */
export function guessLegacyEncoding(sample: Uint8Array): Encoding {
  const scores = JAPANESE.map((encoding) => ({ encoding, ...scoreOf(sample, encoding) }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.isReadable ? best.encoding : "windows-1252";
}

function scoreOf(sample: Uint8Array, encoding: Encoding): { score: number; isReadable: boolean } {
  const text = new TextDecoder(encoding).decode(sample);
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const unreadable = count(REPLACEMENT) + count(PRIVATE_USE);
  const japanese = count(KANA_AND_KANJI);
  // EUC-JP read as Shift_JIS turns kana into half-width kana.
  const score = japanese - count(HALF_WIDTH_KANA) - 10 * unreadable;
  // A sample may be cut within a letter.
  return { score, isReadable: unreadable === 0 || unreadable * 10 < japanese };
}

/** The one that cuts the first lines into the same number of pieces, more than one. */
export function guessDelimiter(text: string): DelimiterName {
  let best: { name: DelimiterName; score: number } = { name: "comma", score: 0 };
  for (const name of ["comma", "tab", "semicolon"] as const) {
    const counts = countInLines(text, DELIMITERS[name]);
    const usual = counts[0] ?? 0;
    if (usual === 0) continue;
    const alike = counts.filter((count) => count === usual).length / counts.length;
    const score = alike * 100 + Math.min(usual, 50);
    if (score > best.score) best = { name, score };
  }
  return best.name;
}

/** Outside quotation marks, line by line; the last line may be cut off and is left out. */
function countInLines(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let isQuoted = false;
  let hasText = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === delimiter && !isQuoted) count += 1;
    if ((letter === "\n" || letter === "\r") && !isQuoted) {
      if (hasText) counts.push(count);
      if (counts.length >= MAX_LINES_LOOKED_AT) return counts;
      count = 0;
      hasText = false;
    } else hasText = true;
  }
  if (counts.length === 0 && hasText) counts.push(count);
  return counts;
}

export function delimiterName(delimiter: string): DelimiterName {
  return delimiter === "\t" ? "tab" : delimiter === ";" ? "semicolon" : "comma";
}

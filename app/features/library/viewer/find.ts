/** A run of text as the PDF holds it. */
export type TextPiece = { text: string; endsLine: boolean };

/** Where a match lies: pieces and offsets into their text, `to` exclusive. */
export type MatchSpan = { fromPiece: number; from: number; toPiece: number; to: number };

export type FoldedText = {
  text: string;
  /** For each character of `text`: its piece, and where in the piece's text it begins and ends. */
  pieceOf: readonly number[];
  startOf: readonly number[];
  endOf: readonly number[];
};

// A letter with the marks that belong to it; half-width kana carry their voicing as a character of its own.
const CLUSTER = /[^\p{M}ﾞﾟ][\p{M}ﾞﾟ]*|[\p{M}ﾞﾟ]+/gsu;
const SPACE = /^[\s\u00ad\u200b-\u200d\u2060\ufeff]+$/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fc\uff01-\uff60]$/u;

// Radicals that PDF makers write in place of the characters they look like and that NFKC leaves alone.
const RADICALS: Readonly<Record<string, string>> = {
  "⺟": "母",
  "⺠": "民",
  "⻁": "虎",
  "⻄": "西",
  "⻆": "角",
  "⻑": "長",
  "⻘": "青",
  "⻝": "食",
  "⻤": "鬼",
  "⻨": "麦",
  "⻩": "黄",
  "⻫": "斉",
  "⻭": "歯",
  "⻯": "竜",
  "⻲": "亀",
};

/**
 * Text as it is searched: one width (NFKC), one case, one space between words and none between Japanese characters, so
 * that a phrase is found across line breaks and whichever width it was typed in.
 */
export function foldPieces(pieces: readonly TextPiece[]): FoldedText {
  const pieceOf: number[] = [];
  const startOf: number[] = [];
  const endOf: number[] = [];
  const folded = { text: "", pieceOf, startOf, endOf };
  let space: { piece: number; start: number; end: number } | null = null;

  const push = (text: string, piece: number, start: number, end: number) => {
    if (space && folded.text !== "" && !(UNSPACED.test(folded.text.slice(-2)) || UNSPACED.test(text))) {
      append(" ", space.piece, space.start, space.end);
    }
    space = null;
    append(text, piece, start, end);
  };
  const append = (text: string, piece: number, start: number, end: number) => {
    folded.text += text;
    for (let index = 0; index < text.length; index += 1) {
      folded.pieceOf.push(piece);
      folded.startOf.push(start);
      folded.endOf.push(end);
    }
  };

  pieces.forEach((piece, index) => {
    for (const cluster of piece.text.matchAll(CLUSTER)) {
      const end = cluster.index + cluster[0].length;
      const plain = foldCluster(cluster[0]);
      if (SPACE.test(plain)) space ??= { piece: index, start: cluster.index, end };
      else push(plain, index, cluster.index, end);
    }
    if (piece.endsLine) space ??= { piece: index, start: piece.text.length, end: piece.text.length };
  });
  return folded;
}

export function foldQuery(query: string): string {
  return foldPieces([{ text: query, endsLine: false }]).text;
}

/** Starts of all matches, not overlapping. */
export function matchStarts(text: string, needle: string): number[] {
  const starts: number[] = [];
  if (needle === "") return starts;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length))
    starts.push(at);
  return starts;
}

export function spanOf(folded: FoldedText, start: number, length: number): MatchSpan | null {
  const last = start + length - 1;
  const fromPiece = folded.pieceOf[start];
  const toPiece = folded.pieceOf[last];
  const from = folded.startOf[start];
  const to = folded.endOf[last];
  if (fromPiece === undefined || toPiece === undefined || from === undefined || to === undefined) return null;
  return { fromPiece, from, toPiece, to };
}

/** Pages in the order in which they are searched: from the reader's page to the end, then from the start. */
export function searchOrder(pageCount: number, fromPage: number): number[] {
  return Array.from({ length: pageCount }, (_, index) => ((fromPage - 1 + index) % pageCount) + 1);
}

function foldCluster(cluster: string): string {
  return (RADICALS[cluster] ?? cluster).normalize("NFKC").toLowerCase();
}

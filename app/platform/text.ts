/** Marks that reorder or hide text: what a person reads would not be what is stored. */
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\p{Cs}/gu;
const CONTROL = /\p{Cc}/gu;
const CONTROL_BUT_NEWLINE = /(?!\n)\p{Cc}/gu;

/** One line: trimmed, without control or bidirectional characters. */
export function cleanLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").replace(CONTROL, "").replace(INVISIBLE, "").trim();
}

/** Several lines, otherwise as cleanLine. */
export function cleanText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/\t/g, " ")
    .replace(CONTROL_BUT_NEWLINE, "")
    .replace(INVISIBLE, "")
    .trim();
}

const HIRAGANA_OFFSET = "ァ".charCodeAt(0) - "ぁ".charCodeAt(0);

/** What search and order compare: plain widths, lower case, katakana as hiragana, one line. */
export function foldText(text: string): string {
  return cleanLine(text.normalize("NFKC"))
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - HIRAGANA_OFFSET));
}

/** The words of a search, each once: a row matches that has them all. */
export function searchWords(term: string): string[] {
  return [...new Set(foldText(term).split(" ").filter(Boolean))].slice(0, MAX_SEARCH_WORDS);
}

const MAX_SEARCH_WORDS = 8;

import { Parser } from "htmlparser2";
import { cleanLine } from "~/platform/text";

/** What a page says of itself, as plain lines. */
export type Head = { title: string; description: string };

const MAX_TITLE = 140;
const MAX_DESCRIPTION = 240;
const UNITS_A_LETTER = 4;
/** Of one value as it stands in the page; the rest is not looked at. */
const MAX_RAW = 2_000;
const PIECE = 16 * 1_024;
/** Where a page may say in which letters it is written. */
const DECLARED_WITHIN = 2_048;
const DECLARED = /<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?([\w:.-]{1,40})/i;
/** Every byte is a letter in these, and servers claim them for pages that are not. */
const CLAIMED_FOR_ANYTHING = /^(iso-?8859-?1|latin-?1|windows-1252|us-ascii|ascii)$/i;

/** null when the page has no title that can be read. */
export function readHead(bytes: Uint8Array, contentType: string): Head | null {
  const found = fieldsOf(decode(bytes, contentType));
  const title = firstOf(found, ["og:title", "twitter:title", "title"], MAX_TITLE);
  if (title === "") return null;
  const description = firstOf(
    found,
    ["og:description", "twitter:description", "description"],
    MAX_DESCRIPTION,
  );
  return { title, description: description === title ? "" : description };
}

/** The names and values of a page's head. A parser reads it piece by piece and stops where the body begins. */
function fieldsOf(html: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const keep = (name: string, value: string) => {
    if (!found.has(name)) found.set(name, value.slice(0, MAX_RAW));
  };
  let isDone = false;
  let title: string | null = null;
  const parser = new Parser({
    onopentag(tag, { property, name, content }) {
      isDone ||= tag === "body";
      if (isDone) return;
      if (tag === "title" && !found.has("title")) title = "";
      if (tag === "meta" && content) keep((property ?? name ?? "").trim().toLowerCase(), content);
    },
    ontext(text) {
      if (title !== null && title.length < MAX_RAW) title += text;
    },
    onclosetag(tag) {
      if (tag === "title" && title !== null) {
        keep("title", title);
        title = null;
      }
      isDone ||= tag === "head";
    },
  });
  for (let at = 0; at < html.length && !isDone; at += PIECE) parser.write(html.slice(at, at + PIECE));
  return found;
}

function firstOf(found: ReadonlyMap<string, string>, names: readonly string[], max: number): string {
  for (const name of names) {
    const line = cleanLine(found.get(name) ?? "");
    // Letters that were lost say nothing.
    if (line !== "" && !line.includes("\ufffd")) return shortened(line, max);
  }
  return "";
}

/** Cut between letters. One letter can carry any number of marks, so they are counted too. */
function shortened(line: string, max: number): string {
  let text = "";
  let letters = 0;
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    letters += 1;
    if (letters === max && text.length + segment.length < line.length) return `${text}…`;
    if (text.length + segment.length > max * UNITS_A_LETTER) return `${text}…`;
    text += segment;
  }
  return text;
}

/** In the letters that the page is written in, whatever it claims: the first that fit. */
function decode(bytes: Uint8Array, contentType: string): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, DECLARED_WITHIN));
  const declared = [
    markedBy(bytes),
    /charset\s{0,5}=\s{0,5}"?([\w:.-]{1,40})/i.exec(contentType)?.[1],
    DECLARED.exec(start)?.[1],
  ].flatMap((label) => label ?? []);
  const isVague = (label: string) => CLAIMED_FOR_ANYTHING.test(label);
  const labels = [
    ...declared.filter((label) => !isVague(label)),
    "utf-8",
    ...declared.filter(isVague),
    "euc-jp",
    "shift_jis",
  ];
  for (const label of labels) {
    const text = decodeAs(label, bytes);
    if (text !== null) return text;
  }
  return new TextDecoder().decode(bytes);
}

function markedBy(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return undefined;
}

/** null when a byte doesn't fit, or there are no such letters. The last letter may have been cut off. */
function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

import type { Node } from "@tiptap/pm/model";
import { cleanLine } from "~/platform/text";
import type { CommentThread, Spot } from "./schema";

export const MAX_COMMENT_CHARS = 10_000;
/** Living ones: room for any real discussion of one page. */
export const MAX_COMMENTS = 1_000;
/** So many of the comments that somebody deleted last are offered back. */
export const MAX_SLIPS = 50;
/** Blocks that a comment can be begun on without the editor. */
export const MAX_PLACES = 80;
/** A deleted comment can be brought back for so long. */
export const RESTORE_MS = 24 * 60 * 60 * 1000;

const MAX_QUOTE_CHARS = 200;
const MAX_LABEL_CHARS = 60;

/** What of a block's words is kept with a comment on it; null for a block without words. */
export function quoteOf(words: string): string | null {
  return shortened(words, MAX_QUOTE_CHARS) || null;
}

/** What names a block in a list of them. */
export function labelOf(words: string): string {
  return shortened(words, MAX_LABEL_CHARS);
}

/** Whether anything of it can be read; what is only there to be brought back counts for nothing. */
export function isLiving({ comments }: Pick<CommentThread, "comments">): boolean {
  return comments.some(({ isDeleted }) => !isDeleted);
}

/** A block of the editor's text; the words of its lines and cells keep a space between them. */
export function spotOf(node: Node): Spot {
  const words = node.textBetween(0, node.content.size, " ", " ");
  const quote = quoteOf(words) ?? "";
  return { blockId: String(node.attrs.blockId ?? ""), type: node.type.name, label: labelOf(words), quote };
}

function shortened(words: string, maxChars: number): string {
  const line = cleanLine(words);
  const chars = Array.from(line.slice(0, maxChars * 4));
  return chars.length <= maxChars
    ? line
    : `${chars
        .slice(0, maxChars - 1)
        .join("")
        .trimEnd()}…`;
}

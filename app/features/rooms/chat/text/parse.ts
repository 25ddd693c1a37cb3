export type Inline =
  | { kind: "text" | "code"; text: string }
  | { kind: "strong" | "em"; text: string }
  | { kind: "link"; text: string; href: string; host: string }
  | { kind: "mention"; text: string; isMe: boolean };

export type Block =
  | { kind: "lines"; lines: Inline[][] }
  | { kind: "list"; isOrdered: boolean; items: Inline[][] }
  | { kind: "code"; text: string };

type Named = readonly { name: string; isMe: boolean }[];

const FENCE = "```";
const BULLET = /^\s{0,3}[-*•・]\s+(.+)$/;
const NUMBER = /^\s{0,3}\d{1,3}[.)]\s+(.+)$/;
// Each alternative ends at the next of its own signs, so that no text makes it look twice.
const MARKS =
  /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|(?<!\w)_([^_]+)_(?!\w)|\[([^\]]{1,200})\]\((https?:\/\/[^\s)]{1,2000})\)|(https?:\/\/[^\s<>"'`（）「」『』【】、。]{1,2000})/g;

/** Markdown-light as a tree of plain values: nothing in it is ever read as markup. */
export function parseMessage(text: string, named: Named = []): Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.trimStart().startsWith(FENCE)) {
      const end = lines.findIndex((other, n) => n > at && other.trim() === FENCE);
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, last).join("\n") });
      at = last;
    } else addLine(blocks, line, named);
  }
  return blocks;
}

function addLine(blocks: Block[], line: string, named: Named): void {
  const bullet = BULLET.exec(line)?.[1];
  const numbered = bullet === undefined ? NUMBER.exec(line)?.[1] : undefined;
  const item = bullet ?? numbered;
  const last = blocks.at(-1);
  if (item !== undefined) {
    const isOrdered = numbered !== undefined;
    if (last?.kind === "list" && last.isOrdered === isOrdered) last.items.push(parseInline(item, named));
    else blocks.push({ kind: "list", isOrdered, items: [parseInline(item, named)] });
  } else if (line.trim() === "") {
    if (last?.kind === "lines" && last.lines.length > 0) blocks.push({ kind: "lines", lines: [] });
  } else if (last?.kind === "lines") last.lines.push(parseInline(line, named));
  else blocks.push({ kind: "lines", lines: [parseInline(line, named)] });
}

function parseInline(line: string, named: Named): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(MARKS)) {
    const [whole, code, strong, em, under, label, target, bare] = match;
    const link = linkOf(target ?? bare, label);
    if (target !== undefined && !link) continue;
    parts.push(...withMentions(line.slice(from, match.index), named));
    from = match.index + whole.length;
    if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (strong !== undefined) parts.push({ kind: "strong", text: strong });
    else if (em !== undefined || under !== undefined) parts.push({ kind: "em", text: em ?? under ?? "" });
    else if (link) {
      parts.push(link.part);
      from -= link.trimmed;
    } else parts.push({ kind: "text", text: whole });
  }
  parts.push(...withMentions(line.slice(from), named));
  return parts;
}

/** Only the web's own addresses, and always with the host to see: a friendly label must not hide where it leads. */
function linkOf(target: string | undefined, label: string | undefined) {
  if (target === undefined) return null;
  const address = label === undefined ? target.replace(/[.,;:!?)\]]+$/, "") : target;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const part: Inline = { kind: "link", text: label ?? address, href: url.href, host: label ? url.host : "" };
  return { part, trimmed: target.length - address.length };
}

function withMentions(text: string, named: Named): Inline[] {
  if (text === "") return [];
  for (const { name, isMe } of [...named].sort((a, b) => b.name.length - a.name.length)) {
    const at = text.indexOf(`@${name}`);
    if (at < 0) continue;
    const end = at + name.length + 1;
    return [
      ...withMentions(text.slice(0, at), named),
      { kind: "mention", text: text.slice(at, end), isMe },
      ...withMentions(text.slice(end), named),
    ];
  }
  return [{ kind: "text", text }];
}

export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024;
/** An upload that nobody finished within this time is gone. */
export const UPLOAD_EXPIRES_MS = 24 * 60 * 60 * 1000;
export const MAX_TITLE_LENGTH = 200;
const MAX_FILE_NAME_LENGTH = 200;
const UNNAMED = "document.pdf";

// Controls, invisible characters, and the marks that reverse the order of what is read.
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** A name as people may see it: one line, without folders, bidirectional tricks or excess length. Never used as a path. */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const visible = last.replace(UNSEEN, "").replace(/\s+/g, " ").trim();
  const { stem, suffix } = splitSuffix(visible);
  if (stem.replaceAll(".", "").trim() === "") return UNNAMED;
  return cut(stem, MAX_FILE_NAME_LENGTH - suffix.length) + suffix;
}

/** What a document is called until someone gives it a better name. */
export function titleFromFileName(fileName: string): string {
  const { stem } = splitSuffix(fileName);
  return cut(stem.trim() || UNNAMED, MAX_TITLE_LENGTH);
}

/** RFC 6266: a plain name for old clients, the true one in UTF-8 beside it. The type is ours, so the name ends in .pdf. */
export function contentDisposition(kind: "inline" | "attachment", title: string): string {
  const name = `${cleanFileName(title.replace(/[/\\]/g, "_"))
    .replace(/\.pdf$/i, "")
    .replace(/["*:<>?|]/g, "_")}.pdf`;
  const plain = name.replace(/[^\x20-\x7e]|[%\\"]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function splitSuffix(name: string): { stem: string; suffix: string } {
  const match = /^(.*)(\.pdf)$/is.exec(name);
  return match ? { stem: match[1] ?? "", suffix: match[2] ?? "" } : { stem: name, suffix: "" };
}

/** At most `length` UTF-16 units, never through a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end).trimEnd();
}

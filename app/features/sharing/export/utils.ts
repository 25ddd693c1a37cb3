const MAX_CHARS = 80;
const UNNAMED = "untitled";
// Controls, invisible characters, and the marks that reverse the order of what is read.
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const RESERVED_MARKS = /[<>:"/\\|?*]/g;
const RESERVED_NAMES = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** A name that Windows, macOS and Linux all take, without folders and without tricks. */
export function safeName(text: string): string {
  const clean = text
    .normalize("NFC")
    .replace(UNSEEN, "")
    .replace(RESERVED_MARKS, "_")
    .replace(/\s+/g, " ")
    .trim();
  const short = Array.from(clean)
    .slice(0, MAX_CHARS)
    .join("")
    .replace(/[. ]+$/, "");
  if (short === "" || /^\.+$/.test(short)) return UNNAMED;
  return RESERVED_NAMES.test(short) ? `_${short}` : short.replace(/^\.+/, "_");
}

/** Gives each name once; file systems that fold case take two that differ in nothing else for one. */
export function nameGiver(): (folder: string, name: string, suffix: string) => string {
  const given = new Set<string>();
  return (folder, name, suffix) => {
    const stem = `${folder ? `${safeName(folder)}/` : ""}${safeName(name)}`;
    for (let at = 1; ; at += 1) {
      const path = `${stem}${at === 1 ? "" : ` (${at})`}${suffix}`;
      const key = path.toLowerCase();
      if (given.has(key)) continue;
      given.add(key);
      return path;
    }
  };
}

/** RFC 6266: a plain name for old clients, the true one beside it. */
export function attachmentOf(name: string, suffix: string): string {
  const file = `${safeName(name)}${suffix}`;
  const plain = file.replace(/[^\x20-\x7e]|[%\\"]/g, "_");
  const encoded = encodeURIComponent(file).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** `@Acme.co.jp.` → `acme.co.jp`; international names in punycode; null when it is no public domain name. */
export function normaliseDomain(text: string): string | null {
  const folded = text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/^@/, "")
    .replace(/[.。]$/, "");
  if (folded.length === 0 || folded.length > 253 || /[\s/?#@:\\%[\]]/.test(folded)) return null;
  const ascii = asciiHost(folded);
  if (ascii === null) return null;
  const labels = ascii.split(".");
  const isPublic =
    labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? "");
  return isPublic ? ascii : null;
}

/** What a browser would put on the wire for a host name. */
function asciiHost(name: string): string | null {
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : null;
}

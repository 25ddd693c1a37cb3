const ALLOWED = new Set(["http:", "https:", "mailto:"]);

/** The address a PDF's link may open, or null. PDFs come from outside: only plain web and mail addresses pass. */
export function safeHref(url: string | null | undefined): string | null {
  if (!url) return null;
  const parsed = parse(url.trim());
  return parsed && ALLOWED.has(parsed.protocol) ? parsed.href : null;
}

function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

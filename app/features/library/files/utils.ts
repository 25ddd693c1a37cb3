/** A document of more pages is refused. */
export const MAX_PAGES = 3000;

export type Size = { width: number; height: number };

const A4_PORTRAIT: Size = { width: 595, height: 842 };

/** A page's size as stored: finite, positive, to a hundredth of a point. */
export function storedSize(size: Size): Size {
  const round = (points: number) => Math.round(points * 100) / 100;
  const width = round(size.width);
  const height = round(size.height);
  return width > 0 && height > 0 && Number.isFinite(width + height) ? { width, height } : A4_PORTRAIT;
}

/** Pages of one size are the rule, so that one entry then stands for all. */
export function compactSizes(sizes: readonly Size[]): Size[] {
  const first = sizes[0] ?? A4_PORTRAIT;
  const isSame = sizes.every((size) => size.width === first.width && size.height === first.height);
  return isSame ? [first] : [...sizes];
}

/** The size of a page, 1 being the first; reverses compactSizes. */
export function sizeOfPage(sizes: readonly Size[] | null, pageNumber: number): Size {
  return sizes?.[pageNumber - 1] ?? sizes?.[0] ?? A4_PORTRAIT;
}

/** The scale that fits a page into a box, at most `max` times its size at 72 dpi. */
export function scaleInto(page: Size, box: Size, max: number): number {
  return Math.min(box.width / page.width, box.height / page.height, max);
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
export function storableText(text: string, maxLength: number): string {
  const cut = text.replaceAll("\0", "").slice(0, maxLength);
  return new TextDecoder().decode(new TextEncoder().encode(cut)).trim();
}

const MAGIC = "%PDF-";
/** Readers accept the mark anywhere in the first kilobyte. */
export const MAGIC_WINDOW_BYTES = 1024;

/** Whether the first bytes of a file are a PDF's, whatever its name says. */
export function startsLikePdf(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(0, MAGIC_WINDOW_BYTES)).includes(MAGIC);
}

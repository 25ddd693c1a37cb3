/** Words of the document's own format. Stored: renaming one needs a migration of texts. */
export const TONES = ["info", "warning", "success"] as const;

export const VIDEO_SOURCES = ["upload", "youtube", "vimeo"] as const;
export type VideoSource = (typeof VIDEO_SOURCES)[number];

export const CTA_ACTIONS = ["link", "page", "chat", "accept"] as const;
export type CtaAction = (typeof CTA_ACTIONS)[number];

/** Blocks that are one thing, without text to write in them. */
export const CARDS = ["file", "video", "pricing", "plan", "cta", "acceptance"] as const;
export type CardName = (typeof CARDS)[number];

export const MAX_PLAN_TASKS = 20;
export const MIN_WIDTH_PERCENT = 10;

const HREF = /^(https?:\/\/|mailto:|tel:)[^\s]+$/i;

export function isSafeHref(href: string): boolean {
  return href.length <= 2_000 && HREF.test(href);
}

export function isCardName(name: string): name is CardName {
  return CARDS.some((card) => card === name);
}

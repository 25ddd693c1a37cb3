import { networkPrefix } from "./networks";
import type { Reason } from "./reasons";

export const MAIL_WINDOW_MS = 60_000;
export const ALL_LINKS_WINDOW_MS = 10_000;
export const NETWORKS_WINDOW_MS = 2 * 60_000;
const NETWORKS_ENOUGH = 3;
const PAGES_ENOUGH = 3;
const SAME_DWELL_MS = 60;

/** Suspicions of counting.md 2.4 that are seen when a link is opened, most telling first. */
export function suspectOpening(facts: {
  atMs: number;
  provider: Reason | null;
  /** When our last mail to this person left, if this is the first opening since. */
  mailedAtMs: number | null;
  /** Links that the same address opened within ALL_LINKS_WINDOW_MS, this one included. */
  linksOpened: number;
}): Reason | null {
  if (facts.linksOpened >= 2) return "all_links";
  if (facts.mailedAtMs !== null && isWithin(facts.atMs - facts.mailedAtMs, MAIL_WINDOW_MS))
    return "mail_minute";
  return facts.provider;
}

type Opening = { id: string; atMs: number; ip: string };

/** Openings of one link that lie, with others, in two minutes that saw at least three networks. */
export function openedFromManyNetworks(openings: readonly Opening[]): string[] {
  const found = new Set<string>();
  for (const first of openings) {
    const window = openings.filter(
      ({ atMs }) => atMs >= first.atMs && atMs - first.atMs <= NETWORKS_WINDOW_MS,
    );
    if (new Set(window.map(({ ip }) => networkPrefix(ip))).size < NETWORKS_ENOUGH) continue;
    for (const { id } of window) found.add(id);
  }
  return [...found];
}

/** Views of one visit that stayed equally long on each of three or more pages: people don't. */
export function dweltIdentically(
  views: readonly { id: string; pageId: string; visibleMs: number }[],
): string[] {
  const seen = views.filter(({ visibleMs }) => visibleMs > 0);
  if (new Set(seen.map(({ pageId }) => pageId)).size < PAGES_ENOUGH) return [];
  const dwells = seen.map(({ visibleMs }) => visibleMs);
  return Math.max(...dwells) - Math.min(...dwells) <= SAME_DWELL_MS ? seen.map(({ id }) => id) : [];
}

function isWithin(elapsedMs: number, windowMs: number): boolean {
  return elapsedMs >= 0 && elapsedMs < windowMs;
}

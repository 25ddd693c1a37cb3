import type { Span } from "~/features/tracking/beacon/wire";

export const CONNECTIONS = 256;
export const ROOMS = 16;
/** Each connection has two of them reading at a time; whoever has read all pages leaves and the next one comes. */
export const VIEWERS = CONNECTIONS * 16;
export const READING_AT_ONCE = 2;
/** A visit is PAGES views of BEACONS_PER_VIEW beacons: ten minutes at one each ten seconds. */
export const PAGES = 3;
export const BEACONS_PER_VIEW = 20;
/** Beacons that are spent on one unit before the next. */
const BEACONS_PER_UNIT = 3;
const STEP_MS = 400;

/** What a view reports with its n-th beacon, from 1: the page's total and the unit being read. */
export function spansAt(pageId: string, n: number): Span[] {
  const unit = Math.ceil(n / BEACONS_PER_UNIT);
  const inUnit = n - (unit - 1) * BEACONS_PER_UNIT;
  return [
    { i: "p", k: "page", d: pageId, a: n * STEP_MS, m: Math.min(1, n / 20), q: n },
    { i: `u${unit}`, k: "unit", d: pageId, u: unit, a: inUnit * STEP_MS, m: 0, q: inUnit },
  ];
}

export function pageIdOf(token: string): string {
  return token.split("~")[7] ?? "";
}

export function viewIdOf(token: string): string {
  return token.split("~")[1] ?? "";
}

/** Engaged from the third beacon on. No two pages are visible equally long: that would be a machine's reading. */
export function bodyAt(token: string, n: number): string {
  const unlike = ((viewIdOf(token).charCodeAt(24) * 31 + viewIdOf(token).charCodeAt(25)) * 61) % 900;
  const signals = {
    vis: n * 1_100 + unlike,
    fr: Math.min(300, n * 40),
    in: n,
    pm: n * 3,
    pre: 0,
    wd: 0,
    aq: 1,
  };
  return JSON.stringify({ v: 1, t: token, s: spansAt(pageIdOf(token), n), g: signals });
}

import type { KnownView } from "@db/dialect/tracking-reads";
import type { SpanState } from "./clamp";
import { NO_EVIDENCE } from "./engage";
import { judgeView, type ViewFacts } from "./judge";
import type { LiveView, Movement } from "./live-view";
import { confirmationOf, reasonOrNone, rulingOf, viewClassOf } from "./stored";
import type { ViewToken } from "./view-token.server";

export type Newness = {
  ip: string;
  userAgent: string;
  timeZone: string;
  day: string;
  hitId: string | null;
  personKey: string;
};

export type VisitState = {
  id: string;
  day: string;
  engaged: boolean;
  lastMs: number;
  activeMs: number;
  pageCount: number;
  nextMs: number | null;
};

/** One view of a batch: how it was and how it is after the beacons. */
export type Change = {
  readonly token: ViewToken;
  readonly before: LiveView;
  view: LiveView;
  readonly movement: Movement;
  /** `movement` holds every span of the view, not only those that the batch reports. */
  readonly isWhole: boolean;
  readonly day: string;
  readonly personKey: string;
  readonly hitId: string | null;
  readonly engagedMs: number | null;
  /** Null for a view that is not stored yet. */
  readonly visit: VisitState | null;
  /** Null for a view that is stored. */
  readonly newness: Newness | null;
};

/** Read for the first time in this batch as a person reads, with all there is to add at hand. */
export function countsFromNowOn({ before, view, newness, isWhole }: Change): boolean {
  const wasCounted = newness === null && before.verdict.class === "engaged";
  return isWhole && !wasCounted && view.verdict.class === "engaged";
}

type StoredSpans = { spans: Map<string, SpanState>; isWhole: boolean };

/** `spans` is worked on in place. */
export function fromKnown(token: ViewToken, known: KnownView, { spans, isWhole }: StoredSpans): Change {
  const facts: ViewFacts = {
    ruling: rulingOf(known.ruling),
    suspicion: reasonOrNone(known.suspicion),
    verified: known.verified,
    confirmedBy: confirmationOf(known.confirmedBy),
    visibleMs: known.visibleMs,
    frames: known.frames,
    inputs: known.inputs,
    pointerMoves: known.pointerMoves,
    lateInput: known.lateInput,
    webdriver: known.webdriver,
  };
  const before: LiveView = {
    frame: token,
    facts,
    verdict: { class: viewClassOf(known.class), reason: reasonOrNone(known.reason) || "too_short" },
    activeMs: known.activeMs,
    unitsMs: known.unitsMs,
    activeUntilMs: known.activeUntilMs,
    lastMs: known.lastMs,
  };
  const { hitId, day, personKey, engagedMs } = known;
  const visit: VisitState = {
    id: known.visitId,
    day: known.visitDay,
    engaged: known.visitEngaged,
    lastMs: known.visitLastMs,
    activeMs: known.visitActiveMs,
    pageCount: known.visitPageCount,
    nextMs: known.nextVisitMs,
  };
  const movement = movementOf(spans);
  return {
    token,
    before,
    view: before,
    movement,
    isWhole,
    day,
    personKey,
    hitId,
    engagedMs,
    visit,
    newness: null,
  };
}

export function fromNewcomer(
  token: ViewToken,
  opening: Newness & Pick<ViewFacts, "ruling" | "suspicion">,
): Change {
  const { ruling, suspicion, ...newness } = opening;
  const facts: ViewFacts = { ...NO_EVIDENCE, ruling, suspicion, verified: token.verified, confirmedBy: "" };
  const before: LiveView = {
    frame: token,
    facts,
    verdict: judgeView(facts),
    activeMs: 0,
    unitsMs: 0,
    activeUntilMs: token.issuedAtMs,
    lastMs: token.issuedAtMs,
  };
  const { day, personKey, hitId } = newness;
  const movement = movementOf(new Map());
  return {
    token,
    before,
    view: before,
    movement,
    isWhole: true,
    day,
    personKey,
    hitId,
    engagedMs: null,
    visit: null,
    newness,
  };
}

/** Brings what is known of a view up to a batch in which its totals grew and nothing else happened. */
export function grow(known: KnownView, { view, before }: Change): void {
  const { facts } = view;
  if (view.verdict.class === "engaged") known.visitActiveMs += view.activeMs - before.activeMs;
  known.visibleMs = facts.visibleMs;
  known.frames = facts.frames;
  known.inputs = facts.inputs;
  known.pointerMoves = facts.pointerMoves;
  known.lateInput = facts.lateInput;
  known.activeMs = view.activeMs;
  known.unitsMs = view.unitsMs;
  known.activeUntilMs = view.activeUntilMs;
  known.lastMs = view.lastMs;
  known.visitLastMs = Math.max(known.visitLastMs, view.activeUntilMs);
}

function movementOf(spans: Map<string, SpanState>): Movement {
  return { spans, changes: new Map(), growth: new Map() };
}

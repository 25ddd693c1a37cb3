import { WIRE_SPAN_KINDS } from "./beacon/wire";
import type { SpanState } from "./clamp";
import type { ViewFacts } from "./judge";
import { isReason, type Reason, type ViewClass } from "./reasons";

const RULINGS = ["person", "opened", "unconfirmed", "automated", "internal"] as const;
const CONFIRMATIONS = ["chat", "upload", "download"] as const;
const VIEW_CLASSES = ["opened", "engaged", "unconfirmed", "automated", "internal"] as const;

/** Text columns read back as the closed words they were written from. */
export function rulingOf(text: string): ViewFacts["ruling"] {
  return RULINGS.find((known) => known === text) ?? "";
}

export function confirmationOf(text: string): ViewFacts["confirmedBy"] {
  return CONFIRMATIONS.find((known) => known === text) ?? "";
}

export function viewClassOf(text: string): ViewClass {
  return VIEW_CLASSES.find((known) => known === text) ?? "opened";
}

export function reasonOrNone(text: string): Reason | "" {
  return isReason(text) ? text : "";
}

export function spanKindOf(text: string): SpanState["kind"] {
  return WIRE_SPAN_KINDS.find((known) => known === text) ?? "page";
}

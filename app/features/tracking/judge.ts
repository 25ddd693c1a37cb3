import { type Evidence, hasInput, hasLaterInput, wasShown } from "./engage";
import { classOfReason, type HitClass, isReason, type Reason, type ViewClass } from "./reasons";

export type ViewFacts = Evidence & {
  /** A member's judgement, or empty. */
  ruling: HitClass | "";
  /** The gravest reason known against it, or empty. */
  suspicion: Reason | "";
  /** The viewer proved an address by a code. */
  verified: boolean;
  /** What else proved a person, or empty. */
  confirmedBy: "chat" | "upload" | "download" | "";
};

export type Verdict<Class> = { class: Class; reason: Reason };

/** Who looked? The whole of counting.md 2 for one view; the same facts always give the same answer. */
export function judgeView(facts: ViewFacts): Verdict<ViewClass> {
  const { ruling, suspicion } = facts;
  if (ruling !== "") return { class: ruling === "person" ? "engaged" : ruling, reason: "ruling" };
  const suspected = suspicion === "" ? null : classOfReason(suspicion);
  if (suspicion !== "" && suspected === "internal") return { class: "internal", reason: suspicion };
  if (facts.webdriver) return verdict("webdriver");

  const proof = facts.verified ? "code" : facts.confirmedBy || null;
  // Alone among the machine reasons, contagion is only a likeness: a sign of a person outweighs it.
  const isLikeness = suspicion === "contagion" && (proof !== null || hasInput(facts));
  if (suspicion !== "" && suspected === "automated" && !isLikeness) return verdict(suspicion);

  const shown = wasShown(facts);
  if (shown !== "shown") return verdict(shown);
  const isConfirmed = proof !== null || hasLaterInput(facts);
  if (suspicion !== "" && !isConfirmed) return { class: "unconfirmed", reason: suspicion };
  if (proof === null && !hasInput(facts)) return verdict("no_pointer");
  return verdict(proof ?? "input");
}

function verdict(reason: Reason): Verdict<ViewClass> {
  return { class: classOfReason(reason), reason };
}

const RANK: Record<ViewClass, number> = { engaged: 4, internal: 3, automated: 2, unconfirmed: 1, opened: 0 };

/** One opening of a link by the views it led to: a person if one of them was. `own` is what the hit itself was found to be. */
export function judgeHit(
  own: Verdict<HitClass>,
  views: readonly { class: ViewClass; reason: string }[],
): Verdict<HitClass> {
  const best = views.toSorted((a, b) => RANK[b.class] - RANK[a.class])[0];
  if (!best || (best.class === "opened" && own.class !== "opened")) return own;
  const reason = isReason(best.reason) ? best.reason : own.reason;
  return { class: best.class === "engaged" ? "person" : best.class, reason };
}

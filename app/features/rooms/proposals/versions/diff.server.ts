import { type ChangeObject, diffArrays, diffWordsWithSpace } from "diff";
import type { DiffEntry, DiffPart } from "./schema";
import { type TextBlock, type TextContext, textBlocks } from "./text.server";

const MAX_EDITS = 1_500;
const MAX_WORD_EDITS = 3_000;
/** Blocks that share this much of their words are one block that was rewritten. */
const ALIKE = 0.4;
/** Japanese has no spaces: words are found by the language's own rules. */
const words = new Intl.Segmenter("ja", { granularity: "word" });

/** What a reader must know to get from one text to the other, block by block in the order of the newer one. */
export function diffProposals(older: unknown, newer: unknown, context: TextContext): DiffEntry[] {
  const steps = stepsOf(textBlocks(older, context), textBlocks(newer, context));
  return joinMoved(steps).map(entryOf);
}

type Step =
  | { kind: "same"; before: TextBlock; after: TextBlock }
  | { kind: "moved"; after: TextBlock }
  | { kind: "changed"; before: TextBlock; after: TextBlock }
  | { kind: "removed"; before: TextBlock }
  | { kind: "added"; after: TextBlock };

function stepsOf(older: TextBlock[], newer: TextBlock[]): Step[] {
  const runs = diffArrays(older, newer, {
    comparator: (a, b) => a.type === b.type && a.text === b.text,
    maxEditLength: MAX_EDITS,
  });
  if (!runs) {
    return [
      ...older.map((before): Step => ({ kind: "removed", before })),
      ...newer.map((after): Step => ({ kind: "added", after })),
    ];
  }
  const steps: Step[] = [];
  let [left, right] = [0, 0];
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at];
    if (!run) continue;
    const count = run.value.length;
    if (!run.added && !run.removed) {
      for (let place = 0; place < count; place++) {
        const [before, after] = [older[left + place], newer[right + place]];
        if (before && after) steps.push({ kind: "same", before, after });
      }
      left += count;
      right += count;
      continue;
    }
    const next = runs[at + 1];
    const removed = run.removed ? run.value : [];
    const added = run.added ? run.value : next?.added ? next.value : [];
    if (run.removed && next?.added) at++;
    left += removed.length;
    right += added.length;
    steps.push(...pairUp(removed, added));
  }
  return steps;
}

/** Within one place that changed: each old block with the first new one that is the same block or says nearly the same. */
function pairUp(removed: readonly TextBlock[], added: readonly TextBlock[]): Step[] {
  const steps: Step[] = [];
  let rest = [...removed];
  for (const after of added) {
    const at = rest.findIndex((before) => isRewritten(before, after));
    const before = rest[at];
    if (!before) {
      steps.push({ kind: "added", after });
      continue;
    }
    steps.push(...rest.slice(0, at).map((gone): Step => ({ kind: "removed", before: gone })));
    steps.push({ kind: "changed", before, after });
    rest = rest.slice(at + 1);
  }
  return [...steps, ...rest.map((before): Step => ({ kind: "removed", before }))];
}

function isRewritten(before: TextBlock, after: TextBlock): boolean {
  if (before.type !== after.type) return false;
  if (before.id !== null && before.id === after.id) return true;
  const [mine, theirs] = [wordsOf(before.text), wordsOf(after.text)];
  const shared = [...mine].filter((word) => theirs.has(word)).length;
  return shared > 0 && shared / Math.max(mine.size, theirs.size) >= ALIKE;
}

function wordsOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const { segment, isWordLike } of words.segment(text.slice(0, 5_000)))
    if (isWordLike) found.add(segment);
  return found;
}

/** A block that went from one place and came to another unchanged has moved. */
function joinMoved(steps: Step[]): Step[] {
  const gone = new Map<string, Step[]>();
  for (const step of steps) {
    if (step.kind === "removed")
      gone.set(keyOf(step.before), [...(gone.get(keyOf(step.before)) ?? []), step]);
  }
  const dropped = new Set<Step>();
  const joined = steps.map((step): Step => {
    const origin = step.kind === "added" ? gone.get(keyOf(step.after))?.shift() : undefined;
    if (step.kind !== "added" || !origin) return step;
    dropped.add(origin);
    return { kind: "moved", after: step.after };
  });
  return joined.filter((step) => !dropped.has(step));
}

function keyOf({ type, text }: TextBlock): string {
  return `${type} ${text}`;
}

function entryOf(step: Step): DiffEntry {
  switch (step.kind) {
    case "same": {
      const isFormatted = step.before.form !== step.after.form;
      return entry(isFormatted ? "formatted" : "same", step.after, [{ op: "same", text: step.after.text }]);
    }
    case "moved":
      return entry("moved", step.after, [{ op: "same", text: step.after.text }]);
    case "added":
      return entry("added", step.after, [{ op: "added", text: step.after.text }]);
    case "removed":
      return entry("removed", step.before, [{ op: "removed", text: step.before.text }]);
    case "changed":
      return entry("changed", step.after, wordParts(step.before.text, step.after.text));
  }
}

function entry(kind: DiffEntry["kind"], { type }: TextBlock, parts: DiffPart[]): DiffEntry {
  return { kind, type, parts: parts.filter(({ text }) => text !== "") };
}

function wordParts(before: string, after: string): DiffPart[] {
  const changes: ChangeObject<string>[] | undefined = diffWordsWithSpace(before, after, {
    intlSegmenter: words,
    maxEditLength: MAX_WORD_EDITS,
  });
  if (!changes) {
    return [
      { op: "removed", text: before },
      { op: "added", text: after },
    ];
  }
  return changes.map(({ value, added, removed }) => ({
    op: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}

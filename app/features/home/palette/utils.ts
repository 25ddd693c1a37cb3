/** How well folded lines (name, reading, address) answer folded words: the best line counts; 0 is no answer. */
export function rankOf(lines: readonly string[], words: readonly string[]): number {
  if (words.length === 0 || !words.every((word) => lines.some((line) => line.includes(word)))) return 0;
  const term = words.join(" ");
  return Math.max(...lines.map((line) => rankOfLine(line, term, words)));
}

const EXACT = 100;
const BEGINS = 80;
const WORD_BEGINS = 60;
const CONTAINS = 40;
/** Every word is somewhere, though not all in one line. */
const SPREAD = 20;

function rankOfLine(line: string, term: string, words: readonly string[]): number {
  if (line === term) return EXACT;
  if (line.startsWith(term)) return BEGINS;
  if (words.every((word) => ` ${line}`.match(boundaryBefore(word)))) return WORD_BEGINS;
  return words.every((word) => line.includes(word)) ? CONTAINS : SPREAD;
}

/** The word after a space or a mark: "ko" in "mori-ko" and "mori (ko)", but not in "yoko". */
function boundaryBefore(word: string): RegExp {
  return new RegExp(`[\\s\\p{P}\\p{S}]${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u");
}

export type Ranked<Group extends string> = { group: Group; rank: number };

/**
 * Groups in the order of their best answer, answers in a group by rank; what ranks alike keeps the order it came in.
 * No group takes more than `perGroup`.
 */
export function groupsOf<Group extends string, Hit extends Ranked<Group>>(
  hits: readonly Hit[],
  perGroup: number,
): { group: Group; hits: Hit[] }[] {
  const byGroup = new Map<Group, Hit[]>();
  for (const hit of hits.filter(({ rank }) => rank > 0).toSorted((a, b) => b.rank - a.rank)) {
    const group = byGroup.get(hit.group) ?? [];
    if (group.length < perGroup) group.push(hit);
    byGroup.set(hit.group, group);
  }
  return [...byGroup].map(([group, found]) => ({ group, hits: found }));
}

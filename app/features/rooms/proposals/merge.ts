/** A block of a document as it is stored. */
type Block = Readonly<Record<string, unknown>>;
type Doc = { type: "doc"; content: Block[] };

/** One block that both sides changed; null: taken out on that side. */
export type Clash = { blockId: string; mine: Block | null; theirs: Block | null };

export type Merge = {
  /** Everything that only one side changed, and mine where both did. */
  body: Doc;
  clashes: Clash[];
};

/**
 * Brings two texts together that grew from one, block by block: what only one side changed is taken from that side, in
 * my order; what both changed is a clash. A block's id says which is which. Nothing of either side is left out without
 * being named.
 */
export function merge(texts: { base: unknown; mine: unknown; theirs: unknown }): Merge {
  const base = byId(texts.base);
  const mine = byId(texts.mine);
  const theirs = byId(texts.theirs);
  const clashes: Clash[] = [];
  const content: Block[] = [];
  for (const [id, block] of mine) {
    const before = base.get(id);
    const other = theirs.get(id);
    const iChanged = !isSame(block, before);
    const theyChanged = !isSame(other, before);
    if (iChanged && theyChanged && !isSame(block, other))
      clashes.push({ blockId: id, mine: block, theirs: other ?? null });
    const keepsMine = iChanged || !theyChanged;
    if (keepsMine) content.push(block);
    else if (other) content.push(other);
  }
  for (const [id, block] of theirs) {
    if (mine.has(id)) continue;
    const before = base.get(id);
    if (before && isSame(block, before)) continue;
    if (before) clashes.push({ blockId: id, mine: null, theirs: block });
    else content.splice(placeAfter(id, theirs, content), 0, block);
  }
  return { body: { type: "doc", content }, clashes };
}

export type ClashChoice = "mine" | "theirs" | "both";

/** The merged text with what was chosen for each clash: mine unless told. Of both, theirs comes after mine. */
export function settle(
  { body, clashes }: Merge,
  theirs: unknown,
  choices: ReadonlyMap<string, ClashChoice>,
): Doc {
  const others = byId(theirs);
  let content = body.content;
  for (const { blockId, theirs: block, mine } of clashes) {
    const choice = choices.get(blockId) ?? "mine";
    if (choice === "mine" || (choice === "both" && !block)) continue;
    const at = content.findIndex((one) => idOf(one) === blockId);
    if (!block) content = content.filter((one) => idOf(one) !== blockId);
    else if (!mine || at < 0) content = content.toSpliced(placeAfter(blockId, others, content), 0, block);
    else if (choice === "theirs") content = content.with(at, block);
    else content = content.toSpliced(at + 1, 0, withoutId(block));
  }
  // A text holds at least one block.
  return { ...body, content: content.length > 0 ? content : [{ type: "paragraph" }] };
}

function withoutId(block: Block): Block {
  return { ...block, attrs: { ...(isRecord(block.attrs) ? block.attrs : {}), blockId: null } };
}

/** The words of a block, a line for each part of it. */
export function plainText(node: unknown): string {
  if (typeof node !== "object" || node === null) return "";
  if ("text" in node && typeof node.text === "string") return node.text;
  if (!("content" in node) || !Array.isArray(node.content)) return "";
  const isInline = node.content.some(
    (child) => typeof child === "object" && child !== null && "text" in child,
  );
  return node.content.map(plainText).join(isInline ? "" : "\n");
}

/** Right after the nearest block before it that is there, else at the beginning. */
function placeAfter(id: string, order: ReadonlyMap<string, Block>, content: readonly Block[]): number {
  const ids = [...order.keys()];
  for (let at = ids.indexOf(id) - 1; at >= 0; at--) {
    const place = content.findIndex((block) => idOf(block) === ids[at]);
    if (place >= 0) return place + 1;
  }
  return 0;
}

function byId(body: unknown): Map<string, Block> {
  const content = isRecord(body) && Array.isArray(body.content) ? body.content : [];
  return new Map(
    content.flatMap((block: unknown, at): [string, Block][] =>
      isRecord(block) ? [[idOf(block) ?? `at ${at}`, block]] : [],
    ),
  );
}

function idOf(block: Block): string | null {
  const { attrs } = block;
  return isRecord(attrs) && typeof attrs.blockId === "string" ? attrs.blockId : null;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** Without what is nothing, so that a default that is left out equals one that is written. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      isRecord(inner)
        ? Object.fromEntries(
            Object.entries(inner)
              .filter(([, one]) => one !== null && !(isRecord(one) && Object.keys(one).length === 0))
              .sort(([one], [other]) => (one < other ? -1 : 1)),
          )
        : inner,
    ) ?? ""
  );
}

function isRecord(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

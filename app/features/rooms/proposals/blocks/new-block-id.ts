const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const CHARS = 12;

/** Unique within a page: 60 random bits. */
export function newBlockId(): string {
  const random = crypto.getRandomValues(new Uint8Array(CHARS));
  return Array.from(random, (byte) => ALPHABET[byte % 32]).join("");
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The document with an id on every top-level block; what has a good one keeps it. Text that was stored before blocks had
 * ids, or that comes from a template, gets them here.
 */
export function withBlockIds<Body extends Json>(body: Body): Body {
  const { content } = body;
  if (!Array.isArray(content)) return body;
  const seen = new Set<unknown>();
  let isChanged = false;
  const blocks = content.map((block: unknown) => {
    if (!isObject(block)) return block;
    const attrs = isObject(block.attrs) ? block.attrs : {};
    const { blockId } = attrs;
    if (blockId && !seen.has(blockId)) {
      seen.add(blockId);
      return block;
    }
    isChanged = true;
    return { ...block, attrs: { ...attrs, blockId: newBlockId() } };
  });
  return isChanged ? { ...body, content: blocks } : body;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const CHARS = 12;

/** Unique within a page: 60 random bits. */
export function newBlockId(): string {
  const random = crypto.getRandomValues(new Uint8Array(CHARS));
  return Array.from(random, (byte) => ALPHABET[byte % 32]).join("");
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The document with an id on every top-level block; what has one keeps it. Text that was stored before blocks had ids,
 * or that comes from a template, gets them here, by place: two people who open it at once give the same ones.
 */
export function withBlockIds<Body extends Json>(body: Body): Body {
  const { content } = body;
  if (!Array.isArray(content)) return body;
  const seen = new Set<unknown>();
  let isChanged = false;
  const blocks = content.map((block: unknown, at) => {
    if (!isObject(block)) return block;
    const attrs = isObject(block.attrs) ? block.attrs : {};
    const { blockId } = attrs;
    if (blockId && !seen.has(blockId)) {
      seen.add(blockId);
      return block;
    }
    isChanged = true;
    const byPlace = `b${at.toString(36).padStart(7, "0")}`;
    const given = seen.has(byPlace) ? newBlockId() : byPlace;
    seen.add(given);
    return { ...block, attrs: { ...attrs, blockId: given } };
  });
  return isChanged ? { ...body, content: blocks } : body;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

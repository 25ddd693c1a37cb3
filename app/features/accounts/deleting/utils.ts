const IDS_AT_ONCE = 500;

/** Few enough for one statement. */
export function chunksOf<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < rows.length; at += IDS_AT_ONCE) chunks.push(rows.slice(at, at + IDS_AT_ONCE));
  return chunks;
}

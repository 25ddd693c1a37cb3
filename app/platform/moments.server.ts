/** A question asked while so many answers are kept is made for its own asker alone. */
const MOST_KEPT = 50;

/**
 * Answers that many ask for in the same moment are made once. The key must name everything the answer depends on, and
 * whoever asks must have been let in before: nothing is asked here.
 */
export function sharedMoments<T>(
  lengthMs: number,
  { most = MOST_KEPT }: { most?: number } = {},
): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= most) return make();
    const made = make();
    kept.set(key, made);
    const forget = () => {
      if (kept.get(key) === made) kept.delete(key);
    };
    setTimeout(forget, lengthMs).unref();
    // One that failed is tried again by the next who asks.
    made.catch(forget);
    return made;
  };
}

/**
 * Answers that many ask for in the same moment are made once. The key must name everything the answer depends on, and
 * whoever asks must have been let in before: nothing is asked here.
 */
export function sharedMoments<T>(lengthMs: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
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

type Waiter = { distance: () => number; go: () => void };

/**
 * One piece of heavy work at a time, the nearest to the reader first. Work that scrolled away before its turn came is
 * never started.
 */
export function createTurns() {
  const waiters = new Set<Waiter>();
  let busy = false;

  function next(): void {
    if (busy) return;
    const nearest = [...waiters].sort((a, b) => a.distance() - b.distance())[0];
    if (!nearest) return;
    waiters.delete(nearest);
    busy = true;
    nearest.go();
  }

  return {
    async run<T>(distance: () => number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
      await new Promise<void>((resolve, reject) => {
        const waiter: Waiter = { distance, go: resolve };
        const leave = () => {
          waiters.delete(waiter);
          reject(signal.reason);
        };
        if (signal.aborted) return leave();
        signal.addEventListener("abort", leave, { once: true });
        waiters.add(waiter);
        next();
      });
      try {
        signal.throwIfAborted();
        return await work();
      } finally {
        busy = false;
        next();
      }
    },
  };
}

export type Turns = ReturnType<typeof createTurns>;

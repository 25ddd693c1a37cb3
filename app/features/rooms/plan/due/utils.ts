import { type DueKind, dayPlus } from "../utils";

export type DueTask = {
  readonly id: string;
  readonly dueKind: DueKind;
  readonly dueDay: string | null;
  readonly dueOffset: number;
  readonly dueTaskId: string | null;
};

/** Days that due days may hang on. */
export type Anchors = { readonly roomDay: string; readonly closeDay: string | null };

/**
 * The due day of each task. A chain that leads nowhere (no close date yet, a task that is gone, a day outside the
 * calendar) gives null, and so does what hangs on it.
 */
export function dueDays(tasks: readonly DueTask[], anchors: Anchors): Map<string, string | null> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const known = new Map<string, string | null>();
  for (const start of tasks) {
    // Not recursive: a chain may be as long as the plan.
    const chain: DueTask[] = [];
    let task: DueTask | undefined = start;
    while (task && !known.has(task.id) && !chain.includes(task)) {
      chain.push(task);
      task = task.dueKind === "task" ? byId.get(task.dueTaskId ?? "") : undefined;
    }
    for (const one of chain.reverse()) known.set(one.id, dueDayOf(one, anchors, known));
  }
  return known;
}

function dueDayOf(task: DueTask, anchors: Anchors, known: ReadonlyMap<string, string | null>): string | null {
  const after = (day: string | null | undefined) => (day ? dayPlus(day, task.dueOffset) : null);
  switch (task.dueKind) {
    case "none":
      return null;
    case "day":
      return task.dueDay;
    case "room":
      return after(anchors.roomDay);
    case "close":
      return after(anchors.closeDay);
    case "task":
      return after(known.get(task.dueTaskId ?? ""));
  }
}

/** The ids of a circle through `from`, in order and starting there; null when there is none. */
export function findCircle(from: string, edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const cameBy = new Map<string, string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const next of edges.get(id) ?? []) {
      if (next === from) return wayTo(id, from, cameBy);
      if (cameBy.has(next)) continue;
      cameBy.set(next, id);
      waiting.push(next);
    }
  }
  return null;
}

function wayTo(last: string, from: string, cameBy: ReadonlyMap<string, string>): string[] {
  const way = [last];
  for (let id = last; id !== from; ) {
    id = cameBy.get(id) ?? from;
    way.unshift(id);
  }
  return way;
}

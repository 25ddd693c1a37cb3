import { useEffect, useState } from "react";
import { listenOn } from "~/platform/live-line";
import { CHAT_CHANGED } from "../topics";
import { CHAT_EVENT } from "../utils";

/** Unread messages of a room, counted on while the page is open. */
export function useUnread({ events, self, count }: { events: string; self: string; count: number }): number {
  const [arrived, setArrived] = useState(0);
  // Counted anew by the server: what arrived before is in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: starts again with each count
  useEffect(() => setArrived(0), [count]);
  useEffect(
    () =>
      listenOn(events, {
        event: CHAT_EVENT,
        listener: (data) => {
          if (isNewFromOthers(data, self)) setArrived((n) => n + 1);
        },
      }),
    [events, self],
  );
  return count + arrived;
}

function isNewFromOthers(data: string | null, self: string): boolean {
  if (!data) return false;
  try {
    const { type, isNew, by } = JSON.parse(data);
    return type === CHAT_CHANGED && isNew === true && by !== self;
  } catch {
    return false;
  }
}

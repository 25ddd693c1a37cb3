import { useCallback, useEffect, useRef, useState } from "react";

const QUIET_MS = 400;

/** Text for a polite live region. Said once after a pause, so that holding a key down doesn't chatter. */
export function useAnnouncement() {
  const [text, setText] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const announce = useCallback((next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setText(next), QUIET_MS);
  }, []);
  return { text, announce };
}

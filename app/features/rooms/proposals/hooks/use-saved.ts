import { useEffect, useRef } from "react";
import type { Autosave } from "../autosave";

/** Tells once for each text that the server has taken, not for the one that was there at first. */
export function useSaved(autosave: Autosave, tell: (() => void) | undefined): void {
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => {
    let before = autosave.state.kind;
    return autosave.subscribe(() => {
      const { kind } = autosave.state;
      if (kind === "saved" && before === "saving") latest.current?.();
      before = kind;
    });
  }, [autosave]);
}

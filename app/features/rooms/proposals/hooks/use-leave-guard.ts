import { useEffect } from "react";
import type { Autosave } from "../autosave";

/** Leaving sends what waits, and asks first when it can't be known to arrive. */
export function useLeaveGuard(autosave: Autosave): void {
  useEffect(() => {
    const flush = () => autosave.flush();
    const ask = (event: BeforeUnloadEvent) => {
      if (autosave.state.kind !== "saved") event.preventDefault();
    };
    window.addEventListener("pagehide", flush);
    window.addEventListener("online", flush);
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("online", flush);
      window.removeEventListener("beforeunload", ask);
      autosave.flush();
      autosave.stop();
    };
  }, [autosave]);
}

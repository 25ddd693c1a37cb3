import { useLocation } from "@remix-run/react";
import { useEffect } from "react";

const CONTROLS =
  "input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled)";

/** Brings the setting that the address names into view and puts the cursor into it. */
export function useFocusedSetting(): void {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing the same setting again leads there again
  useEffect(() => {
    const target = hash === "" ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return;
    const control = target.matches(CONTROLS) ? target : target.querySelector<HTMLElement>(CONTROLS);
    (control ?? target).focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }, [hash, key]);
}

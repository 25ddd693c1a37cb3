import { useOutletContext, useSearchParams } from "@remix-run/react";
import { useCallback } from "react";

/** Between a room's frame and the page in it: which page of a document is being looked at. */
export type SpotContext = { onUnit: (unit: number | null) => void };

/** The page of a document that the address asks for, and how to tell which one is looked at. */
export function useSpot(): { at: number | undefined; onUnit: (unit: number | null) => void } {
  const [search] = useSearchParams();
  const context = useOutletContext<SpotContext | null>();
  const at = Number(search.get("at"));
  const onUnit = useCallback((unit: number | null) => context?.onUnit(unit), [context]);
  return { at: Number.isInteger(at) && at > 0 ? at : undefined, onUnit };
}

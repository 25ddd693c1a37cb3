import { useEffect } from "react";
import { paths } from "~/platform/paths";
import type { ThingKind } from "../../things/utils";

/** Tells the server what is shown, after it is shown: neither the loader waits for it, nor does a prefetch count. */
export function useRememberOpened(thing: { kind: ThingKind; id: string } | null): void {
  const { kind, id } = thing ?? {};
  useEffect(() => {
    if (kind && id) navigator.sendBeacon?.(paths.recents(), new URLSearchParams({ kind, id }));
  }, [kind, id]);
}

import { useEffect, useRef, useState } from "react";
import { observeSections } from "../beacon/observe-sections";
import { eraseQueued } from "../beacon/slots";
import { type Beacon, startBeacon } from "../beacon/start";
import type { Target } from "../beacon/wire";

export type BeaconInput = {
  /** View token of the page; a newer one for the same page is ignored, so that reloading data makes no new view. */
  token: string;
  pageId: string;
  /** A proposal's sections are watched from here; a document's viewer says itself which unit it shows. */
  kind: "document" | "proposal";
  /** Version on screen: another one is another view. */
  versionId?: string;
};

export type BeaconHandle = Omit<Beacon, "leave">;

/**
 * One view per page shown. Null means that nothing may be measured: going from an input to null deletes what is queued,
 * as withdrawing consent does. The handle never changes, and may be used before the beacon has started.
 */
export function useBeacon(input: BeaconInput | null): BeaconHandle {
  const [relay] = useState(createRelay);
  const latest = useRef(input);
  latest.current = input;
  const viewKey = input && [input.kind, input.pageId, input.versionId ?? ""].join(" ");

  useEffect(() => {
    if (viewKey === null) return;
    let endSections = () => {};
    // In the next task, so that the rehearsal mount of StrictMode starts nothing.
    const timer = setTimeout(() => {
      if (!latest.current) return;
      const { token, kind, pageId } = latest.current;
      relay.connect(startBeacon({ token, target: { kind: "page", targetId: pageId } }));
      if (kind === "proposal") endSections = showSections(relay, pageId);
    });
    return () => {
      clearTimeout(timer);
      endSections();
      void (latest.current === null ? relay.stop() : relay.leave());
    };
  }, [viewKey, relay]);

  return relay;
}

function showSections(relay: BeaconHandle, pageId: string): () => void {
  return observeSections({
    root: document.querySelector("[data-section]")?.parentElement ?? document.body,
    onSection: (unit) => relay.show(unit === null ? null : { kind: "unit", targetId: pageId, unit }),
    onScroll: relay.scroll,
  });
}

type Relay = Beacon & { connect(beacon: Beacon): void };

/** Keeps what children say before the beacon runs: their effects come before their parent's. */
function createRelay(): Relay {
  let beacon: Beacon | null = null;
  let target: Target | null = null;
  let fraction = 0;
  let isPlaying = false;

  const disconnect = () => {
    const ended = beacon;
    beacon = null;
    target = null;
    fraction = 0;
    isPlaying = false;
    return ended;
  };

  return {
    connect(started) {
      beacon = started;
      beacon.show(target);
      beacon.scroll(fraction);
      beacon.playing(isPlaying);
    },
    show(shown) {
      target = shown;
      beacon?.show(shown);
    },
    scroll(seen) {
      fraction = seen;
      beacon?.scroll(seen);
    },
    playing(playing) {
      isPlaying = playing;
      beacon?.playing(playing);
    },
    leave: async () => disconnect()?.leave(),
    async stop() {
      eraseQueued();
      await disconnect()?.stop();
    },
  };
}

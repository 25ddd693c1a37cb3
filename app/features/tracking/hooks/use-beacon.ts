import { useEffect, useRef, useState } from "react";
import type { VideoState } from "../beacon/attention";
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
  /** Asked when the reader is back after a visit's gap: `token` must then become a new one. */
  renew: () => void;
};

export type BeaconHandle = Omit<Beacon, "leave">;

/**
 * One view per page shown. Null means that nothing may be measured: going from an input to null deletes what is queued,
 * as withdrawing consent does. A reader who comes back after a visit's gap gets a view of the new visit. The handle never changes, and may be used before the beacon has started.
 */
export function useBeacon(input: BeaconInput | null): BeaconHandle {
  const [relay] = useState(createRelay);
  const latest = useRef(input);
  latest.current = input;
  const [endedToken, setEndedToken] = useState("");
  const viewKey = input && input.token !== endedToken ? `${shownIn(input)} ${endedToken}` : null;

  useEffect(() => {
    if (viewKey === null) return;
    let endSections = () => {};
    let shown = "";
    // In the next task, so that the rehearsal mount of StrictMode starts nothing.
    const timer = setTimeout(() => {
      if (!latest.current) return;
      const { token, kind, pageId } = latest.current;
      shown = shownIn(latest.current);
      const onReturn = () => {
        // Reloaded data may have brought a token since; it is as old as the visit that ended.
        setEndedToken(latest.current?.token ?? token);
        latest.current?.renew();
      };
      relay.connect(startBeacon({ token, target: { kind: "page", targetId: pageId }, onReturn }));
      if (kind === "proposal") endSections = showSections(relay, pageId);
    });
    return () => {
      clearTimeout(timer);
      endSections();
      const next = latest.current;
      if (next === null) void relay.stop();
      else void (shownIn(next) === shown ? relay.rest() : relay.leave());
    };
  }, [viewKey, relay]);

  return relay;
}

function shownIn({ kind, pageId, versionId = "" }: BeaconInput): string {
  return `${kind} ${pageId} ${versionId}`;
}

function showSections(relay: BeaconHandle, pageId: string): () => void {
  return observeSections({
    root: document.querySelector("[data-section]")?.parentElement ?? document.body,
    onSection: (unit) => relay.show(unit === null ? null : { kind: "unit", targetId: pageId, unit }),
    onScroll: relay.scroll,
  });
}

type Relay = Beacon & {
  connect(beacon: Beacon): void;
  /** Ends the view; what its children said still holds for the next one. */
  rest(): Promise<void>;
};

/** Keeps what children say before the beacon runs: their effects come before their parent's. */
function createRelay(): Relay {
  let beacon: Beacon | null = null;
  let target: Target | null = null;
  let fraction = 0;
  const films = new Map<string, [Target, VideoState]>();

  const release = () => {
    const ended = beacon;
    beacon = null;
    return ended;
  };
  const disconnect = () => {
    target = null;
    fraction = 0;
    films.clear();
    return release();
  };

  return {
    connect(started) {
      beacon = started;
      beacon.show(target);
      beacon.scroll(fraction);
      for (const [film, state] of films.values()) beacon.video(film, state);
    },
    show(shown) {
      target = shown;
      beacon?.show(shown);
    },
    scroll(seen) {
      fraction = seen;
      beacon?.scroll(seen);
    },
    video(film, state) {
      films.set(film.targetId, [film, state]);
      beacon?.video(film, state);
    },
    leave: async () => disconnect()?.leave(),
    rest: async () => release()?.leave(),
    async stop() {
      eraseQueued();
      await disconnect()?.stop();
    },
  };
}

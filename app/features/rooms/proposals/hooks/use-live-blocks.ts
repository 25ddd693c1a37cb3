import { type RefObject, useEffect, useRef } from "react";
import type { RenderedSection } from "../blocks/context";
import type { OnVideo } from "../video/watch";

type Options = { sections: readonly RenderedSection[]; onVideo?: OnVideo };

const LIVE = /data-(pricing|video)=/;

/** Prices that answer at once, and films: their code comes only to a page that has such a block. */
export function useLiveBlocks(root: RefObject<HTMLElement | null>, { sections, onVideo }: Options): void {
  const tell = useRef(onVideo);
  tell.current = onVideo;
  const isNeeded = sections.some(({ parts }) =>
    parts.some((part) => part.kind === "html" && LIVE.test(part.html)),
  );
  // Drawn anew, the tables are other elements.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const element = root.current;
    if (!isNeeded || !element) return;
    let end = () => {};
    let isGone = false;
    void Promise.all([import("../pricing/live"), import("../video/watch")]).then(([pricing, video]) => {
      if (isGone) return;
      const ends = [
        pricing.enlivenPrices(element),
        video.watchVideos(element, (film) => tell.current?.(film.target, film.state)),
      ];
      end = () => {
        for (const one of ends) one();
      };
    });
    return () => {
      isGone = true;
      end();
    };
  }, [root, isNeeded, sections]);
}

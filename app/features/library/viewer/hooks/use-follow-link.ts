import { useCallback } from "react";
import type { OpenPdf, PageLink } from "../schema";

/** Goes where a link inside the document points; a link that leads nowhere does nothing. */
export function useFollowLink(input: {
  pdf: OpenPdf | null;
  current: number;
  pageCount: number;
  goTo: (page: number, y?: number) => void;
}) {
  const { pdf, current, pageCount, goTo } = input;
  return useCallback(
    (target: PageLink["target"]) => {
      if (target.kind === "external") return;
      if (target.kind === "internal") {
        void pdf?.locate(target.destination).then(
          (place) => place && goTo(place.page, place.y),
          () => undefined,
        );
        return;
      }
      goTo({ next: current + 1, previous: current - 1, first: 1, last: pageCount }[target.step]);
    },
    [pdf, current, pageCount, goTo],
  );
}

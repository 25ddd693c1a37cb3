import { listen } from "./signals";

type Box = { top: number; bottom: number };
type SectionsOptions = {
  /** Holds the `[data-section]` elements; its height is the whole of the scroll fraction. */
  root: Element;
  /** Called with 1..n when another section is mostly in view, with null when none is. */
  onSection: (unit: number | null) => void;
  /** 0 to 1: how far down `root` has come into view. */
  onScroll: (fraction: number) => void;
};

/** Watches a proposal's sections, numbered in document order. Returns the function that ends it. */
export function observeSections({ root, onSection, onScroll }: SectionsOptions): () => void {
  let shown: number | null = null;
  let frame = 0;

  const measure = () => {
    frame = 0;
    const whole = root.getBoundingClientRect();
    const tops = [...root.querySelectorAll("[data-section]")].map((at) => at.getBoundingClientRect().top);
    const unit = mostlyInView(sectionBoxes(tops, whole.bottom), window.innerHeight);
    if (unit !== shown) onSection(unit);
    shown = unit;
    onScroll(fractionSeen(whole, window.innerHeight));
  };
  const measureSoon = () => {
    frame ||= requestAnimationFrame(measure);
  };

  // Pictures that load late move every section below them.
  const observer = new ResizeObserver(measureSoon);
  observer.observe(root);
  const unlisten = [listen(window, "scroll", measureSoon), listen(window, "resize", measureSoon)];
  measureSoon();

  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    for (const end of unlisten) end();
  };
}

/** A section reaches to the next one, so a heading can mark it as well as an element around it. */
export function sectionBoxes(tops: number[], end: number): Box[] {
  return tops.map((top, index) => ({ top, bottom: tops[index + 1] ?? end }));
}

/**
 * The unit, from 1, that takes up most of the view, the upper one of equals. It must be half in view itself or fill
 * half of the view; otherwise nothing is mostly shown.
 */
export function mostlyInView(boxes: Box[], viewHeight: number): number | null {
  let best: { unit: number; seen: number } | null = null;
  for (const [index, { top, bottom }] of boxes.entries()) {
    const seen = Math.min(bottom, viewHeight) - Math.max(top, 0);
    const isMostly = seen * 2 >= bottom - top || seen * 2 >= viewHeight;
    if (isMostly && seen > (best?.seen ?? 0)) best = { unit: index + 1, seen };
  }
  return best?.unit ?? null;
}

/** Half a pixel short of the end is the end: heights are fractions on zoomed screens. */
export function fractionSeen({ top, bottom }: Box, viewHeight: number): number {
  const height = bottom - top;
  if (height <= 0) return 0;
  const seen = Math.max(0, Math.min(viewHeight - top, height));
  return height - seen <= 0.5 ? 1 : seen / height;
}

import { type RefObject, useEffect, useRef } from "react";

export type ViewerCommands = {
  goTo: (page: number) => void;
  scrollBy: (input: { lines?: number; screens?: number }) => void;
  zoom: (direction: "in" | "out") => void;
  resetZoom: () => void;
  openFind: () => void;
  /** True when there was something to close. */
  dismiss: () => boolean;
};

/** Keys of a reader. They work inside the viewer and when nothing has the focus, never while someone types. */
export function useViewerKeys(input: {
  root: RefObject<HTMLElement | null>;
  current: number;
  pageCount: number;
  commands: ViewerCommands;
}) {
  const latest = useRef(input);
  latest.current = input;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { root, current, pageCount, commands } = latest.current;
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      if (!isOurs(root.current, event.target)) return;
      const run = commandOf(event, { current, pageCount, commands });
      if (run?.() === true) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

type Run = () => boolean;

function commandOf(
  event: KeyboardEvent,
  { current, pageCount, commands }: { current: number; pageCount: number; commands: ViewerCommands },
): Run | undefined {
  const done =
    (act: () => void): Run =>
    () => {
      act();
      return true;
    };
  if (event.key === "Escape") return () => commands.dismiss();
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === "f" && !event.shiftKey) return done(commands.openFind);
  if (isCommand || isTyping(event.target)) return undefined;
  switch (event.key) {
    case "PageDown":
      return done(() => commands.scrollBy({ screens: 0.9 }));
    case "PageUp":
      return done(() => commands.scrollBy({ screens: -0.9 }));
    case "ArrowDown":
      return done(() => commands.scrollBy({ lines: 1 }));
    case "ArrowUp":
      return done(() => commands.scrollBy({ lines: -1 }));
    case "ArrowRight":
      return done(() => commands.goTo(current + 1));
    case "ArrowLeft":
      return done(() => commands.goTo(current - 1));
    case "Home":
      return done(() => commands.goTo(1));
    case "End":
      return done(() => commands.goTo(pageCount));
    case "+":
    case "=":
      return done(() => commands.zoom("in"));
    case "-":
      return done(() => commands.zoom("out"));
    case "0":
      return done(commands.resetZoom);
    case "/":
      return done(commands.openFind);
    default:
      return undefined;
  }
}

function isOurs(root: HTMLElement | null, target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Node && root?.contains(target) === true);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

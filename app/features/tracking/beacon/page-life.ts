import { isPrerendering, listen } from "./signals";

const BEAT_MS = 1_000;

type PageLife = {
  /** Visibility and focus as they are now: on each change and each second. */
  onLook: (state: { visible: boolean; focused: boolean }) => void;
  /** May be the last moment of the page; comes after the look that saw it. */
  onHidden: () => void;
  /** The page is unloaded, or kept aside for the back button. */
  onGone: () => void;
  /** The back button brought it back as it was. */
  onBack: () => void;
  onOnline: () => void;
};

/** Follows a page from prerendering to its end and back. Returns the function that ends it. */
export function watchPage({ onLook, onHidden, onGone, onBack, onOnline }: PageLife): () => void {
  let isGone = false;

  const look = () => {
    const visible = !isGone && !isPrerendering() && document.visibilityState === "visible";
    onLook({ visible, focused: document.hasFocus() });
    return visible;
  };
  const unlisten = [
    listen(document, "visibilitychange", () => {
      if (!look()) onHidden();
    }),
    listen(document, "prerenderingchange", look),
    listen(window, "focus", look),
    listen(window, "blur", look),
    listen(window, "pagehide", () => {
      isGone = true;
      look();
      onHidden();
      onGone();
    }),
    listen(window, "pageshow", () => {
      if (isGone) onBack();
      isGone = false;
      look();
    }),
    listen(window, "online", onOnline),
  ];
  // Browsers differ in which event tells of a lost focus, so nothing relies on events alone.
  const timer = setInterval(look, BEAT_MS);
  look();

  return () => {
    clearInterval(timer);
    for (const end of unlisten) end();
  };
}

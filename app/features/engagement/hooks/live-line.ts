import { paths } from "~/platform/paths";

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

type Listener = () => void;
type Line = { listeners: Set<Listener>; close(): void };

const lines = new Map<string, Line>();

/**
 * Calls `listener` for each change under a topic. A browser has few connections to one host: everybody on a page shares
 * one line per topic, and a hidden page has none. Returns how to stop.
 */
export function listenTo(topic: string, listener: Listener): () => void {
  const line = lines.get(topic) ?? openLine(topic);
  lines.set(topic, line);
  line.listeners.add(listener);
  return () => {
    line.listeners.delete(listener);
    if (line.listeners.size > 0 || lines.get(topic) !== line) return;
    line.close();
    lines.delete(topic);
  };
}

function openLine(topic: string): Line {
  const listeners = new Set<Listener>();
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let hasMissed = false;

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const hangUp = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const dial = () => {
    hangUp();
    if (document.visibilityState === "hidden") {
      hasMissed = true;
      return;
    }
    const opened = new EventSource(paths.liveEvents(topic));
    source = opened;
    opened.addEventListener("hello", () => {
      retryMs = FIRST_RETRY_MS;
      // What happened while nobody listened is fetched now.
      if (hasMissed) tell();
      hasMissed = false;
    });
    opened.addEventListener("change", tell);
    opened.addEventListener("error", () => {
      hasMissed = true;
      // A broken line is mended by the browser; one that the server refused is not.
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
      timer = setTimeout(dial, retryMs * (0.75 + Math.random() / 2));
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    });
  };

  dial();
  document.addEventListener("visibilitychange", dial);
  return {
    listeners,
    close() {
      document.removeEventListener("visibilitychange", dial);
      hangUp();
    },
  };
}

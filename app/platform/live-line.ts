const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** `data` is null when something may have been missed: the line was down, or the page was hidden. */
type Listener = (data: string | null) => void;
type Line = {
  listeners: Map<string, Set<Listener>>;
  refused: Set<() => void>;
  watch(event: string): void;
  close(): void;
};
export type Listening = { event: string; listener: Listener; onRefused?: () => void };

const lines = new Map<string, Line>();

/**
 * Calls `listener` for each event of a name on a stream of server-sent events. A browser has few connections to one host:
 * everybody on a page shares one line per address, and a hidden page has none. Returns how to stop.
 */
export function listenOn(url: string, { event, listener, onRefused }: Listening): () => void {
  const line = lines.get(url) ?? openLine(url);
  lines.set(url, line);
  const listeners = line.listeners.get(event) ?? new Set<Listener>();
  line.listeners.set(event, listeners);
  line.watch(event);
  listeners.add(listener);
  if (onRefused) line.refused.add(onRefused);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) line.listeners.delete(event);
    if (onRefused) line.refused.delete(onRefused);
    if (line.listeners.size > 0 || lines.get(url) !== line) return;
    line.close();
    lines.delete(url);
  };
}

function openLine(url: string): Line {
  const listeners: Line["listeners"] = new Map();
  const refused: Line["refused"] = new Set();
  const watched = new Set<string>();
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let hasMissed = false;

  const tell = (event: string, data: string | null) => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener(data);
  };
  const attach = (opened: EventSource, event: string) =>
    opened.addEventListener(event, (message) => tell(event, message.data ?? ""));
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
    const opened = new EventSource(url);
    source = opened;
    opened.addEventListener("hello", () => {
      retryMs = FIRST_RETRY_MS;
      // What happened while nobody listened is fetched now.
      if (hasMissed) for (const event of [...listeners.keys()]) tell(event, null);
      hasMissed = false;
    });
    for (const event of watched) attach(opened, event);
    opened.addEventListener("error", () => {
      hasMissed = true;
      // A broken line is mended by the browser; one that the server refused is not.
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
      for (const told of [...refused]) told();
      timer = setTimeout(dial, retryMs * (0.75 + Math.random() / 2));
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    });
  };

  dial();
  document.addEventListener("visibilitychange", dial);
  return {
    listeners,
    refused,
    watch(event) {
      if (watched.has(event)) return;
      watched.add(event);
      if (source) attach(source, event);
    },
    close() {
      document.removeEventListener("visibilitychange", dial);
      hangUp();
    },
  };
}

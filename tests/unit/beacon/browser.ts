import { Blob } from "node:buffer";
import { vi } from "vitest";
import type { BeaconBody, Span } from "~/features/tracking/beacon/wire";
import { beaconSchema } from "~/features/tracking/schema";

/** The page's surroundings, faked: clock, network, visibility and focus. Call `close` after each test. */
export function openBrowserPage() {
  vi.useFakeTimers();
  localStorage.clear();
  const page = { visible: true, focused: true, status: 204 };
  const sent: BeaconBody[] = [];
  const beaconed: Promise<BeaconBody>[] = [];
  const readBody = (text: string) => beaconSchema.parse(JSON.parse(text));

  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    sent.push(readBody(String(init.body)));
    return new Response(null, { status: page.status });
  });
  // jsdom's own can't be read while its timers stand still.
  vi.stubGlobal("Blob", Blob);
  Object.defineProperty(navigator, "sendBeacon", {
    configurable: true,
    value: (_path: string, blob: Blob) => beaconed.push(blob.text().then(readBody)) > 0,
  });
  vi.spyOn(document, "hasFocus").mockImplementation(() => page.focused);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() =>
    page.visible ? "visible" : "hidden",
  );

  // Events that a script dispatches are never trusted: what listens is called as a person's input would.
  const listeners = new Set<EventListener>();
  const listen = window.addEventListener.bind(window);
  vi.spyOn(window, "addEventListener").mockImplementation((type: string, listener: unknown, options) => {
    if (type === "pointerdown") listeners.add(listener as EventListener);
    listen(type, listener as EventListener, options);
  });

  return {
    page,
    sent,
    /** A touch or click by a person. */
    touch() {
      const event = { isTrusted: true, timeStamp: performance.now() } as Event;
      for (const listener of listeners) listener(event);
    },
    beaconed: () => Promise.all(beaconed),
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
    setVisible(visible: boolean) {
      page.visible = visible;
      document.dispatchEvent(new Event("visibilitychange"));
    },
    setFocused(focused: boolean) {
      page.focused = focused;
      window.dispatchEvent(new Event(focused ? "focus" : "blur"));
    },
    dispatch: (type: string) => window.dispatchEvent(new Event(type)),
    queued: () => Object.keys(localStorage),
    close() {
      vi.useRealTimers();
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
    },
  };
}

/** Last total per span, as the server would keep it. */
export function totalsOf(bodies: BeaconBody[]): Record<string, number> {
  const spans = new Map<string, Span>();
  for (const { t, s } of bodies) {
    for (const span of s) {
      const key = `${t} ${span.i}`;
      if (span.q > (spans.get(key)?.q ?? 0)) spans.set(key, span);
    }
  }
  const totals: Record<string, number> = {};
  for (const [key, { k, u, a }] of spans) {
    const name = `${key.split(" ")[0]} ${u === undefined ? k : `${k} ${u}`}`;
    totals[name] = (totals[name] ?? 0) + a;
  }
  return totals;
}

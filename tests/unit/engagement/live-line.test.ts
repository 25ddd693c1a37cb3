// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenTo } from "~/features/engagement/hooks/live-line";

class FakeSource extends EventTarget {
  static CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    FakeSource.all.push(this);
  }
  close() {
    this.readyState = FakeSource.CLOSED;
  }
  say(type: string) {
    this.dispatchEvent(new Event(type));
  }
}

const living = () => FakeSource.all.filter(({ readyState }) => readyState !== FakeSource.CLOSED);
const newest = () => {
  const source = FakeSource.all.at(-1);
  if (!source) throw new Error("nobody listens");
  return source;
};
let stops: (() => void)[] = [];
const listen = (listener: () => void, topic = "room:1") => {
  const stop = listenTo(topic, listener);
  stops.push(stop);
  return stop;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  FakeSource.all = [];
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  see("visible");
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function see(state: "visible" | "hidden") {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
}

test("everybody on a page shares one line per topic, closed after the last", () => {
  const [a, b] = [vi.fn(), vi.fn()];
  const stopA = listen(a);
  const stopB = listen(b);
  expect(FakeSource.all.map(({ url }) => url)).toEqual(["/events?topic=room%3A1"]);
  newest().say("change");
  expect([a, b].map((listener) => listener.mock.calls.length)).toEqual([1, 1]);
  stopA();
  expect(living()).toHaveLength(1);
  stopB();
  expect(living()).toHaveLength(0);
});

test("a refused line is tried again, later each time", () => {
  listen(vi.fn());
  const waits = [2_000, 3_000, 6_000];
  for (const [at, wait] of waits.entries()) {
    newest().close();
    newest().say("error");
    expect(living()).toHaveLength(0);
    vi.advanceTimersByTime(wait);
    expect(FakeSource.all).toHaveLength(at + 2);
  }
  for (let n = 0; n < 10; n++) {
    newest().close();
    newest().say("error");
    vi.advanceTimersByTime(80_000);
  }
  expect(FakeSource.all).toHaveLength(14);
});

test("a broken line is left to the browser, and what was missed is fetched when it is back", () => {
  const listener = vi.fn();
  listen(listener);
  newest().say("hello");
  expect(listener).not.toHaveBeenCalled();
  newest().say("error");
  vi.advanceTimersByTime(120_000);
  expect(FakeSource.all).toHaveLength(1);
  newest().say("hello");
  expect(listener).toHaveBeenCalledTimes(1);
});

test("a hidden page has no line; seen again it fetches what it missed", () => {
  const listener = vi.fn();
  listen(listener);
  see("hidden");
  expect(living()).toHaveLength(0);
  see("visible");
  newest().say("hello");
  expect(living()).toHaveLength(1);
  expect(listener).toHaveBeenCalledTimes(1);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sharedMoments } from "~/platform/moments.server";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("what many ask in one moment is made once, and anew after it", async () => {
  const share = sharedMoments<number>(1_000);
  let made = 0;
  const make = async () => ++made;
  expect(await Promise.all([share("a", make), share("a", make), share("a", make)])).toEqual([1, 1, 1]);
  vi.advanceTimersByTime(999);
  expect(await share("a", make)).toBe(1);
  vi.advanceTimersByTime(1);
  expect(await share("a", make)).toBe(2);
});

test("another question has an answer of its own", async () => {
  const share = sharedMoments<string>(1_000);
  const asked = ["a", "b", "a"].map((key) => share(key, async () => key));
  expect(await Promise.all(asked)).toEqual(["a", "b", "a"]);
});

test("no more than so many are kept: one asked beyond them is made each time, and the kept ones stay", async () => {
  const share = sharedMoments<number>(1_000, { most: 2 });
  let made = 0;
  const make = async () => ++made;
  const ask = (keys: string[]) => Promise.all(keys.map((key) => share(key, make)));
  expect(await ask(["a", "b", "c", "c", "a"])).toEqual([1, 2, 3, 4, 1]);
  vi.advanceTimersByTime(1_000);
  expect(await ask(["c", "c"])).toEqual([5, 5]);
});

test("a failure is everybody's who waited for it, and nobody's after", async () => {
  const share = sharedMoments<string>(1_000);
  const fail = async () => {
    throw new Error("down");
  };
  const waiting = [share("a", fail), share("a", fail)];
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await share("a", async () => "up")).toBe("up");
});

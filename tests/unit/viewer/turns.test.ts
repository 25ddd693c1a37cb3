import { expect, test } from "vitest";
import { createTurns } from "~/features/library/viewer/pdf/turns";

const never = new AbortController().signal;

function work(log: string[], name: string) {
  return async () => {
    log.push(`${name} starts`);
    await Promise.resolve();
    log.push(`${name} ends`);
  };
}

test("one piece of work at a time, the nearest to the reader first", async () => {
  const turns = createTurns();
  const log: string[] = [];
  await Promise.all([
    turns.run(() => 5, never, work(log, "running")),
    turns.run(() => 3, never, work(log, "far")),
    turns.run(() => 1, never, work(log, "near")),
  ]);
  expect(log).toEqual([
    "running starts",
    "running ends",
    "near starts",
    "near ends",
    "far starts",
    "far ends",
  ]);
});

test("the distance is asked when the turn comes, not when the work was asked for", async () => {
  const turns = createTurns();
  const log: string[] = [];
  let current = 1;
  const first = turns.run(
    () => 0,
    never,
    async () => {
      current = 9;
    },
  );
  const second = turns.run(() => Math.abs(2 - current), never, work(log, "two"));
  const third = turns.run(() => Math.abs(8 - current), never, work(log, "eight"));
  await Promise.all([first, second, third]);
  expect(log[0]).toBe("eight starts");
});

test("work that scrolled away before its turn never starts", async () => {
  const turns = createTurns();
  const log: string[] = [];
  const stop = new AbortController();
  const first = turns.run(() => 0, never, work(log, "first"));
  const left = turns.run(() => 1, stop.signal, work(log, "left"));
  stop.abort();
  await expect(left).rejects.toThrow();
  await first;
  expect(log).toEqual(["first starts", "first ends"]);
});

test("work that fails gives the turn on", async () => {
  const turns = createTurns();
  const log: string[] = [];
  const failing = turns.run(
    () => 0,
    never,
    () => Promise.reject(new Error("unreadable page")),
  );
  const next = turns.run(() => 1, never, work(log, "next"));
  await expect(failing).rejects.toThrow("unreadable page");
  await next;
  expect(log).toEqual(["next starts", "next ends"]);
});

import { describe, expect, test, vi } from "vitest";
import { GroupCommit, type GroupCommitOptions } from "~/features/tracking/group-commit";

const POISON = -1;

function queueOf(over: Partial<GroupCommitOptions<number, string>> = {}) {
  const batches: number[][] = [];
  const queue = new GroupCommit<number, string>({
    windowMs: 1,
    maxBatch: 8,
    enough: 6,
    maxWaiting: 20,
    isHopeless: () => false,
    durable: async () => {},
    async commit(items) {
      batches.push([...items]);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (items.includes(POISON)) throw new Error("poison");
      return items.map((item) => `kept ${item}`);
    },
    ...over,
  });
  return { queue, batches };
}

describe("a group commit", () => {
  test("takes what arrives together in one commit and answers each with its own result", async () => {
    const { queue, batches } = queueOf();
    expect(await Promise.all([1, 2, 3].map((item) => queue.push(item)))).toEqual([
      "kept 1",
      "kept 2",
      "kept 3",
    ]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  test("answers nobody before the commit", async () => {
    let finish = () => {};
    const { queue } = queueOf({
      commit: (items) => new Promise((resolve) => (finish = () => resolve(items.map(String)))),
    });
    const answered = vi.fn();
    const pushed = queue.push(1).then(answered);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(answered).not.toHaveBeenCalled();
    finish();
    await pushed;
    expect(answered).toHaveBeenCalledWith("1");
  });

  test("answers nobody before the commit is durable, and takes the next batch meanwhile", async () => {
    const syncs: (() => void)[] = [];
    const { queue, batches } = queueOf({ durable: () => new Promise((resolve) => syncs.push(resolve)) });
    const answered: string[] = [];
    const first = queue.push(1).then((result) => answered.push(result));
    await vi.waitFor(() => expect(syncs).toHaveLength(1));
    const second = queue.push(2).then((result) => answered.push(result));
    await vi.waitFor(() => expect(syncs).toHaveLength(2));
    expect(batches).toEqual([[1], [2]]);
    expect(answered).toEqual([]);
    syncs[0]?.();
    await first;
    expect(answered).toEqual(["kept 1"]);
    syncs[1]?.();
    await second;
  });

  test("tells everybody in it when the disk refuses a commit, and commits nothing of it again", async () => {
    const { queue, batches } = queueOf({ durable: () => Promise.reject(new Error("EIO")) });
    const pushed = [1, 2].map((item) => queue.push(item));
    await expect(pushed[0]).rejects.toThrow("EIO");
    await expect(pushed[1]).rejects.toThrow("EIO");
    expect(batches).toEqual([[1, 2]]);
  });

  test("is drained only when the last answer is given", async () => {
    let sync = () => {};
    const { queue } = queueOf({ durable: () => new Promise((resolve) => (sync = resolve)) });
    const answered = vi.fn();
    void queue.push(1).then(answered);
    const drained = queue.drain().then(() => expect(answered).toHaveBeenCalledWith("kept 1"));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(answered).not.toHaveBeenCalled();
    sync();
    await drained;
  });

  test("commits at once when a batch is full, and keeps the rest for the next", async () => {
    const { queue, batches } = queueOf({ windowMs: 10_000 });
    const pushed = Array.from({ length: 8 }, (_, at) => queue.push(at));
    await Promise.all(pushed);
    expect(batches).toEqual([[0, 1, 2, 3, 4, 5, 6, 7]]);
  });

  test("doesn't wait out its window once it has enough and nothing more arrives", async () => {
    const { queue, batches } = queueOf({ windowMs: 10_000 });
    await Promise.all(Array.from({ length: 6 }, (_, at) => queue.push(at)));
    expect(batches).toEqual([[0, 1, 2, 3, 4, 5]]);
  });

  test("a poisoned item fails alone", async () => {
    const { queue } = queueOf();
    const results = await Promise.allSettled([1, 2, POISON, 4, 5].map((item) => queue.push(item)));
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
  });

  test("doesn't try one by one what can't work now", async () => {
    const { queue, batches } = queueOf({ isHopeless: () => true });
    const results = await Promise.allSettled([1, POISON, 3].map((item) => queue.push(item)));
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect(batches).toHaveLength(1);
  });

  test("tells when it is full", () => {
    const { queue } = queueOf({ maxWaiting: 2, windowMs: 10_000 });
    queue.push(1).catch(() => {});
    expect(queue.isFull).toBe(false);
    queue.push(2).catch(() => {});
    expect(queue.isFull).toBe(true);
  });

  test("drains to the last item", async () => {
    const { queue, batches } = queueOf({ windowMs: 10_000, maxBatch: 2 });
    const pushed = [1, 2, 3, 4, 5].map((item) => queue.push(item));
    await queue.drain();
    expect(await Promise.all(pushed)).toHaveLength(5);
    expect(batches.flat()).toEqual([1, 2, 3, 4, 5]);
  });
});

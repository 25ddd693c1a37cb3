import { newTurns, SharedTurns } from "@db/dialect/shared-turns";
import { WriterLane } from "@db/dialect/writer-lane";
import { describe, expect, test } from "vitest";

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("turns that threads share", () => {
  test("let one writer in at a time, in the order they came", async () => {
    const turns = newTurns();
    const [here, there] = [new SharedTurns(turns), new SharedTurns(turns)];
    const order: string[] = [];
    const write = async (turn: Promise<() => void>, name: string) => {
      const leave = await turn;
      order.push(`${name} in`);
      await aMoment();
      order.push(`${name} out`);
      leave();
    };
    await Promise.all([write(here.enter(), "a"), write(there.enter(), "b"), write(here.enter(), "c")]);
    expect(order).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
  });

  test("keep a lane of one thread out while another's writes, and let it in after", async () => {
    const turns = newTurns();
    const lane = new WriterLane(turns);
    const leave = await new SharedTurns(turns).enter();
    let isIn = false;
    const writing = lane.run(() => {
      isIn = true;
    });
    await aMoment();
    expect(isIn).toBe(false);
    leave();
    await writing;
    expect(isIn).toBe(true);
  });

  test("go on after work that failed", async () => {
    const lane = new WriterLane(newTurns());
    await expect(lane.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await lane.run(() => "next")).toBe("next");
  });

  test("go on past the largest number a turn can have", async () => {
    const turns = newTurns();
    new Int32Array(turns).fill(2_147_483_647);
    const lane = new SharedTurns(turns);
    const first = await lane.enter();
    const second = lane.enter();
    first();
    (await second)();
    expect([...new Int32Array(turns)]).toEqual([-2_147_483_647, -2_147_483_647]);
  });
});

import { WriterLane } from "@db/dialect/writer-lane";
import { expect, test } from "vitest";

const soon = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

test("whoever came first goes first, however long each takes", async () => {
  const lane = new WriterLane();
  const order: number[] = [];
  await Promise.all(
    [6, 0, 3, 1].map((ms, index) =>
      lane.run(async () => {
        await soon(ms);
        order.push(index);
      }),
    ),
  );
  expect(order).toEqual([0, 1, 2, 3]);
});

test("only one is inside at a time", async () => {
  const lane = new WriterLane();
  let inside = 0;
  const most = await Promise.all(
    Array.from({ length: 10 }, () =>
      lane.run(async () => {
        const seen = ++inside;
        await soon();
        inside--;
        return seen;
      }),
    ),
  );
  expect(Math.max(...most)).toBe(1);
});

test("work that throws, at once or later, lets the next one in", async () => {
  const lane = new WriterLane();
  const failures = [
    lane.run(() => {
      throw new Error("at once");
    }),
    lane.run(async () => {
      await soon();
      throw new Error("later");
    }),
  ];
  const next = lane.run(() => "in");
  await expect(failures[0]).rejects.toThrow("at once");
  await expect(failures[1]).rejects.toThrow("later");
  expect(await next).toBe("in");
});

test("an entered lane stays shut until its holder leaves, and leaving twice opens it for one only", async () => {
  const lane = new WriterLane();
  const order: string[] = [];
  const leave = await lane.enter();
  const second = lane.enter().then((leaveSecond) => {
    order.push("second");
    return leaveSecond;
  });
  const third = lane.run(() => order.push("third"));
  await soon(5);
  expect(order).toEqual([]);
  leave();
  leave();
  const leaveSecond = await second;
  await soon(5);
  expect(order).toEqual(["second"]);
  leaveSecond();
  await third;
  expect(order).toEqual(["second", "third"]);
});

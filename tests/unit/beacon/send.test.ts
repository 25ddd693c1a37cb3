import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Queue } from "~/features/tracking/beacon/queue";
import { Sender, toParcels } from "~/features/tracking/beacon/send";
import { openSlots } from "~/features/tracking/beacon/slots";
import { type BeaconBody, MAX_BODY_BYTES, MAX_SPANS_PER_BODY } from "~/features/tracking/beacon/wire";
import { beaconSchema } from "~/features/tracking/schema";
import { MemoryStorage, signalsOf, spanOf } from "./support";

type Answer = () => Response | Promise<Response>;
const committed: Answer = () => new Response(null, { status: 204 });
const offline: Answer = () => Promise.reject(new TypeError("network"));
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(null, { status: code, headers });

/** Sends to a server that answers in turn, the last answer for ever. */
function openSender(...answers: Answer[]) {
  const bodies: BeaconBody[] = [];
  const beacons: Blob[] = [];
  const closed: string[] = [];
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    bodies.push(beaconSchema.parse(JSON.parse(String(init.body))));
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? committed;
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      void Promise.resolve().then(answer).then(resolve, reject);
    });
  });
  vi.stubGlobal("navigator", { sendBeacon: (_path: string, blob: Blob) => beacons.push(blob) > 0 });
  const queue = new Queue({
    slots: openSlots(new MemoryStorage()),
    slotId: "a",
    wallNow: () => Date.now(),
  });
  const sender = new Sender({ queue, now: () => performance.now(), onClosed: (token) => closed.push(token) });
  return { queue, sender, bodies, beacons, closed };
}

const queued = (queue: Queue) => queue.pending().flatMap((view) => view.s.map((span) => span.i));

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("the server's answer", () => {
  test("committed spans leave the queue", async () => {
    const { queue, sender, bodies } = openSender(committed);
    queue.put("view-1", [spanOf()], signalsOf());
    await sender.flush();
    expect(bodies).toEqual([{ v: 1, t: "view-1", s: [spanOf()], g: signalsOf() }]);
    expect(queued(queue)).toEqual([]);
  });

  test.each([
    ["no network", offline],
    ["an overloaded server", status(503, { "retry-after": "5" })],
    ["a broken server", status(500)],
    ["a page of the hotel network", status(200)],
    ["too many requests", status(429)],
  ])("%s keeps the spans", async (_name, answer) => {
    const { queue, sender, bodies } = openSender(answer, committed);
    queue.put("view-1", [spanOf()], signalsOf());
    await sender.flush();
    expect(queued(queue)).toEqual(["span-1"]);
    vi.advanceTimersByTime(60_000);
    await sender.flush();
    expect(bodies).toHaveLength(2);
    expect(queued(queue)).toEqual([]);
  });

  test.each([400, 401, 403, 404, 413, 422])("%i drops the spans", async (code) => {
    const { queue, sender, closed } = openSender(status(code));
    queue.put("view-1", [spanOf()], signalsOf());
    await sender.flush();
    expect(queued(queue)).toEqual([]);
    expect(closed).toEqual([]);
  });

  test("a closed link's view is forgotten whole, other views are still sent", async () => {
    const { queue, sender, closed, bodies } = openSender(status(410), committed);
    const many = Array.from({ length: 20 }, (_, index) => spanOf({ i: `span-${index}` }));
    queue.put("view-1", many, signalsOf());
    queue.put("view-2", [spanOf()], signalsOf());
    await sender.flush();
    expect(closed).toEqual(["view-1"]);
    expect(bodies.map((body) => body.t)).toEqual(["view-1", "view-2"]);
    expect(queued(queue)).toEqual([]);
  });

  test("spans that grew while their totals were under way stay", async () => {
    const { queue, sender } = openSender(() => {
      queue.put("view-1", [spanOf({ q: 2, a: 2_000 })], signalsOf());
      return committed();
    });
    queue.put("view-1", [spanOf({ q: 1 })], signalsOf());
    await sender.flush();
    expect(queue.pending()[0]?.s).toEqual([spanOf({ q: 2, a: 2_000 })]);
  });
});

describe("pauses", () => {
  async function tryEachSecond({ sender, bodies }: ReturnType<typeof openSender>, seconds: number) {
    const sentAt: number[] = [];
    for (let second = 0; second <= seconds; second++) {
      const before = bodies.length;
      await sender.flush();
      if (bodies.length > before) sentAt.push(second);
      vi.advanceTimersByTime(1_000);
    }
    return sentAt;
  }

  test("Retry-After is kept to, and a little spread", async () => {
    const open = openSender(status(503, { "retry-after": "40" }), committed);
    open.queue.put("view-1", [spanOf()], signalsOf());
    expect(await tryEachSecond(open, 100)).toEqual([0, 45]);
  });

  test("Retry-After may be a date", async () => {
    const at = new Date(Date.now() + 60_000).toUTCString();
    const open = openSender(status(503, { "retry-after": at }), committed);
    open.queue.put("view-1", [spanOf()], signalsOf());
    const sentAt = await tryEachSecond(open, 100);
    expect(sentAt).toHaveLength(2);
    expect(sentAt[1]).toBeGreaterThanOrEqual(59);
  });

  test("without one, pauses double up to five minutes", async () => {
    const open = openSender(offline);
    open.queue.put("view-1", [spanOf()], signalsOf());
    const sentAt = await tryEachSecond(open, 1_300);
    expect(sentAt).toEqual([0, 10, 30, 70, 150, 310, 610, 910, 1210]);
  });

  test("the network's return ends the pause, but not one the server asked for", async () => {
    const lost = openSender(offline, committed);
    lost.queue.put("view-1", [spanOf()], signalsOf());
    await lost.sender.flush();
    lost.sender.retryNow();
    await lost.sender.flush();
    expect(lost.bodies).toHaveLength(2);

    const overloaded = openSender(status(503, { "retry-after": "40" }), committed);
    overloaded.queue.put("view-1", [spanOf()], signalsOf());
    await overloaded.sender.flush();
    overloaded.sender.retryNow();
    await overloaded.sender.flush();
    expect(overloaded.bodies).toHaveLength(1);
  });

  test("an answer that never comes is given up", async () => {
    const { queue, sender, bodies } = openSender(() => new Promise<Response>(() => {}));
    queue.put("view-1", [spanOf()], signalsOf());
    const flushed = sender.flush();
    await vi.advanceTimersByTimeAsync(20_000);
    await flushed;
    expect(bodies).toHaveLength(1);
    expect(queued(queue)).toEqual(["span-1"]);
  });
});

describe("bodies", () => {
  test(`hold at most ${MAX_SPANS_PER_BODY} spans and ${MAX_BODY_BYTES} bytes, and lose none`, () => {
    const spans = Array.from({ length: 200 }, (_, index) =>
      spanOf({ i: `${index}-${"x".repeat(30)}`, d: "\u0001".repeat(64), k: "unit", u: index + 1 }),
    );
    const parcels = toParcels({ t: "t".repeat(2_000), at: 0, g: signalsOf(), s: spans });
    for (const { body } of parcels) {
      expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(MAX_BODY_BYTES);
      expect(beaconSchema.safeParse(JSON.parse(body)).success).toBe(true);
    }
    expect(parcels.flatMap((parcel) => parcel.spans)).toEqual(spans);
    expect(parcels.length).toBeGreaterThan(4);
  });

  test("small spans fill a body", () => {
    const spans = Array.from({ length: 120 }, (_, index) => spanOf({ i: `span-${index}` }));
    const parcels = toParcels({ t: "view-1", at: 0, g: signalsOf(), s: spans });
    expect(parcels.map((parcel) => parcel.spans.length)).toEqual([50, 50, 20]);
  });
});

describe("the last moment", () => {
  test("everything is beaconed and stays queued, since no answer comes", async () => {
    const { queue, sender, beacons, bodies } = openSender(committed);
    queue.put("view-1", [spanOf()], signalsOf());
    sender.sendLast();
    expect(beacons).toHaveLength(1);
    expect(beacons[0]?.type).toBe("text/plain;charset=utf-8");
    expect(beaconSchema.parse(JSON.parse((await beacons[0]?.text()) ?? "")).t).toBe("view-1");
    expect(queued(queue)).toEqual(["span-1"]);
    await sender.flush();
    expect(bodies).toHaveLength(1);
    expect(queued(queue)).toEqual([]);
  });

  test("hidden and then closed beacons once", () => {
    const { queue, sender, beacons } = openSender(committed);
    queue.put("view-1", [spanOf()], signalsOf());
    sender.sendLast();
    sender.sendLast();
    expect(beacons).toHaveLength(1);
    queue.put("view-1", [spanOf({ q: 2 })], signalsOf());
    sender.sendLast();
    expect(beacons).toHaveLength(2);
  });
});

test("after stopping nothing is sent, and an answer under way changes nothing", async () => {
  const { queue, sender, beacons, bodies } = openSender(() => new Promise<Response>(() => {}));
  queue.put("view-1", [spanOf()], signalsOf());
  void sender.flush();
  await Promise.resolve();
  await sender.stop();
  queue.put("view-1", [spanOf({ q: 2 })], signalsOf());
  await sender.flush();
  sender.sendLast();
  expect(bodies).toHaveLength(1);
  expect(beacons).toEqual([]);
  expect(queued(queue)).toEqual(["span-1"]);
});

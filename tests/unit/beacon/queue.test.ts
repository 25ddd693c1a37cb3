import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ABANDONED_AFTER_MS, MAX_QUEUED_SPANS, Queue, TOKEN_LIFE_MS } from "~/features/tracking/beacon/queue";
import { eraseQueued, openSlots } from "~/features/tracking/beacon/slots";
import type { Span } from "~/features/tracking/beacon/wire";
import { forbiddenStorage, MemoryStorage, signalsOf, spanOf } from "./support";

const START = Date.parse("2026-04-01T09:00:00Z");

function openBrowser(storage: Storage | null = new MemoryStorage()) {
  let wallMs = START;
  const slots = openSlots(storage);
  return {
    slots,
    openTab: (slotId: string) => new Queue({ slots, slotId, wallNow: () => wallMs }),
    pass: (ms: number) => {
      wallMs += ms;
    },
  };
}

const totals = (queue: Queue) =>
  queue.pending().flatMap((view) => view.s.map((span) => `${view.t} ${span.i} ${span.a}`));

describe("one tab", () => {
  test("the highest number of a span wins, in whatever order it comes", () => {
    const spans = [1, 2, 3, 4, 5].map((q) => spanOf({ q, a: q * 1_000 }));
    fc.assert(
      fc.property(fc.shuffledSubarray(spans, { minLength: 1 }), (order) => {
        const queue = openBrowser().openTab("a");
        for (const span of order) queue.put("view-1", [span], signalsOf());
        const last = Math.max(...order.map((span) => span.a));
        expect(totals(queue)).toEqual([`view-1 span-1 ${last}`]);
      }),
    );
  });

  test("the same span id in two views is two spans", () => {
    const queue = openBrowser().openTab("a");
    queue.put("view-1", [spanOf({ a: 1 })], signalsOf());
    queue.put("view-2", [spanOf({ a: 2 })], signalsOf());
    expect(totals(queue)).toEqual(["view-1 span-1 1", "view-2 span-1 2"]);
  });

  test("what is acknowledged goes, what grew meanwhile stays", () => {
    const queue = openBrowser().openTab("a");
    const sent = [spanOf({ i: "page", q: 1 }), spanOf({ i: "unit", q: 1 })];
    queue.put("view-1", sent, signalsOf());
    queue.put("view-1", [spanOf({ i: "page", q: 2, a: 9_000 })], signalsOf());
    queue.acknowledge("view-1", sent);
    expect(totals(queue)).toEqual(["view-1 page 9000"]);
  });

  test("nothing stays in storage once all is acknowledged", () => {
    const storage = new MemoryStorage();
    const queue = openBrowser(storage).openTab("a");
    queue.put("view-1", [spanOf()], signalsOf());
    expect(storage.length).toBe(1);
    queue.acknowledge("view-1", [spanOf()]);
    expect(storage.length).toBe(0);
  });

  test("the later signals are kept", () => {
    const queue = openBrowser().openTab("a");
    queue.put("view-1", [spanOf({ q: 2 })], signalsOf({ vis: 9_000 }));
    queue.put("view-1", [spanOf({ q: 1 })], signalsOf({ vis: 4_000 }));
    expect(queue.pending()[0]?.g.vis).toBe(9_000);
  });

  test(`of more than ${MAX_QUEUED_SPANS} spans those looked at least are given up`, () => {
    const queue = openBrowser().openTab("a");
    const units = Array.from({ length: MAX_QUEUED_SPANS + 50 }, (_, index) =>
      spanOf({ i: `unit-${index}`, k: "unit", a: index }),
    );
    queue.put("view-1", [spanOf({ i: "page", a: 99_999 }), ...units], signalsOf());
    const kept = queue.pending().flatMap((view) => view.s);
    expect(kept).toHaveLength(MAX_QUEUED_SPANS);
    expect(kept.some((span) => span.i === "page")).toBe(true);
    expect(Math.min(...kept.map((span) => span.a))).toBe(51);
  });

  test("a view older than its token's life is dropped", () => {
    const { openTab, pass } = openBrowser();
    const queue = openTab("a");
    queue.put("view-1", [spanOf()], signalsOf());
    pass(TOKEN_LIFE_MS);
    expect(queue.pending()).toHaveLength(1);
    pass(1);
    expect(queue.pending()).toHaveLength(0);
  });
});

describe("several tabs", () => {
  test("two tabs writing at once keep each other's spans", () => {
    const { openTab, pass } = openBrowser();
    const [first, second] = [openTab("a"), openTab("b")];
    for (let q = 1; q <= 3; q++) {
      first.put("view-1", [spanOf({ q, a: q })], signalsOf());
      second.put("view-2", [spanOf({ q, a: q * 10 })], signalsOf());
    }
    pass(ABANDONED_AFTER_MS + 1);
    const next = openTab("c");
    next.adopt();
    expect(totals(next).sort()).toEqual(["view-1 span-1 3", "view-2 span-1 30"]);
  });

  test("a living tab's slot is left alone, a dead tab's is moved", () => {
    const { openTab, pass, slots } = openBrowser();
    openTab("dead").put("view-1", [spanOf()], signalsOf());
    pass(ABANDONED_AFTER_MS - 10_000);
    openTab("alive").put("view-2", [spanOf()], signalsOf());
    pass(10_001);
    const next = openTab("next");
    next.adopt();
    expect(totals(next)).toEqual(["view-1 span-1 1000"]);
    expect(slots.ids().sort()).toEqual(["alive", "next"]);
  });

  test("a released slot is adopted at once", () => {
    const { openTab } = openBrowser();
    const gone = openTab("gone");
    gone.put("view-1", [spanOf()], signalsOf());
    gone.release();
    const next = openTab("next");
    next.adopt();
    expect(totals(next)).toEqual(["view-1 span-1 1000"]);
  });

  test("a tab whose slot was adopted goes on with its own totals", () => {
    const { openTab, pass } = openBrowser();
    const sleepy = openTab("sleepy");
    sleepy.put("view-1", [spanOf({ q: 1, a: 1_000 })], signalsOf());
    pass(ABANDONED_AFTER_MS + 1);
    const other = openTab("other");
    other.adopt();
    sleepy.put("view-1", [spanOf({ q: 2, a: 5_000 })], signalsOf());
    expect(totals(sleepy)).toEqual(["view-1 span-1 5000"]);
    pass(ABANDONED_AFTER_MS + 1);
    other.adopt();
    expect(totals(other)).toEqual(["view-1 span-1 5000"]);
  });

  test("a view keeps its age when it is adopted", () => {
    const { openTab, pass } = openBrowser();
    openTab("a").put("view-1", [spanOf()], signalsOf());
    pass(TOKEN_LIFE_MS - 1_000);
    const next = openTab("b");
    next.adopt();
    expect(next.pending()).toHaveLength(1);
    pass(2_000);
    next.adopt();
    expect(next.pending()).toHaveLength(0);
  });

  test("a slot from the future is adopted, and its views are dropped once the clock is years off", () => {
    const { openTab, pass } = openBrowser();
    openTab("a").put("view-1", [spanOf()], signalsOf());
    pass(-3_600_000);
    const next = openTab("b");
    next.adopt();
    expect(next.pending()).toHaveLength(1);
    pass(-3 * 365 * 24 * 3_600_000);
    expect(next.pending()).toHaveLength(0);
  });

  test("erasing clears every tab's slot and nothing else", () => {
    const storage = new MemoryStorage();
    storage.setItem("theme", "dark");
    const { openTab, slots } = openBrowser(storage);
    openTab("a").put("view-1", [spanOf()], signalsOf());
    const queue = openTab("b");
    queue.put("view-2", [spanOf()], signalsOf());
    queue.erase();
    expect(queue.pending()).toEqual([]);
    expect(slots.ids()).toEqual([]);
    expect(storage.getItem("theme")).toBe("dark");
  });
});

describe("storage that fails", () => {
  test.each([
    ["absent", null],
    ["forbidden", forbiddenStorage()],
  ])("%s storage leaves a queue in memory", (_name, storage) => {
    const queue = openBrowser(storage).openTab("a");
    queue.put("view-1", [spanOf()], signalsOf());
    queue.adopt();
    queue.release();
    expect(totals(queue)).toEqual(["view-1 span-1 1000"]);
    queue.erase();
    expect(queue.pending()).toEqual([]);
  });

  test("leftovers that don't fit into full storage are kept where they are", () => {
    const storage = new MemoryStorage();
    const { openTab, slots } = openBrowser(storage);
    const gone = openTab("gone");
    gone.put("view-1", [spanOf()], signalsOf());
    gone.release();
    storage.room = 0;
    const next = openTab("next");
    next.adopt();
    expect(totals(next)).toEqual(["view-1 span-1 1000"]);
    expect(slots.ids()).toEqual(["gone"]);
  });

  test("any damage to a slot is survived, and the slot cleared", () => {
    const whole = JSON.stringify({
      at: 0,
      views: [{ t: "view-1", at: START, g: signalsOf(), s: [spanOf()] }],
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.nat(whole.length).map((length) => whole.slice(0, length)),
          fc
            .tuple(fc.nat(whole.length), fc.string())
            .map(([at, text]) => whole.slice(0, at) + text + whole.slice(at + 1)),
        ),
        (damaged) => {
          const storage = new MemoryStorage();
          storage.setItem("engawa.beacon.1.gone", damaged);
          const { openTab, slots } = openBrowser(storage);
          const queue = openTab("next");
          queue.adopt();
          for (const view of queue.pending()) for (const span of view.s) expect(isWhole(span)).toBe(true);
          expect(slots.ids()).not.toContain("gone");
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a damaged span doesn't take the others with it", () => {
    const storage = new MemoryStorage();
    const s = [
      spanOf(),
      { ...spanOf({ i: "span-2" }), a: "long" },
      null,
      { ...spanOf({ i: "span-3" }), k: "tea" },
    ];
    const slot = { at: 0, views: [{ t: "view-1", at: START, g: signalsOf(), s }, "view-2"] };
    storage.setItem("engawa.beacon.1.gone", JSON.stringify(slot));
    const queue = openBrowser(storage).openTab("next");
    queue.adopt();
    expect(totals(queue)).toEqual(["view-1 span-1 1000"]);
  });

  test("erasing forbidden storage is no error", () => {
    expect(() => eraseQueued(openSlots(forbiddenStorage()))).not.toThrow();
  });
});

function isWhole(span: Span): boolean {
  return typeof span.i === "string" && Number.isSafeInteger(span.a) && Number.isSafeInteger(span.q);
}

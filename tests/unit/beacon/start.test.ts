// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Beacon, startBeacon } from "~/features/tracking/beacon/start";
import { openBrowserPage, totalsOf } from "./browser";
import { PAGE, unitOf } from "./support";

let browser: ReturnType<typeof openBrowserPage>;
let beacon: Beacon;

beforeEach(() => {
  browser = openBrowserPage();
  beacon = startBeacon({ token: "view-1", target: PAGE });
});
afterEach(async () => {
  await beacon.stop();
  browser.close();
});

describe("sending", () => {
  test("first after 4 s, then every 10 s while something changes", async () => {
    await browser.pass(3_900);
    expect(browser.sent).toHaveLength(0);
    await browser.pass(200);
    expect(browser.sent).toHaveLength(1);
    await browser.pass(30_000);
    expect(browser.sent).toHaveLength(4);
    expect(totalsOf(browser.sent)).toEqual({ "view-1 page": 34_000 });
  });

  test("nothing while nothing changes", async () => {
    await browser.pass(130_000);
    const count = browser.sent.length;
    expect(totalsOf(browser.sent)).toEqual({ "view-1 page": 120_000 });
    await browser.pass(600_000);
    expect(browser.sent).toHaveLength(count);
  });

  test("a page nobody looks at says so once, with no time counted", async () => {
    browser.setVisible(false);
    await browser.pass(60_000);
    expect(browser.sent.map((body) => body.s)).toEqual([
      [expect.objectContaining({ k: "page", a: 0, q: 1 })],
    ]);
    expect(browser.sent[0]?.g.vis).toBe(0);
  });

  test("a page prepared ahead counts and reports nothing until it is shown", async () => {
    await beacon.stop();
    Object.defineProperty(document, "prerendering", { configurable: true, value: true });
    beacon = startBeacon({ token: "view-2", target: PAGE });
    await browser.pass(60_000);
    browser.dispatch("pagehide");
    expect(browser.sent).toHaveLength(0);
    expect(await browser.beaconed()).toHaveLength(0);
    browser.dispatch("pageshow");
    Object.defineProperty(document, "prerendering", { configurable: true, value: false });
    document.dispatchEvent(new Event("prerenderingchange"));
    await browser.pass(12_000);
    await beacon.leave();
    expect(totalsOf(browser.sent)).toEqual({ "view-2 page": 12_000 });
  });

  test("the units shown share out the page's time", async () => {
    beacon.show(unitOf(1));
    await browser.pass(6_000);
    beacon.show(unitOf(2));
    await browser.pass(2_500);
    beacon.show(null);
    await browser.pass(1_500);
    beacon.scroll(0.4);
    await beacon.leave();
    expect(totalsOf(browser.sent)).toEqual({
      "view-1 page": 10_000,
      "view-1 unit 1": 6_000,
      "view-1 unit 2": 2_500,
    });
    expect(browser.sent.at(-1)?.s.find((span) => span.k === "page")?.m).toBe(0.4);
  });
});

describe("hiding and leaving", () => {
  test("hiding the page beacons its totals, and they stay queued until acknowledged", async () => {
    browser.page.status = 503;
    await browser.pass(7_200);
    browser.setVisible(false);
    expect(totalsOf(await browser.beaconed())).toEqual({ "view-1 page": 7_200 });
    expect(browser.queued()).toHaveLength(1);
    browser.page.status = 204;
    await browser.pass(60_000);
    expect(totalsOf(browser.sent)).toEqual({ "view-1 page": 7_200 });
    expect(browser.queued()).toHaveLength(0);
  });

  test("closing a hidden page beacons nothing twice", async () => {
    await browser.pass(7_000);
    browser.setVisible(false);
    browser.dispatch("pagehide");
    expect(await browser.beaconed()).toHaveLength(1);
  });

  test("time without focus is not counted, even when no event tells of it", async () => {
    await browser.pass(3_000);
    browser.setFocused(false);
    await browser.pass(8_000);
    browser.setFocused(true);
    await browser.pass(3_000);
    browser.page.focused = false;
    await browser.pass(20_000);
    await beacon.leave();
    expect(totalsOf(browser.sent)["view-1 page"]).toBeLessThanOrEqual(7_000);
    expect(totalsOf(browser.sent)["view-1 page"]).toBeGreaterThanOrEqual(6_000);
  });

  test("the back button resumes the same view within a visit", async () => {
    await browser.pass(5_000);
    browser.dispatch("pagehide");
    await browser.pass(1_200_000);
    browser.dispatch("pageshow");
    await browser.pass(5_000);
    await beacon.leave();
    const all = [...browser.sent, ...(await browser.beaconed())];
    expect(totalsOf(all)).toEqual({ "view-1 page": 10_000 });
    expect(new Set(all.flatMap((body) => body.s.map((span) => span.i))).size).toBe(1);
  });

  test("leaving for the next page sends what is left and ends", async () => {
    await browser.pass(2_000);
    await beacon.leave();
    await browser.pass(60_000);
    expect(browser.sent).toHaveLength(1);
    expect(totalsOf(browser.sent)).toEqual({ "view-1 page": 2_000 });
    expect(browser.queued()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("what a closed page left is sent by the next one, together with its own", async () => {
    browser.page.status = 503;
    await browser.pass(5_000);
    browser.dispatch("pagehide");
    browser.page.status = 204;
    browser.sent.length = 0;
    const next = startBeacon({ token: "view-2", target: PAGE });
    await browser.pass(4_000);
    await next.stop();
    expect(totalsOf(browser.sent)).toEqual({ "view-1 page": 5_000, "view-2 page": 4_000 });
  });

  test("what could not be sent on leaving is left for the next page", async () => {
    browser.page.status = 503;
    await browser.pass(5_000);
    await beacon.leave();
    browser.page.status = 204;
    browser.sent.length = 0;
    const next = startBeacon({ token: "view-2", target: PAGE });
    await browser.pass(4_000);
    await next.leave();
    expect(totalsOf(browser.sent)).toEqual({ "view-1 page": 5_000, "view-2 page": 4_000 });
    expect(browser.queued()).toHaveLength(0);
  });

  test("the network's return sends at once", async () => {
    browser.page.status = 0;
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    await browser.pass(25_000);
    const sent: string[] = [];
    vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
      sent.push(String(init.body));
      return new Response(null, { status: 204 });
    });
    browser.dispatch("online");
    await browser.pass(0);
    expect(sent).toHaveLength(1);
    expect(browser.queued()).toHaveLength(0);
  });
});

describe("ending for good", () => {
  test("withdrawn consent ends at once, deletes the queue and sends nothing more", async () => {
    browser.page.status = 503;
    await browser.pass(5_000);
    expect(browser.queued()).toHaveLength(1);
    const count = browser.sent.length;
    await beacon.stop();
    expect(browser.queued()).toHaveLength(0);
    beacon.show(unitOf(2));
    browser.setVisible(false);
    browser.dispatch("pagehide");
    browser.dispatch("online");
    await beacon.leave();
    await browser.pass(600_000);
    expect(browser.sent).toHaveLength(count);
    expect(await browser.beaconed()).toHaveLength(0);
    expect(browser.queued()).toHaveLength(0);
  });

  test("a closed link ends the beacon and forgets its view", async () => {
    browser.page.status = 410;
    await browser.pass(5_000);
    browser.setVisible(false);
    browser.setVisible(true);
    await browser.pass(600_000);
    expect(browser.sent).toHaveLength(1);
    expect(await browser.beaconed()).toHaveLength(0);
    expect(browser.queued()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("signals", () => {
  test("events a script makes are no input", async () => {
    for (const type of ["pointerdown", "keydown", "wheel", "pointermove", "scroll"]) browser.dispatch(type);
    await browser.pass(5_000);
    expect(browser.sent[0]?.g).toMatchObject({ in: 0, pm: 0, aq: 0, pre: 0, wd: 0, vis: 4_000 });
    expect(browser.sent[0]?.g.fr).toBeGreaterThan(100);
  });

  test("frames are counted only as far as they prove something", async () => {
    await browser.pass(60_000);
    expect(browser.sent.at(-1)?.g.fr).toBe(300);
  });
});

describe("a reader who comes back", () => {
  let returns = 0;

  beforeEach(async () => {
    await beacon.stop();
    returns = 0;
    beacon = startBeacon({ token: "view-3", target: PAGE, onReturn: () => returns++ });
    await browser.pass(10_000);
  });

  test("within half an hour goes on with the view", async () => {
    await browser.pass(29 * 60_000);
    browser.touch();
    await browser.pass(20_000);
    expect(returns).toBe(0);
    await beacon.leave();
    expect(totalsOf(browser.sent)).toEqual({ "view-3 page": 140_000 });
  });

  test("after half an hour without attention begins another, and adds nothing to the old one", async () => {
    await browser.pass(33 * 60_000);
    browser.touch();
    browser.touch();
    await browser.pass(60_000);
    expect(returns).toBe(1);
    expect(totalsOf(browser.sent)).toEqual({ "view-3 page": 120_000 });
  });

  test("by the back button after half an hour begins another too", async () => {
    browser.dispatch("pagehide");
    await browser.pass(31 * 60_000);
    browser.dispatch("pageshow");
    await browser.pass(60_000);
    expect(returns).toBe(1);
    expect(totalsOf(browser.sent)["view-3 page"] ?? 0).toBeLessThanOrEqual(10_000);
  });

  test("without a network goes on with the old one: the time is better counted there than lost", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await browser.pass(33 * 60_000);
    browser.touch();
    await browser.pass(10_000);
    expect(returns).toBe(0);
    await beacon.leave();
    expect(totalsOf(browser.sent)).toEqual({ "view-3 page": 130_000 });
  });
});

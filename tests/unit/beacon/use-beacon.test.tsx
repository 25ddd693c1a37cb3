// @vitest-environment jsdom
import { act, StrictMode, useEffect } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type BeaconHandle, type BeaconInput, useBeacon } from "~/features/tracking/hooks/use-beacon";
import { openBrowserPage, totalsOf } from "./browser";

let browser: ReturnType<typeof openBrowserPage>;
let root: Root;
let handle: BeaconHandle;
let renewed = 0;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  browser = openBrowserPage();
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  root = createRoot(document.createElement("div"));
});
afterEach(async () => {
  act(() => root.unmount());
  await browser.pass(0);
  browser.close();
});

function Viewer({ beacon, unit, pageId }: { beacon: BeaconHandle; unit: number; pageId: string }) {
  useEffect(() => beacon.show({ kind: "unit", targetId: pageId, unit }), [beacon, unit, pageId]);
  return null;
}

function RoomPage({ input, unit }: { input: BeaconInput | null; unit: number }) {
  handle = useBeacon(input);
  return input && <Viewer beacon={handle} unit={unit} pageId={input.pageId} />;
}

async function show(input: BeaconInput | null, unit = 1) {
  act(() =>
    root.render(
      <StrictMode>
        <RoomPage input={input} unit={unit} />
      </StrictMode>,
    ),
  );
  await browser.pass(0);
}

const page = (pageId: string, token = `view-of-${pageId}`): BeaconInput => ({
  token,
  pageId,
  kind: "document",
  renew: () => renewed++,
});

test("one view starts, in StrictMode too, with the unit its viewer showed first", async () => {
  await show(page("a"), 3);
  await browser.pass(5_000);
  expect(browser.sent).toHaveLength(1);
  expect(totalsOf(browser.sent)).toEqual({ "view-of-a page": 4_000, "view-of-a unit 3": 4_000 });
});

test("going to another page ends one view and starts the next", async () => {
  await show(page("a"), 3);
  await browser.pass(6_000);
  await show(page("b"), 1);
  await browser.pass(5_000);
  expect(totalsOf(browser.sent)).toEqual({
    "view-of-a page": 6_000,
    "view-of-a unit 3": 6_000,
    "view-of-b page": 4_000,
    "view-of-b unit 1": 4_000,
  });
});

test("reloaded data with a new token goes on with the same view", async () => {
  await show(page("a", "view-1"));
  await browser.pass(6_000);
  await show(page("a", "view-2"));
  await browser.pass(9_000);
  expect(totalsOf(browser.sent)).toEqual({ "view-1 page": 14_000, "view-1 unit 1": 14_000 });
});

test("another version of the page is another view", async () => {
  await show({ ...page("a", "view-1"), versionId: "1" });
  await browser.pass(5_000);
  await show({ ...page("a", "view-2"), versionId: "2" });
  await browser.pass(5_000);
  expect(Object.keys(totalsOf(browser.sent))).toContain("view-2 page");
});

test("unmounting sends what is left", async () => {
  await show(page("a"));
  await browser.pass(2_000);
  act(() => root.render(null));
  await browser.pass(60_000);
  expect(totalsOf(browser.sent)).toEqual({ "view-of-a page": 2_000, "view-of-a unit 1": 2_000 });
  expect(browser.queued()).toHaveLength(0);
});

test("nothing is measured without leave to measure", async () => {
  await show(null);
  await browser.pass(60_000);
  browser.setVisible(false);
  expect(browser.sent).toHaveLength(0);
  expect(await browser.beaconed()).toHaveLength(0);
});

test("withdrawn leave ends the view and deletes what is queued", async () => {
  browser.page.status = 503;
  await show(page("a"));
  await browser.pass(5_000);
  expect(browser.queued()).toHaveLength(1);
  await show(null);
  await browser.pass(600_000);
  expect(browser.sent).toHaveLength(1);
  expect(browser.queued()).toHaveLength(0);
});

test("stopping on a page that measures nothing still deletes what earlier pages queued", async () => {
  browser.page.status = 503;
  await show(page("a"));
  await browser.pass(5_000);
  act(() => root.render(null));
  await browser.pass(0);
  expect(browser.queued()).toHaveLength(1);
  await show(null);
  await handle.stop();
  expect(browser.queued()).toHaveLength(0);
});

test("a reader back after a visit's gap gets a view of the new token, with the unit still on screen", async () => {
  renewed = 0;
  await show(page("a", "view-1"), 3);
  await browser.pass(10_000);
  await browser.pass(33 * 60_000);
  act(() => browser.touch());
  expect(renewed).toBe(1);
  await show(page("a", "view-1"), 3);
  await browser.pass(60_000);
  await show(page("a", "view-2"), 3);
  await browser.pass(9_000);
  const totals = totalsOf(browser.sent);
  expect(totals["view-1 unit 3"]).toBe(120_000);
  expect(totals["view-2 unit 3"]).toBe(totals["view-2 page"]);
  expect(totals["view-2 page"]).toBeGreaterThan(3_000);
});

test("a token that reloaded data brought meanwhile is as old as the visit that ended", async () => {
  renewed = 0;
  await show(page("a", "view-1"), 3);
  await browser.pass(10_000);
  await show(page("a", "view-2"), 3);
  await browser.pass(33 * 60_000);
  act(() => browser.touch());
  expect(renewed).toBe(1);
  await show(page("a", "view-2"), 3);
  await browser.pass(30_000);
  await show(page("a", "view-3"), 3);
  await browser.pass(9_000);
  const totals = totalsOf(browser.sent);
  expect(Object.keys(totals).filter((key) => key.startsWith("view-2"))).toEqual([]);
  expect(totals["view-3 unit 3"]).toBeGreaterThan(3_000);
});

import { describe, expect, test } from "vitest";
import { dweltIdentically, openedFromManyNetworks, suspectOpening } from "~/features/tracking/unconfirmed";

describe("when a link is opened", () => {
  const plain = { atMs: 100_000, provider: null, mailedAtMs: null, linksOpened: 1 };
  test.each([
    ["nothing speaks against it", {}, null],
    ["a minute has not passed since our mail", { mailedAtMs: 40_001 }, "mail_minute"],
    ["a minute has passed since our mail", { mailedAtMs: 40_000 }, null],
    ["the mail left later than the opening", { mailedAtMs: 100_001 }, null],
    ["the network is a cloud's", { provider: "network:aws" as const }, "network:aws"],
    [
      "another link was opened just before",
      { linksOpened: 2, provider: "network:aws" as const },
      "all_links",
    ],
  ])("%s", (_name, over, reason) => {
    expect(suspectOpening({ ...plain, ...over })).toBe(reason);
  });
});

describe("from many networks", () => {
  const hit = (id: string, seconds: number, ip: string) => ({ id, atMs: seconds * 1000, ip });
  test("three networks in two minutes doubt all of them", () => {
    const openings = [
      hit("a", 0, "192.0.2.1"),
      hit("b", 60, "198.51.100.1"),
      hit("c", 119, "203.0.113.1"),
      hit("d", 400, "203.0.113.1"),
    ];
    expect(openedFromManyNetworks(openings)).toEqual(["a", "b", "c"]);
  });

  test("three addresses of one network are one network", () => {
    const openings = [
      hit("a", 0, "192.0.2.1"),
      hit("b", 1, "192.0.2.2"),
      hit("c", 2, "192.0.2.3"),
      hit("d", 3, "2001:db8::1"),
    ];
    expect(openedFromManyNetworks(openings)).toEqual([]);
  });

  test("three networks over more than two minutes are a team", () => {
    const openings = [hit("a", 0, "192.0.2.1"), hit("b", 100, "198.51.100.1"), hit("c", 121, "203.0.113.1")];
    expect(openedFromManyNetworks(openings)).toEqual([]);
  });
});

describe("dwell", () => {
  const view = (id: string, visibleMs: number, pageId = id) => ({ id, pageId, visibleMs });
  test.each([
    ["equal on three pages", [view("a", 4_000), view("b", 4_020), view("c", 4_050)], ["a", "b", "c"]],
    ["equal on two pages", [view("a", 4_000), view("b", 4_000)], []],
    ["equal thrice on two pages", [view("a", 4_000), view("b", 4_000), view("c", 4_000, "b")], []],
    ["as people stay", [view("a", 4_000), view("b", 4_400), view("c", 3_100)], []],
    ["pages that were never visible don't count", [view("a", 0), view("b", 0), view("c", 0)], []],
  ])("%s", (_name, views, doubted) => {
    expect(dweltIdentically(views)).toEqual(doubted);
  });
});

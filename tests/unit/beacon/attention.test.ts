import { describe, expect, test } from "vitest";
import { IDLE_CUT_MS } from "~/features/tracking/beacon/wire";
import { openReading, PAGE, unitOf } from "./support";

type Reading = ReturnType<typeof openReading>;

function openShownPage(): Reading {
  const reading = openReading();
  reading.attention.setVisible(true);
  reading.attention.setFocused(true);
  return reading;
}

describe("what runs a clock", () => {
  const cases: [name: string, story: (reading: Reading) => void, page: number, unitOne: number][] = [
    ["a shown page counts from the start", ({ pass }) => pass(7_000), 7_000, 0],
    [
      "the unit in view counts together with its page",
      ({ attention, pass }) => {
        attention.setTarget(unitOf(1));
        pass(4_500);
      },
      4_500,
      4_500,
    ],
    [
      "another unit in view stops the first one's clock",
      ({ attention, pass }) => {
        attention.setTarget(unitOf(1));
        pass(3_000);
        attention.setTarget(unitOf(2));
        pass(5_000);
      },
      8_000,
      3_000,
    ],
    [
      "a unit seen again goes on where it was",
      ({ attention, pass }) => {
        for (const unit of [1, 2, 1]) {
          attention.setTarget(unitOf(unit));
          pass(2_000);
        }
      },
      6_000,
      4_000,
    ],
    [
      "without a unit in view only the page counts",
      ({ attention, pass }) => {
        attention.setTarget(unitOf(1));
        pass(1_000);
        attention.setTarget(null);
        pass(1_000);
      },
      2_000,
      1_000,
    ],
    [
      "showing the page itself doesn't count it twice",
      ({ attention, pass }) => {
        attention.setTarget(PAGE);
        pass(1_000);
      },
      1_000,
      0,
    ],
    [
      "a hidden page adds nothing",
      ({ attention, pass }) => {
        pass(2_000);
        attention.setVisible(false);
        pass(60_000);
        attention.setVisible(true);
        pass(1_000);
      },
      3_000,
      0,
    ],
    [
      "a page without focus adds nothing",
      ({ attention, pass }) => {
        pass(2_000);
        attention.setFocused(false);
        pass(60_000);
      },
      2_000,
      0,
    ],
    ["without input the clock stops exactly at the cut", ({ pass }) => pass(600_000), IDLE_CUT_MS, 0],
    [
      "the cut is measured from the last input",
      ({ attention, pass, now }) => {
        pass(100_000);
        attention.input(now());
        pass(600_000);
      },
      100_000 + IDLE_CUT_MS,
      0,
    ],
    [
      "input after the cut starts the clock again, and the pause stays uncounted",
      ({ attention, pass, now }) => {
        pass(300_000);
        attention.input(now());
        pass(5_000);
      },
      IDLE_CUT_MS + 5_000,
      0,
    ],
    [
      "input told late counts from when it happened",
      ({ attention, pass, now }) => {
        pass(10_000);
        attention.input(now() - 4_000);
        pass(600_000);
      },
      6_000 + IDLE_CUT_MS,
      0,
    ],
    [
      "input from the future counts as input now",
      ({ attention, pass, now }) => {
        attention.input(now() + 3_600_000);
        pass(600_000);
      },
      IDLE_CUT_MS,
      0,
    ],
    [
      "coming back after the cut is no input",
      ({ attention, pass }) => {
        attention.setVisible(false);
        pass(300_000);
        attention.setVisible(true);
        pass(5_000);
      },
      0,
      0,
    ],
    [
      "a page brought back by the back button is shown anew",
      ({ attention, pass }) => {
        attention.setVisible(false);
        pass(300_000);
        attention.restart();
        attention.setVisible(true);
        pass(5_000);
      },
      5_000,
      0,
    ],
    [
      "a playing video counts as input",
      ({ attention, pass }) => {
        attention.videoPlaying(true);
        pass(300_000);
        attention.videoPlaying(false);
        pass(300_000);
      },
      300_000 + IDLE_CUT_MS,
      0,
    ],
    [
      "a video playing in a hidden page counts nothing",
      ({ attention, pass }) => {
        attention.videoPlaying(true);
        attention.setVisible(false);
        pass(300_000);
      },
      0,
      0,
    ],
    [
      "the sleep of the machine is not counted, what comes after it is",
      ({ pass, jump }) => {
        pass(3_000);
        jump(60_000);
        pass(2_000);
      },
      5_000,
      0,
    ],
    ["a busy page that looks late still counts", ({ jump }) => jump(5_000), 5_000, 0],
    [
      "a clock that runs backwards takes nothing away",
      ({ pass, jump }) => {
        pass(3_000);
        jump(-10_000);
        pass(1_000);
      },
      4_000,
      0,
    ],
  ];
  test.each(cases)("%s", (_name, story, page, unitOne) => {
    const reading = openShownPage();
    story(reading);
    expect(reading.activeMs("page")).toBe(page);
    expect(reading.activeMs("unit 1")).toBe(unitOne);
  });

  test("a page opened in the background counts from the moment it is shown", () => {
    const reading = openReading();
    reading.attention.setFocused(true);
    reading.pass(3_600_000);
    reading.attention.setVisible(true);
    reading.pass(600_000);
    expect(reading.activeMs("page")).toBe(IDLE_CUT_MS);
  });
});

describe("what is reported", () => {
  test("the page's span comes first, with nothing counted yet", () => {
    const { attention } = openReading();
    expect(attention.takeChanged()).toEqual([{ i: "span-1", k: "page", d: "page-1", a: 0, m: 0, q: 1 }]);
  });

  test("only what changed is reported again, with its total and a higher number", () => {
    const { attention, pass } = openShownPage();
    attention.setTarget(unitOf(3));
    pass(2_000);
    attention.takeChanged();
    attention.setTarget(null);
    pass(1_000);
    expect(attention.takeChanged()).toEqual([{ i: "span-1", k: "page", d: "page-1", a: 3_000, m: 0, q: 2 }]);
    attention.setVisible(false);
    pass(5_000);
    expect(attention.takeChanged()).toEqual([]);
  });

  test("a unit shown for no time at all is not reported", () => {
    const { attention } = openShownPage();
    attention.setTarget(unitOf(3));
    attention.setTarget(unitOf(4));
    expect(attention.takeChanged().map((span) => span.k)).toEqual(["page"]);
  });

  test("the furthest scroll is kept and stays within 0 and 1", () => {
    const { attention } = openShownPage();
    for (const fraction of [0.25, 0.625, 0.1, Number.NaN, -3]) attention.scrolledTo(fraction);
    expect(attention.takeChanged()[0]?.m).toBe(0.63);
    attention.scrolledTo(7);
    expect(attention.takeChanged()[0]?.m).toBe(1);
  });

  test("scrolling a hidden page is not reported", () => {
    const { attention } = openReading();
    attention.scrolledTo(0.9);
    expect(attention.takeChanged()[0]?.m).toBe(0);
  });

  test("visible time goes on without focus and input", () => {
    const { attention, pass } = openShownPage();
    attention.setFocused(false);
    pass(200_000);
    attention.setVisible(false);
    pass(200_000);
    expect(attention.visibleMs).toBe(200_000);
  });
});

describe("a film in a page", () => {
  const FILM = { kind: "video" as const, targetId: "block" };
  const filmOf = (reading: Reading) => reading.attention.takeChanged().find(({ k }) => k === "video");

  test("has a clock of its own beside its section's, running only while it plays", () => {
    const reading = openShownPage();
    const { attention, pass } = reading;
    attention.setTarget(unitOf(1));
    pass(1_000);
    attention.video(FILM, { isPlaying: true, seen: 0 });
    pass(4_000);
    attention.video(FILM, { isPlaying: false, seen: 0.4 });
    pass(2_000);
    const spans = attention.takeChanged();
    expect(spans.find(({ k }) => k === "video")).toMatchObject({ d: "block", a: 4_000, m: 0.4 });
    expect(spans.find(({ k }) => k === "unit")).toMatchObject({ a: 7_000 });
  });

  test("keeps the part that was seen, to a thousandth; it never falls and never passes the whole", () => {
    const reading = openShownPage();
    const { attention, pass } = reading;
    attention.video(FILM, { isPlaying: true, seen: 0.12345 });
    pass(1_000);
    expect(filmOf(reading)).toMatchObject({ m: 0.123 });
    attention.video(FILM, { isPlaying: true, seen: 0.05 });
    pass(1_000);
    expect(filmOf(reading)).toMatchObject({ m: 0.123 });
    attention.video(FILM, { isPlaying: false, seen: 7 });
    expect(filmOf(reading)).toMatchObject({ m: 1 });
  });

  test("counts as input while it plays, and nothing in a hidden page", () => {
    const reading = openShownPage();
    const { attention, pass } = reading;
    attention.video(FILM, { isPlaying: true, seen: 0 });
    pass(300_000);
    expect(attention.activeMs).toBe(300_000);
    attention.setVisible(false);
    attention.video(FILM, { isPlaying: true, seen: 0.9 });
    pass(60_000);
    expect(filmOf(reading)).toMatchObject({ a: 300_000, m: 0 });
  });

  test("stopped, doesn't stop another one that plays", () => {
    const reading = openShownPage();
    const { attention, pass } = reading;
    attention.video(FILM, { isPlaying: true, seen: 0 });
    attention.video({ ...FILM, targetId: "other" }, { isPlaying: true, seen: 0 });
    attention.video(FILM, { isPlaying: false, seen: 0 });
    pass(3_000);
    const other = attention.takeChanged().find(({ d }) => d === "other");
    expect(other?.a).toBe(3_000);
  });
});

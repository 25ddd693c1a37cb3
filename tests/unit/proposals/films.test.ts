import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areGoodAttributes } from "~/features/rooms/proposals/blocks/attributes";
import { PLAYER_HOSTS, playerAddress, videoAt, videoOf } from "~/features/rooms/proposals/video/addresses";
import { SeenSeconds } from "~/features/rooms/proposals/video/seen-seconds";

describe("the address of a film", () => {
  test.each([
    ["  https://youtu.be/dQw4w9WgXcQ  ", "dQw4w9WgXcQ"],
    ["https://m.youtube.com/watch?v=dQw4w9WgXcQ", "dQw4w9WgXcQ"],
    ["https://youtube.com/shorts/dQw4w9WgXcQ", "dQw4w9WgXcQ"],
    ["https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", "dQw4w9WgXcQ"],
    ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "dQw4w9WgXcQ"],
    ["https://www.youtube.com/watch?list=PL0&v=-_aZ09-_aZ0", "-_aZ09-_aZ0"],
    ["HTTPS://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ", "dQw4w9WgXcQ"],
    ["https://www.vimeo.com/channels/staffpicks/76979871", "76979871"],
    ["https://vimeo.com/76979871?h=0a1b2c", "76979871/0a1b2c"],
    ["https://vimeo.com/76979871/settings", "76979871"],
  ])("%s names %s", (address, videoId) => {
    expect(videoAt(address)?.videoId).toBe(videoId);
  });

  test.each([
    "https://youtu.be/",
    "https://www.youtube.com/",
    "https://www.youtube.com/watch",
    "https://www.youtube.com/watch?v=",
    "https://www.youtube.com/watch?v=../../a?b=cde",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://youtu.be.evil.example/dQw4w9WgXcQ",
    "https://evil.example/youtu.be/dQw4w9WgXcQ",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "//youtu.be/dQw4w9WgXcQ",
    "ftp://youtu.be/dQw4w9WgXcQ",
    "https://vimeo.com/",
    "https://vimeo.com/1234567890123456",
    "https://vimeo.com.evil.example/76979871",
    "https://",
  ])("%s names none", (address) => {
    expect(videoAt(address)).toBeNull();
  });

  test("whatever is understood may be stored and plays at one of two hosts, with nothing slipped in", () => {
    const piece = fc.string({ unit: fc.constantFrom(..."abcXYZ0123456789-_/?&=#.%@:h v".split("")) });
    const host = fc.constantFrom("youtu.be", "www.youtube.com", "vimeo.com", "player.vimeo.com");
    const address = fc
      .tuple(host, fc.constantFrom("/", "/watch?v=", "/embed/", "/video/", "/1?h="), piece)
      .map((parts) => `https://${parts.join("")}`);
    fc.assert(
      fc.property(address, (given) => {
        const film = videoAt(given);
        if (!film) return;
        expect(areGoodAttributes("video", { ...film, title: "" })).toBe(true);
        const player = new URL(playerAddress(film));
        expect(player.origin).toBe(PLAYER_HOSTS[film.source]);
        expect([...player.searchParams.keys()].filter((name) => name === "autoplay")).toHaveLength(1);
        expect(player.hash).toBe("");
      }),
      { numRuns: 500 },
    );
  });

  test("of a film that was understood once is understood again from its player", () => {
    for (const film of [
      { source: "youtube", videoId: "dQw4w9WgXcQ" },
      { source: "vimeo", videoId: "76979871/0a1b2c" },
      { source: "vimeo", videoId: "76979871" },
    ] as const)
      expect(videoAt(playerAddress(film))).toEqual(film);
  });

  test("tells the house not to follow the reader", () => {
    expect(playerAddress({ source: "vimeo", videoId: "1" })).toBe(
      "https://player.vimeo.com/video/1?autoplay=1&dnt=1",
    );
    expect(PLAYER_HOSTS.youtube).toContain("nocookie");
  });
});

describe("the film of a block", () => {
  const film = (attrs: unknown) => ({ type: "doc", content: [{ type: "video", attrs }] });
  const good = { source: "youtube", videoId: "dQw4w9WgXcQ", title: "Tour", blockId: "abcdefgh1234" };

  test("comes with its title", () => {
    expect(videoOf(film(good), "abcdefgh1234")).toEqual({
      source: "youtube",
      videoId: "dQw4w9WgXcQ",
      title: "Tour",
    });
  });

  test.each([
    ["another house", { ...good, source: "elsewhere" }],
    ["no id of a film", { ...good, videoId: null }],
    ["no title", { ...good, title: undefined }],
    ["no attributes", null],
  ])("is none with %s", (_what, attrs) => {
    expect(videoOf(film(attrs), "abcdefgh1234")).toBeNull();
  });

  test("is none where the block of that id is something else", () => {
    const body = { type: "doc", content: [{ type: "plan", attrs: { ...good } }] };
    expect(videoOf(body, "abcdefgh1234")).toBeNull();
  });
});

describe("the seconds that were played", () => {
  const told = (film: SeenSeconds, seconds: number[], length = 100) => {
    for (const second of seconds) film.at(second, { length, isPlaying: true });
    return film.part;
  };

  test.each<[string, number[], number]>([
    ["one report is one second", [5], 0.01],
    ["a step of three seconds is played through", [0, 3], 0.04],
    ["a step of four is a jump", [0, 4], 0.02],
    ["a step back is a jump", [50, 40], 0.02],
    ["the same second twice is one", [7, 7.9], 0.01],
    ["fractions belong to their second", [0.2, 0.9, 1.1], 0.02],
    ["what lies before the film is none of it", [-2], 0],
    ["what lies behind it neither", [100, 101], 0],
    ["a time that is no number is none", [Number.NaN, Number.POSITIVE_INFINITY], 0],
  ])("%s", (_what, seconds, part) => {
    expect(told(new SeenSeconds(), seconds)).toBeCloseTo(part);
  });

  test("a pause ends the run: going on later doesn't fill what lies between", () => {
    const film = new SeenSeconds();
    film.at(1, { length: 100, isPlaying: true });
    film.at(1, { length: 100, isPlaying: false });
    film.at(3, { length: 100, isPlaying: true });
    expect(film.part).toBeCloseTo(0.02);
  });

  test("a length that becomes known later counts from then", () => {
    const film = new SeenSeconds();
    film.at(0, { length: Number.NaN, isPlaying: true });
    expect(film.part).toBe(0);
    film.at(1, { length: 10, isPlaying: true });
    expect(film.part).toBeGreaterThan(0);
  });

  test("a film of less than a second can be seen whole", () => {
    expect(told(new SeenSeconds(), [0], 0.4)).toBe(1);
  });

  test("are never more than all, never fewer than before, and at most what was reported", () => {
    const reports = fc.array(fc.record({ at: fc.integer({ min: -5, max: 70 }), isPlaying: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(reports, fc.integer({ min: 1, max: 60 }), (given, length) => {
        const film = new SeenSeconds();
        let before = 0;
        let most = 0;
        for (const { at, isPlaying } of given) {
          film.at(at, { length, isPlaying });
          // A report fills at most the step of three seconds before it, and its own.
          most += isPlaying ? 4 : 0;
          expect(film.part).toBeGreaterThanOrEqual(before);
          before = film.part;
        }
        expect(before).toBeLessThanOrEqual(1);
        expect(before * length).toBeLessThanOrEqual(most + 1e-9);
      }),
    );
  });
});

// @vitest-environment jsdom
import { afterEach, describe, expect, test } from "vitest";
import { playerAddress, videoAt, videoOf } from "~/features/rooms/proposals/video/addresses";
import { SeenSeconds } from "~/features/rooms/proposals/video/seen-seconds";
import { type VideoState, watchVideos } from "~/features/rooms/proposals/video/watch";

describe("the address of a film", () => {
  test.each([
    ["https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1", { source: "youtube", videoId: "dQw4w9WgXcQ" }],
    ["https://youtu.be/dQw4w9WgXcQ?si=x", { source: "youtube", videoId: "dQw4w9WgXcQ" }],
    ["https://www.youtube.com/embed/dQw4w9WgXcQ", { source: "youtube", videoId: "dQw4w9WgXcQ" }],
    ["https://vimeo.com/76979871", { source: "vimeo", videoId: "76979871" }],
    ["https://vimeo.com/76979871/0a1b2c3d4e", { source: "vimeo", videoId: "76979871/0a1b2c3d4e" }],
    ["https://player.vimeo.com/video/76979871?h=0a1b2c", { source: "vimeo", videoId: "76979871/0a1b2c" }],
  ])("%s is known", (address, film) => {
    expect(videoAt(address)).toEqual(film);
  });

  test.each([
    "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/?u=https://youtu.be/dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=dQw4w9WgXc<",
    "https://vimeo.com/channels",
    "javascript:alert(1)",
    "dQw4w9WgXcQ",
    "",
  ])("%s is none", (address) => {
    expect(videoAt(address)).toBeNull();
  });

  test("leads to the house's own player that keeps least about readers", () => {
    expect(playerAddress({ source: "youtube", videoId: "dQw4w9WgXcQ" })).toMatch(
      /^https:\/\/www\.youtube-nocookie\.com\/embed\/dQw4w9WgXcQ\?/,
    );
    expect(playerAddress({ source: "vimeo", videoId: "1/a" })).toBe(
      "https://player.vimeo.com/video/1?autoplay=1&dnt=1&h=a",
    );
  });

  test("is found by its block also in a column, and not where the film is our own", () => {
    const film = (source: string) => ({
      type: "video",
      attrs: { source, videoId: "1", title: "", blockId: "b" },
    });
    const within = (block: unknown) => ({ type: "doc", content: [{ type: "columns", content: [block] }] });
    expect(videoOf(within(film("vimeo")), "b")).toMatchObject({ source: "vimeo" });
    expect(videoOf(within(film("upload")), "b")).toBeNull();
    expect(videoOf(within(film("vimeo")), "other")).toBeNull();
    expect(videoOf(null, "b")).toBeNull();
  });
});

describe("the seconds of a film that were played", () => {
  const play = (film: SeenSeconds, from: number, to: number, length = 100) => {
    for (let second = from; second < to; second += 0.5) film.at(second, { length, isPlaying: true });
    film.at(to, { length, isPlaying: false });
  };

  test("count once however often they are played", () => {
    const film = new SeenSeconds();
    play(film, 0, 10);
    play(film, 0, 10);
    expect(film.part).toBeCloseTo(0.1);
  });

  test("are not those jumped over", () => {
    const film = new SeenSeconds();
    play(film, 0, 5);
    play(film, 90, 95);
    expect(film.part).toBeCloseTo(0.1);
    film.at(10, { length: 100, isPlaying: true });
    film.at(50, { length: 100, isPlaying: true });
    expect(film.part).toBeCloseTo(0.12);
  });

  test("fill the steps of a player that reports seldom, and of double speed", () => {
    const film = new SeenSeconds();
    for (let second = 0; second <= 20; second += 2) film.at(second, { length: 100, isPlaying: true });
    expect(film.part).toBeCloseTo(0.21);
  });

  test("never exceed the film, and are none while nothing is known", () => {
    const film = new SeenSeconds();
    play(film, 0, 5, Number.NaN);
    expect(film.part).toBe(0);
    play(film, 0, 30, 10);
    expect(film.part).toBe(1);
  });
});

describe("films on a page", () => {
  afterEach(() => {
    document.body.innerHTML = "";
  });

  const open = (html: string) => {
    document.body.innerHTML = `<div>${html}</div>`;
    const root = document.body.firstElementChild as HTMLElement;
    const told: [string, VideoState][] = [];
    const end = watchVideos(root, ({ target, state }) => told.push([target.targetId, state]));
    return { root, told, end };
  };

  test("of ours tell how far they were played", () => {
    const { root, told, end } = open('<video data-video="own"></video>');
    const film = root.querySelector("video") as HTMLVideoElement;
    Object.defineProperties(film, {
      paused: { value: false },
      ended: { value: false },
      duration: { value: 10 },
      currentTime: { value: 0, writable: true },
    });
    for (film.currentTime = 0; film.currentTime < 5; film.currentTime++)
      film.dispatchEvent(new Event("timeupdate"));
    expect(told.at(-1)).toEqual(["own", { isPlaying: true, seen: 0.5 }]);
    end();
    film.dispatchEvent(new Event("timeupdate"));
    expect(told).toHaveLength(5);
  });

  test("of others are framed only once somebody presses play, and only our own page around them is heard", () => {
    const { root, told } = open('<a class="video-play" href="/room/r/p/p/videos/b" data-video="b">Play</a>');
    expect(root.querySelector("iframe")).toBeNull();
    (root.querySelector("a") as HTMLAnchorElement).click();
    const frame = root.querySelector("iframe") as HTMLIFrameElement;
    expect(frame.getAttribute("src")).toMatch(/\/room\/r\/p\/p\/videos\/b$/);
    const say = (origin: string, source: unknown, data: unknown) =>
      window.dispatchEvent(
        new MessageEvent("message", { origin, source: source as MessageEventSource, data }),
      );
    const film = { engawaVideo: { seconds: 1, length: 10, isPlaying: true } };
    say("https://evil.example", frame.contentWindow, film);
    say(window.location.origin, window, film);
    say(window.location.origin, frame.contentWindow, { engawaVideo: { seconds: "1" } });
    say(window.location.origin, frame.contentWindow, null);
    expect(told).toEqual([]);
    say(window.location.origin, frame.contentWindow, film);
    expect(told).toEqual([["b", { isPlaying: true, seen: 0.1 }]]);
  });
});

// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { areGoodAttributes } from "~/features/rooms/proposals/blocks/attributes";
import { postImage, postProposal } from "~/features/rooms/proposals/components/save-request";
import { CtaSettings } from "~/features/rooms/proposals/editor/components/cta-settings";
import {
  ImageSettings,
  PlanSettings,
  VariableSettings,
} from "~/features/rooms/proposals/editor/components/small-settings";
import { VideoSettings } from "~/features/rooms/proposals/editor/components/video-settings";
import { all, leave, one, open, submit, textsOf, type, until } from "../components/support";

const PAGE = "0123456789abcdefghjkmnpqrs";
afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
});

const field = (name: string) => one<HTMLInputElement>(document, `[role=dialog] [name=${name}]`);
const apply = () => submit(one(document, "[role=dialog] form"));
const errors = () => textsOf(document, "[role=dialog] [aria-invalid=true]").length;

describe("small settings", () => {
  test.each([
    ["3", 3],
    ["0", 1],
    ["-4", 1],
    ["99", 20],
    ["2.6", 3],
    ["", 1],
  ])("%j steps of the plan are stored as %i", async (typed, stored) => {
    const onApply = vi.fn();
    await open(<PlanSettings value={5} onClose={() => {}} onApply={onApply} />);
    field("taskCount").form?.setAttribute("novalidate", "");
    await type(field("taskCount"), typed);
    await apply();
    expect(onApply).toHaveBeenCalledExactlyOnceWith(stored);
    expect(areGoodAttributes("plan", { taskCount: stored })).toBe(true);
  });

  test("a fallback and the words of a picture lose what hides in them and what is too long", async () => {
    const onApply = vi.fn();
    await open(<VariableSettings value="" label="Deal name" onClose={() => {}} onApply={onApply} />);
    await type(field("fallback"), ` our\u202e  project${"x".repeat(300)}`);
    await apply();
    expect(onApply.mock.calls[0]?.[0]).toMatch(/^our project/);
    expect(onApply.mock.calls[0]?.[0]).toHaveLength(200);
    await open(<ImageSettings value="old" onClose={() => {}} onApply={onApply} />);
    expect(field("alt").value).toBe("old");
    await type(field("alt"), " 納品の流れ ");
    await apply();
    expect(onApply).toHaveBeenLastCalledWith("納品の流れ");
  });
});

describe("a button's settings", () => {
  const pages = [{ id: PAGE, title: "Security" }];
  const openButton = async (given: object = {}) => {
    const onApply = vi.fn();
    const button = { label: "Go", action: "link" as const, href: "", pageId: "", ...given };
    await open(<CtaSettings button={button} pages={pages} onClose={() => {}} onApply={onApply} />);
    return onApply;
  };

  test.each([
    ["kumano.example/tea", "https://kumano.example/tea"],
    ["http://kumano.example", "http://kumano.example"],
    ["mailto:ren@hinoki.example", "mailto:ren@hinoki.example"],
    [" tel:+81300000000 ", "tel:+81300000000"],
  ])("%j leads to %s", async (typed, href) => {
    const onApply = await openButton();
    await type(field("href"), typed);
    await apply();
    expect(onApply).toHaveBeenCalledExactlyOnceWith({ label: "Go", action: "link", href, pageId: "" });
  });

  test.each(["", "javascript:alert(1)", "//evil.example", "hello"])(
    "%j is told at its field and nothing is applied",
    async (typed) => {
      const onApply = await openButton();
      await type(field("href"), typed);
      await apply();
      expect(field("href").getAttribute("aria-invalid")).toBe("true");
      expect(onApply).not.toHaveBeenCalled();
      expect(field("href").value).toBe(typed);
    },
  );

  test("without words, or to a page that isn't chosen, is not applied", async () => {
    const onApply = await openButton({ label: "", action: "page" });
    await apply();
    expect(errors()).toBe(2);
    expect(onApply).not.toHaveBeenCalled();
    expect(all(document, "[role=dialog] [name=href]")).toEqual([]);
  });

  test("forgets the address when it leads to a page", async () => {
    const onApply = await openButton({ action: "page", href: "https://old.example", pageId: PAGE });
    expect(field("pageId").value).toBe(PAGE);
    await apply();
    expect(onApply).toHaveBeenCalledExactlyOnceWith({ label: "Go", action: "page", href: "", pageId: PAGE });
  });
});

describe("a film's settings", () => {
  const openFilm = async (video: Parameters<typeof VideoSettings>[0]["video"] = null) => {
    const onApply = vi.fn();
    const onClose = vi.fn();
    await open(<VideoSettings roomId="r" video={video} onClose={onClose} onApply={onApply} />);
    return { onApply, onClose };
  };
  const says = (words: string) => textsOf(document, "[role=dialog] p").includes(words);

  test("an address of a known house is all that is needed", async () => {
    const { onApply, onClose } = await openFilm();
    await type(field("title"), "  Tour  of the\u202e house ");
    await type(field("address"), "https://youtu.be/dQw4w9WgXcQ");
    await apply();
    await until(() => onClose.mock.calls.length === 1);
    expect(onApply).toHaveBeenCalledExactlyOnceWith({
      source: "youtube",
      videoId: "dQw4w9WgXcQ",
      title: "Tour of the house",
    });
  });

  test.each([
    ["", "Choose a file or enter an address."],
    ["https://evil.example/film.mp4", "Use the https address of a video at YouTube or Vimeo."],
  ])("%j is told, and the dialog stays", async (typed, words) => {
    const { onApply, onClose } = await openFilm();
    await type(field("address"), typed);
    await apply();
    await until(() => says(words));
    expect([onApply, onClose].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  });

  test("a film that is there keeps being it when only its title changes", async () => {
    const { onApply } = await openFilm({ source: "vimeo", videoId: "1/a", title: "Old" });
    await type(field("title"), "New");
    await apply();
    await until(() => onApply.mock.calls.length === 1);
    expect(onApply).toHaveBeenCalledWith({ source: "vimeo", videoId: "1/a", title: "New" });
  });
});

describe("a save on its way", () => {
  let init: RequestInit | undefined;
  const answer = (reply: BodyInit | null, status = 200) =>
    vi.stubGlobal("fetch", async (_url: string, given: RequestInit) => {
      init = given;
      return new Response(reply, { status });
    });
  beforeEach(() => {
    init = undefined;
  });
  const save = (body: unknown = {}) => postProposal("r", "p", { version: 1, body });

  test.each([500, 503, 429])("is tried again after %i", async (status) => {
    answer("{}", status);
    await expect(save()).rejects.toThrow();
  });

  test.each<[string, string, number, unknown]>([
    ["a text that is too large on its way", "", 413, { kind: "refused", reason: "too_large" }],
    ["an answer of somebody else's", "<html>", 200, { kind: "refused", reason: "invalid" }],
    ["an answer of no kind we know", '{"kind":"redirect"}', 200, { kind: "refused", reason: "invalid" }],
    ["a conflict", '{"kind":"conflict","version":3}', 409, { kind: "conflict", version: 3 }],
  ])("%s is told as it is", async (_what, reply, status, expected) => {
    answer(reply, status);
    expect(await save()).toEqual(expected);
  });

  test("outlives the page only while a browser would take it along", async () => {
    answer('{"kind":"saved","version":2}');
    await save("short");
    expect(init?.keepalive).toBe(true);
    await save("x".repeat(60_000));
    expect(init?.keepalive).toBe(false);
  });

  test("a picture that the server can't take is refused, whatever it answers with", async () => {
    answer("Bad gateway", 502);
    expect(await postImage("r", new File(["x"], "x.png"))).toEqual({ kind: "refused" });
  });
});

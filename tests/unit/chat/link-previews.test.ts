import { describe, expect, test } from "vitest";
import { readHead } from "~/features/rooms/chat/previews/head.server";
import { canHavePreview } from "~/features/rooms/chat/previews/policy";
import { FRESH_MS, isDue, KEPT_MS, linkIn } from "~/features/rooms/chat/previews/utils";

const UTF_8 = "text/html; charset=utf-8";
const bytesOf = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const head = (html: string, contentType = UTF_8) => readHead(bytesOf(html), contentType);

describe("the head of a page", () => {
  test("is read from what it wrote for cards, else from its title", () => {
    expect(head("<title>Plain</title>")).toEqual({ title: "Plain", description: "" });
    expect(
      head(`<!doctype html><html><head><title>Plain</title>
        <meta property="og:title" content="For cards"><meta name="twitter:title" content="Other">
        <meta name="description" content="A page"></head><body>`),
    ).toEqual({ title: "For cards", description: "A page" });
    expect(head('<META NAME="Twitter:Title" CONTENT="Loud">')?.title).toBe("Loud");
    expect(head('<meta property=og:title content="">\n<title>Kept</title>')?.title).toBe("Kept");
  });

  test("ends where the body begins", () => {
    expect(head("<head></head><title>Late</title>")).toBeNull();
    expect(head("<body><title>Of a picture</title>")).toBeNull();
    expect(head("<head><title>Right</title></head><body><title>Wrong</title>")?.title).toBe("Right");
  });

  test("says nothing of a page without a title", () => {
    for (const html of [
      "",
      "<title></title>",
      "<title> \u200b </title>",
      "not a page",
      '<meta name="description" content="x">',
    ])
      expect(head(html)).toBeNull();
  });

  test("is plain text: no markup, no entities, one line", () => {
    expect(head("<title>Fish &amp; Chips\n &#x1F41F; &lt;b&gt;</title>")?.title).toBe("Fish & Chips 🐟 <b>");
    expect(head("<title><script>alert(1)</script></title>")?.title).toBe("<script>alert(1)</script>");
    expect(head('<meta property="og:title" content="&quot;quoted&quot; &nbsp; text">')?.title).toBe(
      '"quoted" text',
    );
  });

  test("has no marks that turn or hide letters, also when they are written as entities", () => {
    expect(head("<title>pay\u202egnp.exe\u202c\u200b</title>")?.title).toBe("paygnp.exe");
    expect(head("<title>a&#x202E;b&#8206;c\u0007d</title>")?.title).toBe("abcd");
    expect(head("<title>a&#0;b</title>")).toBeNull();
  });

  test("is cut to what fits a card, between letters", () => {
    const family = "👨‍👩‍👧";
    const title = head(`<title>${family.repeat(500)}</title>`)?.title ?? "";
    expect(title.replaceAll(family, "")).toBe("…");
    expect(title.length).toBeLessThanOrEqual(561);
    expect(head(`<title>${"題".repeat(140)}</title>`)?.title).toBe("題".repeat(140));
    expect(head(`<title>${"題".repeat(141)}</title>`)?.title).toBe(`${"題".repeat(139)}…`);
    expect(head(`<title>Z${"\u0301".repeat(1_500)}</title>`)?.title).toBe("…");
    expect(
      head(`<title>T</title><meta name=description content="${"説明".repeat(900)}">`)?.description,
    ).toHaveLength(240);
  });

  test("doesn't say the same twice", () => {
    expect(head('<title>Same</title><meta name="description" content="Same">')?.description).toBe("");
  });

  test("is found in a page that never ends, or never began, in no time", () => {
    const started = performance.now();
    expect(head(`<title>Found</title>${"<div a='".repeat(60_000)}`)?.title).toBe("Found");
    expect(head(`<title>${"x".repeat(500_000)}`)).toBeNull();
    expect(head(`${"<".repeat(500_000)}`)).toBeNull();
    expect(head(`<meta ${"charset ".repeat(60_000)}>`)).toBeNull();
    expect(head(`<meta content="${"&amp".repeat(120_000)}" name="og:title">`)?.title).toContain("&");
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe("the letters of a page", () => {
  const NAME = "見積書";
  const SHIFT_JIS = [0x8c, 0xa9, 0x90, 0xcf, 0x8f, 0x91];
  const EUC_JP = [0xb8, 0xab, 0xc0, 0xd1, 0xbd, 0xf1];
  const ISO_2022_JP = [0x1b, 0x24, 0x42, 0x38, 0x2b, 0x40, 0x51, 0x3d, 0x71, 0x1b, 0x28, 0x42];
  const page = (bytes: number[], before = "") => bytesOf(before, "<title>", bytes, "</title>");

  test.each([
    ["Shift_JIS in the answer", SHIFT_JIS, "text/html; charset=Shift_JIS", ""],
    ["Shift_JIS in the page", SHIFT_JIS, "text/html", '<meta charset="shift_jis">'],
    [
      "Shift_JIS in the page, the old way",
      SHIFT_JIS,
      "text/html",
      '<meta http-equiv="Content-Type" content="text/html; charset=x-sjis">',
    ],
    ["Shift_JIS, told as UTF-8", SHIFT_JIS, UTF_8, ""],
    ["Shift_JIS, told as Latin", SHIFT_JIS, "text/html; charset=ISO-8859-1", '<meta charset="Shift_JIS">'],
    ["Shift_JIS, told by nobody", SHIFT_JIS, "text/html", ""],
    ["EUC-JP in the answer", EUC_JP, "text/html; charset=EUC-JP", ""],
    ["EUC-JP in the page", EUC_JP, "text/html", '<meta charset="euc-jp">'],
    ["EUC-JP, told by nobody", EUC_JP, "text/html", ""],
    ["ISO-2022-JP in the page", ISO_2022_JP, "text/html", '<meta charset="iso-2022-jp">'],
    ["UTF-8, told as what there is not", [...Buffer.from(NAME)], "text/html; charset=klingon", ""],
    ["UTF-8 in quotes", [...Buffer.from(NAME)], 'text/html; charset="UTF-8"', ""],
  ])("%s", (_how, bytes, contentType, before) => {
    expect(readHead(page(bytes, before), contentType)?.title).toBe(NAME);
  });

  test("a byte order mark says it before all else", () => {
    const wide = Buffer.from(`\ufeff<title>${NAME}</title>`, "utf16le");
    expect(readHead(wide, "text/html; charset=shift_jis")?.title).toBe(NAME);
  });

  test("Latin is believed when nothing else fits", () => {
    expect(readHead(page([0x43, 0x61, 0x66, 0xe9]), "text/html; charset=iso-8859-1")?.title).toBe("Café");
  });

  test("a letter that is cut off at the end spoils nothing", () => {
    const cut = bytesOf(`<title>${NAME}</title>`, [0xe8, 0xa6]);
    expect(readHead(cut, UTF_8)?.title).toBe(NAME);
  });

  test("what can't be read is not shown", () => {
    expect(readHead(page([0xff, 0xfe, 0xff, 0x80, 0xff]), UTF_8)).toBeNull();
  });
});

describe("the link of a message", () => {
  test.each([
    ["See https://a.example/page.", "https://a.example/page"],
    ["[offer](https://a.example/offer?id=1#price)", "https://a.example/offer?id=1"],
    ["- first\n- http://B.example", "http://b.example/"],
    ["https://a.example then https://b.example", "https://a.example/"],
    ["https://user:secret@a.example/ and https://b.example", "https://b.example/"],
    ["資料はhttps://例え.jp/資料、です", "https://xn--r8jz45g.jp/%E8%B3%87%E6%96%99"],
  ])("%s", (body, link) => expect(linkIn(body)).toBe(link));

  test.each([
    "no link",
    "`https://a.example`",
    "```\nhttps://a.example\n```",
    "javascript://a.example",
    "://",
    "ftp://a.example",
  ])("%s has none", (body) => expect(linkIn(body)).toBeNull());
});

describe("a page is asked", () => {
  const HOUR = 3_600_000;
  const at = Date.UTC(2026, 5, 1);
  const asked = (agoMs: number, failures = 0) =>
    isDue({ askedAt: new Date(at - agoMs), failures, title: null }, at);

  test("when it never was, and again after a week", () => {
    expect(isDue(null, at)).toBe(true);
    expect(asked(FRESH_MS - 1)).toBe(false);
    expect(asked(FRESH_MS)).toBe(true);
  });

  test("after failures ever more seldom", () => {
    expect([asked(HOUR - 1, 1), asked(HOUR, 1)]).toEqual([false, true]);
    expect([asked(2 * HOUR, 2), asked(24 * HOUR, 2)]).toEqual([false, true]);
    expect([asked(48 * HOUR, 3), asked(FRESH_MS, 3)]).toEqual([false, true]);
    expect([asked(48 * HOUR, 99), asked(FRESH_MS, 99)]).toEqual([false, true]);
  });

  test("after failures of a page that had said something, a week later each, and at the latest when that is forgotten", () => {
    const told = (agoMs: number, failures: number) =>
      isDue({ askedAt: new Date(at - agoMs), failures, title: "Price list" }, at);
    expect([told(2 * FRESH_MS - 1, 1), told(2 * FRESH_MS, 1)]).toEqual([false, true]);
    expect([told(KEPT_MS - 1, 99), told(KEPT_MS, 99)]).toEqual([false, true]);
  });
});

test("who may have a card: in the buyers' corner nobody, whatever is set", () => {
  const can = (setting: "off" | "members" | "everyone", authorKind: "member" | "viewer") =>
    canHavePreview({ setting, authorKind, corner: "room" });
  expect([can("off", "member"), can("off", "viewer")]).toEqual([false, false]);
  expect([can("members", "member"), can("members", "viewer")]).toEqual([true, false]);
  expect([can("everyone", "member"), can("everyone", "viewer")]).toEqual([true, true]);
  for (const setting of ["off", "members", "everyone"] as const)
    expect(canHavePreview({ setting, authorKind: "viewer", corner: "buyers" })).toBe(false);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areGoodAttributes, isBlockId } from "~/features/rooms/proposals/blocks/attributes";
import { isCardName, isSafeHref } from "~/features/rooms/proposals/blocks/utils";
import { isVariableName, VARIABLE_NAMES } from "~/features/rooms/proposals/variables/utils";

const ID = "0123456789abcdefghjkmnpqrs";
const cta = (given: object = {}) => ({ label: "Go", action: "chat", href: "", pageId: "", ...given });
const video = (given: object = {}) => ({ source: "upload", videoId: ID, title: "", ...given });
const image = (given: object = {}) => ({ imageId: ID, alt: "", width: 1, height: 1, ...given });

type Row = [type: string, attributes: Record<string, unknown>];

describe("attributes that may be stored", () => {
  test.each<Row>([
    ["heading", { level: 1 }],
    ["heading", { level: 3 }],
    ["orderedList", { start: 0, type: null }],
    ["orderedList", { start: 100_000, type: "a" }],
    ["codeBlock", { language: null }],
    ["codeBlock", { language: "x".repeat(40) }],
    ["image", image({ alt: "あ".repeat(300), width: 20_000, height: 20_000, widthPercent: 10 })],
    ["image", image({ widthPercent: null })],
    ["image", { imageId: ID }],
    ["tableCell", { colspan: 50, rowspan: 1_000, colwidth: [100, 5_000], align: "right" }],
    ["tableHeader", { colspan: 1, rowspan: 1, colwidth: null, align: null }],
    ["callout", { tone: "success" }],
    ["file", { documentId: ID }],
    ["video", video({ title: "x".repeat(200) })],
    ["video", video({ source: "youtube", videoId: "-_aZ09-_aZ0" })],
    ["video", video({ source: "vimeo", videoId: "123456789012345" })],
    ["plan", { taskCount: 1 }],
    ["plan", { taskCount: 20 }],
    ["cta", cta({ label: "x".repeat(80) })],
    ["cta", cta({ action: "page", pageId: ID })],
    ["cta", cta({ action: "link", href: "tel:+81-3-0000-0000" })],
    ["acceptance", {}],
    ["variable", { name: "deal.amount", fallback: "x".repeat(200) }],
    ["link", { href: "mailto:ren@hinoki.example", target: null, rel: "nofollow", class: null }],
    ["paragraph", { blockId: null }],
    ["paragraph", { blockId: "abcdefgh" }],
    ["bold", {}],
  ])("%s %j", (type, attributes) => {
    expect(areGoodAttributes(type, attributes)).toBe(true);
  });

  test.each<Row>([
    ["heading", { level: 0 }],
    ["heading", { level: 4 }],
    ["heading", { level: 1.5 }],
    ["heading", { level: null }],
    ["orderedList", { start: -1 }],
    ["orderedList", { start: 100_001 }],
    ["orderedList", { type: "decimal" }],
    ["codeBlock", { language: "x".repeat(41) }],
    ["image", { alt: "no picture" }],
    ["image", image({ imageId: "" })],
    ["image", image({ imageId: ID.toUpperCase() })],
    ["image", image({ alt: "x".repeat(301) })],
    ["image", image({ alt: null })],
    ["image", image({ width: 20_001 })],
    ["image", image({ height: -1 })],
    ["image", image({ widthPercent: 9 })],
    ["image", image({ widthPercent: 101 })],
    ["image", image({ widthPercent: "50" })],
    ["image", image({ src: "https://evil.example/x.png" })],
    ["tableCell", { colspan: 0 }],
    ["tableCell", { colspan: 51 }],
    ["tableCell", { rowspan: 1_001 }],
    ["tableCell", { colwidth: [0.5] }],
    ["tableCell", { colwidth: Array.from({ length: 51 }, () => 1) }],
    ["tableCell", { colwidth: "100" }],
    ["tableCell", { align: "justify" }],
    ["tableCell", { style: "background: url(x)" }],
    ["callout", { tone: "INFO" }],
    ["callout", { tone: null }],
    ["file", {}],
    ["file", { documentId: null }],
    ["file", { documentId: ID, href: "https://evil.example" }],
    ["video", {}],
    ["video", video({ source: "vimeo" })],
    ["video", video({ source: "youtube", videoId: "dQw4w9WgXcQ\n" })],
    ["video", video({ source: "youtube", videoId: "dQw4w9WgXcQQ" })],
    ["video", video({ source: "vimeo", videoId: "1234567890123456" })],
    ["video", video({ source: "vimeo", videoId: "1/XYZ" })],
    ["video", video({ title: "x".repeat(201) })],
    ["video", video({ title: 5 })],
    ["plan", { taskCount: 0 }],
    ["plan", { taskCount: 21 }],
    ["plan", { taskCount: "5" }],
    ["cta", { label: "Go" }],
    ["cta", { action: "chat" }],
    ["cta", cta({ label: "x".repeat(81) })],
    ["cta", cta({ action: "delete" })],
    ["cta", cta({ action: "link", href: "" })],
    ["cta", cta({ action: "link", href: "javascript:alert(1)" })],
    // What another action doesn't use may still not be stored.
    ["cta", cta({ action: "chat", href: "javascript:alert(1)" })],
    ["cta", cta({ pageId: "../settings" })],
    ["acceptance", { signed: true }],
    ["variable", { fallback: "x" }],
    ["variable", { name: "deal.amount", fallback: null }],
    ["variable", { name: "constructor", fallback: "" }],
    ["link", {}],
    ["link", { href: null }],
    ["link", { href: "https://a.example", onclick: "alert(1)" }],
    ["link", { href: "https://a.example", class: "x".repeat(201) }],
    ["paragraph", { style: "color: red" }],
    ["paragraph", { constructor: "x" }],
    ["heading", { toString: 1 }],
    ["paragraph", { blockId: "" }],
    ["paragraph", { blockId: "short12" }],
    ["paragraph", { blockId: 12_345_678 }],
  ])("but not %s %j", (type, attributes) => {
    expect(areGoodAttributes(type, attributes)).toBe(false);
  });
});

describe("ids of blocks", () => {
  test.each(["abcdefgh", "0123456789abcdefghjkmnpqrs", "b0000000"])("%s is one", (id) => {
    expect(isBlockId(id)).toBe(true);
  });

  test.each([
    "ABCDEFGH",
    "abcdefg",
    `${ID}0`,
    "abcd efgh",
    "abcdefgh\n",
    "あいうえおかきく",
    null,
    undefined,
  ])("%j is none", (id) => {
    expect(isBlockId(id)).toBe(false);
  });
});

describe("an address that a text may lead to", () => {
  test.each([
    "https://kumano.example",
    "HTTPS://KUMANO.EXAMPLE/",
    "http://kumano.example:8080/a?b=c#d",
    "mailto:ren@hinoki.example?subject=x",
    "tel:+81312345678",
    "https://例え.example/茶",
    `https://a.example/${"x".repeat(1_982)}`,
  ])("%s", (href) => {
    expect(isSafeHref(href)).toBe(true);
  });

  test.each([
    "",
    "https://",
    "https:/kumano.example",
    "kumano.example",
    " https://kumano.example",
    "https://kumano.example ",
    "https://a.example/\nx",
    "javascript:alert(1)//https://a.example",
    "javascript://%0aalert(1)",
    "data:text/html,x",
    "ftp://a.example",
    "mailto:",
    "#top",
    `https://a.example/${"x".repeat(1_983)}`,
  ])("but not %j", (href) => {
    expect(isSafeHref(href)).toBe(false);
  });

  test("never one that a browser would run, whatever stands around it", () => {
    const scheme = fc.constantFrom("javascript:", "data:", "vbscript:", "file:", "blob:", "about:");
    const noise = fc.constantFrom("", " ", "\t", "\u0000", "\u200b", "\n", "x");
    fc.assert(
      fc.property(noise, scheme, fc.string(), (before, start, rest) => {
        expect(isSafeHref(`${before}${start}${rest}`)).toBe(false);
      }),
    );
  });

  test("every address that is taken is one of four kinds when a browser reads it", () => {
    const kinds = new Set(["http:", "https:", "mailto:", "tel:"]);
    const given = fc
      .tuple(fc.constantFrom("https://", "http://", "mailto:", "tel:", "javascript:", ""), fc.string())
      .map(([scheme, rest]) => scheme + rest);
    fc.assert(
      fc.property(given, (href) => {
        if (isSafeHref(href) && URL.canParse(href)) expect(kinds).toContain(new URL(href).protocol);
      }),
    );
  });
});

test("words of the format are told from names that every object has", () => {
  expect(VARIABLE_NAMES.every(isVariableName)).toBe(true);
  for (const name of ["constructor", "__proto__", "toString", "", null, 0])
    expect(isVariableName(name)).toBe(false);
  expect(["file", "constructor", "paragraph"].map(isCardName)).toEqual([true, false, false]);
});

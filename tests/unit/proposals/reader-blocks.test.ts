import { describe, expect, test } from "vitest";
import { cardHtml } from "~/features/rooms/proposals/blocks/card-html";
import {
  type BlockContext,
  NO_PARTS,
  type Place,
  type PlanStep,
  type ProposalParts,
} from "~/features/rooms/proposals/blocks/context";
import { attribute, escapeHtml } from "~/features/rooms/proposals/blocks/escape";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";

const ID = "0123456789abcdefghjkmnpqrs";
const buyer: Place = { side: "buyer", roomId: "r", pageId: "p" };
const member: Place = { side: "member", roomId: "r", pageId: "p" };

function context(given: Partial<Omit<BlockContext, "t">> & { parts?: ProposalParts } = {}): BlockContext {
  const language: Language = given.language ?? "en";
  const t = i18nOf(language).getFixedT(language, "blocks");
  return { t, language, place: buyer, parts: NO_PARTS, variables: () => null, ...given };
}

/** The elements of a piece of HTML with their attributes, as a reader's browser would take them apart. */
const hrefs = (html: string) => [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, value]) => value);

describe("text in HTML", () => {
  test.each([
    ["<script>alert('1')</script>", "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"],
    ['" onload="x', "&quot; onload=&quot;x"],
    ["A & B &amp; C", "A &amp; B &amp;amp; C"],
    ["見積\u202e001\u2069円", "見積001円"],
    ["\u061ca\u200eb\u200fc", "abc"],
    ["=HYPERLINK(1)", "=HYPERLINK(1)"],
    ["👨‍👩‍👧 髙﨑", "👨‍👩‍👧 髙﨑"],
  ])("%j is written as %j", (words, html) => {
    expect(escapeHtml(words)).toBe(html);
  });

  test.each([
    [null, ""],
    [undefined, ""],
    [false, ""],
    [true, " data-x"],
    [0, ' data-x="0"'],
    ["", ' data-x=""'],
    ['a"b', ' data-x="a&quot;b"'],
  ])("an attribute of %j is written as %j", (value, html) => {
    expect(attribute("data-x", value)).toBe(html);
  });
});

describe("a document's card", () => {
  const face = { documentId: ID, title: "約款", versionId: "v1", pageCount: 12, hasThumb: false };
  const parts = (given: object = {}) => ({ ...NO_PARTS, files: new Map([[ID, { ...face, ...given }]]) });

  test("counts its pages in the reader's language and shows a sheet while it has no picture", () => {
    expect(cardHtml("file", { documentId: ID }, context({ parts: parts() }))).toContain("PDF, 12 pages");
    const html = cardHtml("file", { documentId: ID }, context({ parts: parts(), language: "ja" }));
    expect(html).toContain("PDF・12 ページ");
    expect(html).toContain('<span class="file-thumb file-sheet" aria-hidden="true"></span>');
    expect(html).not.toContain("<img");
  });

  test("asks each side's own door for its picture", () => {
    const draw = (place: Place) =>
      hrefs(cardHtml("file", { documentId: ID }, context({ parts: parts({ hasThumb: true }), place })));
    expect(draw(buyer)).toEqual([`/room/r/p/p/files/${ID}`, "/room/r/files/v1/thumb"]);
    for (const address of draw(member)) expect(address).not.toContain("/room/");
    expect(draw(null)).toEqual([]);
  });

  test("that can't be shown says so in the reader's language and names nothing of it", () => {
    const html = cardHtml("file", { documentId: ID }, context({ language: "ja" }));
    expect(html).toContain("この資料は現在表示できません。");
    expect(html).not.toContain(ID);
  });
});

describe("a film's card", () => {
  const film = (given: object = {}) => ({
    source: "upload",
    videoId: ID,
    title: "",
    blockId: "abcdefgh1234",
    ...given,
  });

  test("without a title is named to the ear and has no caption", () => {
    const html = cardHtml("video", film(), context());
    expect(html).toContain('aria-label="Video"');
    expect(html).not.toContain("figcaption");
    expect(cardHtml("video", film(), context({ language: "ja" }))).toContain('aria-label="動画"');
  });

  test("shows its title as text, also inside attributes", () => {
    const html = cardHtml("video", film({ title: '"><img src=x>' }), context());
    expect(html).not.toContain("<img");
    expect(html).toContain("<figcaption>&quot;&gt;&lt;img src=x&gt;</figcaption>");
  });

  test("of ours comes from each side's own door; nothing of it begins by itself", () => {
    const buyers = cardHtml("video", film(), context());
    const members = cardHtml("video", film(), context({ place: member }));
    expect(hrefs(buyers)[0]).not.toBe(hrefs(members)[0]);
    expect(buyers).toContain('preload="metadata"');
    expect(buyers).not.toContain("autoplay");
  });

  test.each([
    ["youtube", "dQw4w9WgXcQ", "YouTube"],
    ["vimeo", "76979871/0a1b2c3d4e", "Vimeo"],
  ])("of %s names the house and asks it for nothing", (source, videoId, house) => {
    const html = cardHtml("video", film({ source, videoId, title: "Tour" }), context());
    expect(html).toContain(`Plays from ${house}.`);
    expect(html).toContain("Play: Tour");
    expect(hrefs(html)).toEqual(["/room/r/p/p/videos/abcdefgh1234"]);
    expect(html).not.toContain(videoId);
    expect(html).not.toMatch(/<(iframe|video|img|script)/);
  });

  test("on paper is its title", () => {
    expect(cardHtml("video", film({ title: "Tour" }), context({ place: null }))).toBe(
      '<p class="card-note">Tour</p>',
    );
  });
});

describe("a button", () => {
  const button = (given: object) => ({ label: "Go", action: "link", href: "", pageId: "", ...given });
  const draw = (given: object, place: Place = buyer) => cardHtml("cta", button(given), context({ place }));

  test("to a page or the chat leads into the reader's own side of the room", () => {
    expect(hrefs(draw({ action: "page", pageId: ID }))).toEqual([`/room/r/p/${ID}`]);
    expect(hrefs(draw({ action: "page", pageId: ID }, member))[0]).toMatch(/^\/rooms\/r\//);
    expect(hrefs(draw({ action: "chat" }, member))[0]).toMatch(/^\/rooms\/r/);
    expect(draw({ action: "chat" })).not.toContain("target=");
  });

  test("on paper leads only where paper can: to an address", () => {
    for (const action of ["page", "chat", "accept"])
      expect(draw({ action, pageId: ID }, null)).toBe(
        '<p class="cta"><span class="cta-button">Go</span></p>',
      );
    expect(hrefs(draw({ href: "https://kumano.example" }, null))).toEqual(["https://kumano.example"]);
  });

  test("keeps its words and its address as text", () => {
    const html = draw({ label: "<b>Go</b>", href: 'https://a.example/"onclick="x' });
    expect(html).toContain("&lt;b&gt;Go&lt;/b&gt;");
    expect(html).toContain('href="https://a.example/&quot;onclick=&quot;x"');
  });
});

describe("the plan at a glance", () => {
  const step = (given: Partial<PlanStep> = {}): PlanStep => ({
    pageId: ID,
    title: "Sign",
    dueOn: null,
    lateDays: 0,
    ownerName: null,
    ...given,
  });
  const draw = (plan: PlanStep[], given: Parameters<typeof context>[0] = {}, taskCount = 5) =>
    cardHtml("plan", { taskCount }, context({ parts: { ...NO_PARTS, plan }, ...given }));

  test("shows no more steps than it was told, in their order", () => {
    const html = draw([step({ title: "one" }), step({ title: "two" }), step({ title: "three" })], {}, 2);
    expect([...html.matchAll(/<li><span>(\w+)/g)].map(([, title]) => title)).toEqual(["one", "two"]);
  });

  test.each([
    [step(), null],
    [step({ ownerName: "Ren" }), "Ren"],
    [step({ dueOn: "2027-01-08" }), "Jan 8, 2027"],
    [step({ dueOn: "2027-01-08", ownerName: "Ren" }), "Ren · Jan 8, 2027"],
  ])("a step of %j says %j beside its title", (given, note) => {
    const html = draw([given]);
    if (note === null) expect(html).not.toContain("<small");
    else expect(html).toContain(`<small>${note}</small>`);
  });

  test("says in words what is late, in the reader's language", () => {
    const html = draw([step({ dueOn: "2027-01-08", lateDays: 3 })], { language: "ja" });
    expect(html).toContain("data-late");
    expect(html).toContain("期限超過");
    expect(html).toContain("次のステップ");
  });

  test("on paper has no link", () => {
    expect(hrefs(draw([step()], { place: null }))).toEqual([]);
    expect(draw([], { language: "ja" })).toContain("未完了のステップはありません");
  });

  test("keeps names of people and tasks as text", () => {
    const html = draw([step({ title: "<i>a</i>", ownerName: "O'Neil & <b>" })]);
    expect(html).toContain("&lt;i&gt;a&lt;/i&gt;");
    expect(html).toContain("O&#39;Neil &amp; &lt;b&gt;");
  });
});

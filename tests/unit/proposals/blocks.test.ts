import { describe, expect, test } from "vitest";
import { isBlockId } from "~/features/rooms/proposals/blocks/attributes";
import { NO_PARTS } from "~/features/rooms/proposals/blocks/context";
import { newBlockId, withBlockIds } from "~/features/rooms/proposals/blocks/new-block-id";
import { type RenderOptions, renderProposal } from "~/features/rooms/proposals/render.server";
import { validateProposal } from "~/features/rooms/proposals/validate.server";

const ID = "0123456789abcdefghjkmnpqrs";
const text = (value: string) => ({ type: "text", text: value });
const paragraph = (...content: unknown[]) => ({ type: "paragraph", content });
const doc = (...content: unknown[]) => ({ type: "doc", content });
const callout = (tone: unknown, ...content: unknown[]) => ({ type: "callout", attrs: { tone }, content });
const column = (...content: unknown[]) => ({ type: "column", content });
const columns = (...content: unknown[]) => ({ type: "columns", content });
const card = (type: string, attrs: unknown) => ({ type, attrs });
const variable = (name: string, fallback = "") => ({ type: "variable", attrs: { name, fallback } });
const video = (source: string, videoId: string) => card("video", { source, videoId, title: "Tour" });
const cta = (attrs: object) => card("cta", { label: "Go", action: "link", href: "", pageId: "", ...attrs });

const draw = (body: unknown, options: Partial<RenderOptions> = {}) =>
  renderProposal(body, { imageUrl: (id) => `/images/${id}`, ...options });
const buyer = { place: { side: "buyer", roomId: "r", pageId: "p" } as const };

describe("blocks are stored as they are", () => {
  test.each([
    ["a callout", callout("warning", paragraph(text("Mind the gap")))],
    ["two columns", columns(column(paragraph()), column(paragraph(), card("file", { documentId: ID })))],
    ["a document", card("file", { documentId: ID })],
    ["an uploaded video", video("upload", ID)],
    ["a YouTube video", video("youtube", "dQw4w9WgXcQ")],
    ["a Vimeo video that is not listed", video("vimeo", "76979871/0a1b2c3d4e")],
    ["a plan", card("plan", { taskCount: 5 })],
    ["a button that leads out", cta({ href: "https://kumano.example" })],
    ["a button that opens the chat", cta({ action: "chat" })],
    ["an acceptance", { type: "acceptance" }],
    ["a variable", paragraph(text("Dear "), variable("contact.firstName", "all"))],
    ["a picture of a third of the width", card("image", { imageId: ID, widthPercent: 33 })],
    [
      "an ordered list from five",
      { type: "orderedList", attrs: { start: 5 }, content: [{ type: "listItem", content: [paragraph()] }] },
    ],
  ])("%s", (_name, block) => {
    expect(validateProposal(doc(block))).toMatchObject({ ok: true });
  });

  test.each([
    ["a callout of no known tone", callout("loud", paragraph())],
    ["a single column", columns(column(paragraph()))],
    ["four columns", columns(...Array.from({ length: 4 }, () => column(paragraph())))],
    [
      "columns in columns",
      columns(column(columns(column(paragraph()), column(paragraph()))), column(paragraph())),
    ],
    [
      "prices in a list",
      { type: "bulletList", content: [{ type: "listItem", content: [card("plan", {})] }] },
    ],
    ["a document without an id", card("file", {})],
    ["a document by a path", card("file", { documentId: "../../etc/passwd" })],
    ["a video of an unknown house", video("elsewhere", "dQw4w9WgXcQ")],
    ["a YouTube id that is an address", video("youtube", "x/../../a?b")],
    ["a Vimeo id with a query", video("vimeo", "1?autoplay=1")],
    ["a plan of a thousand tasks", card("plan", { taskCount: 1_000 })],
    ["a button without an aim", cta({})],
    ["a button to a page that is no id", cta({ action: "page", pageId: "x" })],
    ["an unknown variable", paragraph(variable("env.SECRET_KEY"))],
    ["a fallback of a thousand characters", paragraph(variable("deal.name", "x".repeat(1_000)))],
    ["a picture of twice the width", card("image", { imageId: ID, widthPercent: 200 })],
    ["a picture with a style", card("image", { imageId: ID, style: "position:fixed" })],
    ["a heading of a level that is text", { type: "heading", attrs: { level: "1" } }],
    [
      "a cell that spans the world",
      {
        type: "table",
        content: [
          {
            type: "tableRow",
            content: [{ type: "tableCell", attrs: { colspan: 9_999 }, content: [paragraph()] }],
          },
        ],
      },
    ],
    ["a block id that is markup", { type: "paragraph", attrs: { blockId: '"><script>' } }],
  ])("refuses %s", (_name, block) => {
    expect(validateProposal(doc(block))).toMatchObject({ ok: false });
  });

  test("refuses two blocks with one id", () => {
    const block = { type: "paragraph", attrs: { blockId: "abcdefgh1234" } };
    expect(validateProposal(doc(block, block))).toEqual({ ok: false, reason: "invalid" });
  });

  test("names what is shown from elsewhere", () => {
    const body = doc(
      card("file", { documentId: ID }),
      video("upload", ID),
      video("youtube", "dQw4w9WgXcQ"),
      cta({ action: "page", pageId: ID }),
      card("image", { imageId: ID }),
    );
    expect(validateProposal(body)).toMatchObject({
      ok: true,
      documentIds: [ID],
      attachmentIds: [ID],
      pageIds: [ID],
      imageIds: [ID],
    });
  });
});

describe("ids of blocks", () => {
  test("are given to every block without one, stay with those that have one, and go to the first of two", () => {
    const kept = { type: "paragraph", attrs: { blockId: "abcdefgh1234" } };
    const body = withBlockIds(doc(paragraph(), kept, kept));
    const ids = (body.content as { attrs: { blockId: string } }[]).map(({ attrs }) => attrs.blockId);
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toBe("abcdefgh1234");
    expect(ids.every(isBlockId)).toBe(true);
    expect(withBlockIds(body)).toBe(body);
  });

  test("leave what is no document alone", () => {
    expect(withBlockIds({ type: "doc" })).toEqual({ type: "doc" });
    expect(withBlockIds(doc("text", null))).toEqual(doc("text", null));
    expect(isBlockId(newBlockId())).toBe(true);
  });

  test("stand in the reader's HTML", () => {
    const { html } = draw(doc({ ...paragraph(text("a")), attrs: { blockId: "abcdefgh1234" } }));
    expect(html).toContain('<p data-block="abcdefgh1234" id="b-abcdefgh1234">a</p>');
  });
});

describe("a reader's blocks", () => {
  test("say a callout's tone to the ear in the reader's language", () => {
    const body = doc(callout("warning", paragraph(text("x"))));
    expect(draw(body).html).toContain('<span class="sr-only">Caution: </span><p>x</p>');
    expect(draw(body, { language: "ja" }).html).toContain("注意");
  });

  test("columns tell how many they are", () => {
    const { html } = draw(doc(columns(column(paragraph(text("a"))), column(paragraph(text("b"))))));
    expect(html).toContain(
      '<div data-columns="2" class="columns"><div data-column="" class="column"><p>a</p>',
    );
  });

  test("variables show the reader's value, and the fallback where nothing is known; both only as text", () => {
    const body = doc(
      { type: "heading", attrs: { level: 1 }, content: [text("For "), variable("account.name")] },
      paragraph(variable("contact.firstName", "<b>=HYPERLINK(1)\u202e</b>")),
    );
    const { html, sections } = draw(body, {
      variables: (name) => (name === "account.name" ? "Hinoki & <Co>" : null),
    });
    expect(html).toContain("For Hinoki &amp; &lt;Co&gt;");
    expect(html).toContain("<p>&lt;b&gt;=HYPERLINK(1)&lt;/b&gt;</p>");
    expect(sections[0]?.title).toBe("For Hinoki & <Co>");
  });

  test("no mark that turns text around reaches a reader", () => {
    expect(draw(doc(paragraph(text("100\u202e000,1\u2066 yen")))).html).toContain("<p>100000,1 yen</p>");
  });

  test("a document's card leads to where this reader reads it", () => {
    const body = doc(card("file", { documentId: ID }));
    const file = { documentId: ID, title: "<Terms>", versionId: "v1", pageCount: 1, hasThumb: true };
    const parts = { ...NO_PARTS, files: new Map([[ID, file]]) };
    const { html } = draw(body, { ...buyer, parts });
    expect(html).toContain(`href="/room/r/p/p/files/${ID}"`);
    expect(html).toContain('src="/room/r/files/v1/thumb"');
    expect(html).toContain("&lt;Terms&gt;</strong><small>PDF, 1 page</small>");
    expect(draw(body, { parts, place: { side: "member", roomId: "r", pageId: "p" } }).html).toContain(
      `href="/library/${ID}"`,
    );
    expect(draw(body, { parts }).html).not.toContain("href");
    expect(draw(body, buyer).html).toContain("can&#39;t be shown");
  });

  test("a film of another house is a link of ours until it is pressed", () => {
    const attrs = { source: "youtube", videoId: "dQw4w9WgXcQ", title: "Tour", blockId: "abcdefgh1234" };
    const film = card("video", attrs);
    const { html } = draw(doc(film), buyer);
    expect(html).toContain('href="/room/r/p/p/videos/abcdefgh1234"');
    expect(html).not.toContain("youtube.com");
    expect(html).not.toContain("dQw4w9WgXcQ");
    expect(html).toContain("Nothing is loaded from there before you press play.");
  });

  test("a film of ours plays from the reader's own door", () => {
    expect(draw(doc(video("upload", ID)), buyer).html).toContain(`src="/room/r/attachments/${ID}"`);
  });

  test("buttons lead where they say, out of the house without a trace", () => {
    const body = doc(
      cta({ href: "https://kumano.example/" }),
      cta({ action: "chat" }),
      cta({ action: "accept" }),
    );
    const { html } = draw(body, buyer);
    expect(html).toContain(
      'href="https://kumano.example/" target="_blank" rel="noopener noreferrer nofollow">Go</a>',
    );
    expect(html).toContain('href="/room/r/chat"');
    expect(html).toContain('href="#acceptance"');
  });

  test("the plan shows its next steps, and says when there are none", () => {
    const step = { pageId: ID, title: "Sign <NDA>", dueOn: "2026-12-01", lateDays: 2, ownerName: "Ren" };
    const body = doc(card("plan", { taskCount: 1 }));
    const plan = [step, { ...step, title: "Later" }];
    const { html } = draw(body, { ...buyer, parts: { ...NO_PARTS, plan } });
    expect(html).toContain("Sign &lt;NDA&gt;");
    expect(html).toContain("<small data-late>Ren · Dec 1, 2026, overdue</small>");
    expect(html).not.toContain("Later");
    expect(html).toContain(`href="/room/r/p/${ID}"`);
    expect(draw(body, buyer).html).toContain("No open steps");
  });

  test("an acceptance is a place for the page's own form", () => {
    const { sections, html } = draw(
      doc(
        paragraph(text("a")),
        { type: "acceptance", attrs: { blockId: "abcdefgh1234" } },
        paragraph(text("b")),
      ),
    );
    expect(sections[0]?.parts).toEqual([
      { kind: "html", html: "<p>a</p>" },
      { kind: "acceptance", blockId: "abcdefgh1234" },
      { kind: "html", html: "<p>b</p>" },
    ]);
    expect(html).toContain('<div data-acceptance="abcdefgh1234" id="acceptance"></div>');
  });
});

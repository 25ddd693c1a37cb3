import { describe, expect, test } from "vitest";
import { renderProposal } from "~/features/rooms/proposals/render.server";
import { validateProposal } from "~/features/rooms/proposals/validate.server";

const IMAGE_ID = "0123456789abcdefghjkmnpqrs";
const text = (value: string, marks?: unknown[]) => ({ type: "text", text: value, ...(marks && { marks }) });
const paragraph = (...content: unknown[]) => ({ type: "paragraph", content });
const heading = (level: number, value: string) => ({
  type: "heading",
  attrs: { level },
  content: [text(value)],
});
const doc = (...content: unknown[]) => ({ type: "doc", content });
const link = (href: string) => paragraph(text("here", [{ type: "link", attrs: { href } }]));
const imageUrl = (id: string) => `/images/${id}`;

function nested(depth: number): unknown {
  let node: unknown = paragraph(text("deep"));
  for (let level = 0; level < depth; level++) node = { type: "blockquote", content: [node] };
  return doc(node);
}

describe("a proposal is stored only when every part is known", () => {
  test.each([
    ["an unknown node", doc({ type: "evil" }), "unknown_part"],
    ["an unknown attribute", doc({ ...paragraph(text("a")), attrs: { onclick: "x" } })],
    ["an unknown mark", doc(paragraph(text("a", [{ type: "blink" }]))), "unknown_part"],
    ["an unknown property", doc({ ...paragraph(text("a")), html: "<b>" }), "unknown_part"],
    ["a script address", doc(link("javascript:alert(1)")), "unsafe_address"],
    ["a data address", doc(link("data:text/html,x")), "unsafe_address"],
    ["a script address hidden by a tab", doc(link("java\tscript:alert(1)")), "unsafe_address"],
    ["a picture from another host", doc({ type: "image", attrs: { src: "https://evil.example/x.png" } })],
    ["a picture without an id of ours", doc({ type: "image", attrs: { imageId: "../x" } })],
    ["a heading of level 9", doc(heading(9, "x"), { type: "heading", attrs: { level: "9" }, extra: 1 })],
    ["content where none belongs", doc({ type: "text", text: "a", content: [paragraph()] })],
    ["a document 60 levels deep", nested(60), "too_deep"],
    ["a prototype name for a node", doc({ type: "__proto__" }), "unknown_part"],
    ["no object", "doc"],
    ["null", null],
  ])("refuses %s", (_name, body, reason = "invalid") => {
    expect(validateProposal(body)).toMatchObject({ ok: false, reason });
  });

  test("refuses more than a megabyte as too large", () => {
    expect(validateProposal(doc(paragraph(text("あ".repeat(1_100_000)))))).toEqual({
      ok: false,
      reason: "too_large",
    });
  });

  test("counts sections by headings of level 1 and 2, and text before the first as one", () => {
    const body = doc(paragraph(text("intro")), heading(1, "A"), heading(3, "a"), heading(2, "B"));
    expect(validateProposal(body)).toMatchObject({ ok: true, imageIds: [], sectionCount: 3 });
  });

  test("names the pictures it uses", () => {
    const body = doc({ type: "image", attrs: { imageId: IMAGE_ID, alt: "", width: 1, height: 1 } });
    expect(validateProposal(body)).toMatchObject({ ok: true, imageIds: [IMAGE_ID], sectionCount: 1 });
  });
});

describe("a reader's HTML", () => {
  test("escapes text and attributes", () => {
    const { html } = renderProposal(
      doc(paragraph(text('<img onerror="x">')), {
        type: "image",
        attrs: { imageId: IMAGE_ID, alt: '"><script>', width: 2, height: 3 },
      }),
      { imageUrl },
    );
    expect(html).toContain("&lt;img onerror=&quot;x&quot;&gt;");
    expect(html).toContain(
      `<img src="/images/${IMAGE_ID}" alt="&quot;&gt;&lt;script&gt;" width="2" height="3" loading="lazy">`,
    );
  });

  test("numbers the sections and gives their titles", () => {
    const { html, sections } = renderProposal(doc(paragraph(text("intro")), heading(1, "価格")), {
      imageUrl,
    });
    expect(sections.map(({ index, title }) => [index, title])).toEqual([
      [1, ""],
      [2, "価格"],
    ]);
    expect(html).toBe(
      '<section data-section="1"><p>intro</p></section><section data-section="2"><h1>価格</h1></section>',
    );
  });

  test("shows the readable parts when a stored block is no longer known", () => {
    expect(renderProposal(doc({ type: "gone" }, paragraph(text("still here"))), { imageUrl }).html).toContain(
      "still here",
    );
  });

  test("keeps neighbours with the same mark in one element", () => {
    const bold = [{ type: "bold" }];
    const { html } = renderProposal(
      doc(paragraph(text("a", bold), text("b", [...bold, { type: "italic" }]))),
      { imageUrl },
    );
    expect(html).toContain("<strong>a</strong><strong><em>b</em></strong>");
  });

  test("is empty for a document without content", () => {
    expect(renderProposal({ type: "doc" }, { imageUrl })).toEqual({ html: "", sections: [] });
  });
});

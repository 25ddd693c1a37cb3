import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RenderOptions, renderProposal } from "~/features/rooms/proposals/render.server";
import { validateProposal } from "~/features/rooms/proposals/validate.server";
import { VARIABLE_NAMES } from "~/features/rooms/proposals/variables/utils";

const ID = "0123456789abcdefghjkmnpqrs";
const text = (value: string, ...marks: unknown[]) => ({
  type: "text",
  text: value,
  ...(marks.length > 0 && { marks }),
});
const paragraph = (...content: unknown[]) => ({ type: "paragraph", content });
const heading = (level: number, ...content: unknown[]) => ({ type: "heading", attrs: { level }, content });
const doc = (...content: unknown[]) => ({ type: "doc", content });
const item = (...content: unknown[]) => ({ type: "listItem", content });
const cell = (type: string, words: string, attrs: object = {}) => ({
  type,
  attrs,
  content: [paragraph(text(words))],
});
const row = (...content: unknown[]) => ({ type: "tableRow", content });
const bold = { type: "bold" };
const italic = { type: "italic" };
const link = (href: string) => ({ type: "link", attrs: { href } });

const draw = (body: unknown, options: Partial<RenderOptions> = {}) =>
  renderProposal(body, { imageUrl: (id) => `/images/${id}`, ...options });
/** One section's HTML without its frame. */
const inner = (...blocks: unknown[]) =>
  draw(doc(...blocks)).html.replace(/^<section data-section="1">|<\/section>$/g, "");

describe("sections", () => {
  test("begin at headings of the first two levels, the text before them being one too", () => {
    const { sections } = draw(
      doc(
        paragraph(text("hello")),
        heading(1, text("One")),
        heading(3, text("not a section")),
        paragraph(text("a")),
        heading(2, text("Two")),
      ),
    );
    expect(sections.map(({ index, title }) => [index, title])).toEqual([
      [1, ""],
      [2, "One"],
      [3, "Two"],
    ]);
  });

  test("are counted alike where a text is stored and where it is read", () => {
    const blocks = fc.array(fc.constantFrom(0, 1, 2, 3), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(blocks, (levels) => {
        const body = doc(
          ...levels.map((level) => (level === 0 ? paragraph(text("a")) : heading(level, text("h")))),
        );
        expect(validateProposal(body)).toMatchObject({ ok: true, sectionCount: draw(body).sections.length });
      }),
    );
  });

  test("are numbered in the HTML for whoever measures", () => {
    const { html } = draw(doc(heading(1, text("A")), heading(2, text("B"))));
    expect([...html.matchAll(/<section data-section="(\d)">/g)].map(([, n]) => n)).toEqual(["1", "2"]);
  });

  test("a title is the words of its heading, without marks", () => {
    const { sections } = draw(doc(heading(1, text("A "), text("B", bold), text(" <C>"))));
    expect(sections[0]?.title).toBe("A B <C>");
  });
});

describe("words and their marks", () => {
  test.each<[string, unknown[], string]>([
    ["bold", [text("a", bold)], "<p><strong>a</strong></p>"],
    ["italic in bold", [text("a", bold, italic)], "<p><strong><em>a</em></strong></p>"],
    ["crossed out", [text("a", { type: "strike" })], "<p><s>a</s></p>"],
    ["underlined", [text("a", { type: "underline" })], "<p><u>a</u></p>"],
    ["code", [text("<a>", { type: "code" })], "<p><code>&lt;a&gt;</code></p>"],
    ["a line break", [text("a"), { type: "hardBreak" }, text("b")], "<p>a<br>b</p>"],
    ["nothing", [], "<p></p>"],
  ])("%s", (_name, content, html) => {
    expect(inner(paragraph(...content))).toBe(html);
  });

  test("neighbours with one mark share its element, a variable among them too", () => {
    const variable = { type: "variable", attrs: { name: "today", fallback: "soon" }, marks: [bold] };
    expect(inner(paragraph(text("by ", bold), variable, text("."), text("!", bold)))).toBe(
      "<p><strong>by soon</strong>.<strong>!</strong></p>",
    );
  });

  test("a link leads out without telling where from", () => {
    const html = inner(paragraph(text("here", link("https://kumano.example/?a=1&b=2"))));
    expect(html).toContain('href="https://kumano.example/?a=1&amp;b=2"');
    expect(html).toContain('rel="noopener noreferrer nofollow"');
    expect(html).toContain('target="_blank"');
  });

  test("a link that was stored before its address was refused is no link", () => {
    for (const href of ["javascript:alert(1)", "data:text/html,x"])
      expect(inner(paragraph(text("here", link(href))))).not.toContain(href);
  });
});

describe("lists, quotes, code and tables", () => {
  test("a list in a list", () => {
    const nested = { type: "bulletList", content: [item(paragraph(text("b")))] };
    expect(inner({ type: "bulletList", content: [item(paragraph(text("a")), nested)] })).toBe(
      "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
    );
  });

  test("a numbered list begins where it was told", () => {
    const list = (start: number) => ({
      type: "orderedList",
      attrs: { start },
      content: [item(paragraph(text("a")))],
    });
    expect(inner(list(5))).toContain('<ol start="5">');
    expect(inner(list(1))).not.toContain("start=");
  });

  test("quotes, rules and code keep their words as words", () => {
    expect(inner({ type: "blockquote", content: [paragraph(text('"a"'))] })).toBe(
      "<blockquote><p>&quot;a&quot;</p></blockquote>",
    );
    expect(inner({ type: "horizontalRule" })).toBe("<hr>");
    const code = { type: "codeBlock", attrs: { language: "ts" }, content: [text("a\n  <b>")] };
    expect(inner(code)).toMatch(/^<pre><code[^>]*>a\n {2}&lt;b&gt;<\/code><\/pre>$/);
  });

  test("a wide table scrolls in a box that keys reach, with its heads and spans", () => {
    const html = inner({
      type: "table",
      content: [
        row(cell("tableHeader", "h", { colspan: 2 })),
        row(cell("tableCell", "<1>"), cell("tableCell", "2")),
      ],
    });
    expect(html).toMatch(/^<div class="table-scroll" tabindex="0"><table/);
    expect(html).toMatch(/<th[^>]* colspan="2"[^>]*><p>h<\/p><\/th>/);
    expect(html).toContain("<p>&lt;1&gt;</p>");
    expect(html).not.toContain("style=");
  });
});

describe("pictures", () => {
  const image = (attrs: object) => ({ type: "image", attrs: { imageId: ID, alt: "", ...attrs } });

  test.each([
    [{}, ` src="/images/${ID}" alt="" loading`],
    [{ width: 40, height: 30 }, ' width="40" height="30" loading'],
    [{ width: 40 }, ' alt="" loading'],
    [{ widthPercent: 33 }, ' style="width: 33%" loading'],
    [{ alt: '"><script>' }, ' alt="&quot;&gt;&lt;script&gt;"'],
  ])("%j is drawn with %s", (attrs, part) => {
    expect(inner(image(attrs))).toContain(part);
  });

  test("come only from where this reader's come from", () => {
    const { html } = draw(doc(image({})), { imageUrl: (id) => `/room/r/images/${id}?a&b` });
    expect(html).toContain(`src="/room/r/images/${ID}?a&amp;b"`);
  });
});

describe("variables", () => {
  const variable = (name: string, fallback = "") => ({ type: "variable", attrs: { name, fallback } });

  test.each(VARIABLE_NAMES)("%s is filled in for each reader", (name) => {
    const values = (who: string) => draw(doc(paragraph(variable(name))), { variables: () => who }).html;
    expect(values("Aoi")).toContain("<p>Aoi</p>");
    expect(values("Ren")).toContain("<p>Ren</p>");
  });

  test("an empty value is a value, nothing known is not", () => {
    const body = doc(paragraph(variable("deal.name", "our project")));
    expect(draw(body, { variables: () => "" }).html).toContain("<p></p>");
    expect(draw(body, { variables: () => null }).html).toContain("<p>our project</p>");
  });

  test("a value that looks like a variable or markup is not read again", () => {
    const { html } = draw(doc(paragraph(variable("account.name"))), {
      variables: () => "{{owner.email}} <script>",
    });
    expect(html).toContain("{{owner.email}} &lt;script&gt;");
  });
});

describe("a damaged document", () => {
  test.each([null, undefined, 7, "text", [], {}, { content: "x" }, { type: "doc", content: null }])(
    "that is %j has no sections and doesn't fail",
    (body) => {
      expect(draw(body)).toEqual({ html: "", sections: [] });
    },
  );

  test("shows every block that can still be read", () => {
    const { html } = draw(
      doc(
        paragraph(text("a")),
        { type: "hologram" },
        null,
        { type: "paragraph", content: [{ type: "emoji" }] },
        paragraph(text("b", { type: "sparkle" })),
        paragraph(text("c")),
      ),
    );
    expect(html).toBe('<section data-section="1"><p>a</p><p>c</p></section>');
  });

  test("a card whose attributes are no longer good is left out, the text around it stays", () => {
    for (const broken of [
      { type: "pricing", attrs: { pricing: { lines: "x" } } },
      { type: "cta", attrs: { label: "x", action: "link", href: "javascript:alert(1)" } },
      { type: "video", attrs: { source: "youtube", videoId: '"><script>' } },
      { type: "file", attrs: { documentId: "../x" } },
    ])
      expect(inner(paragraph(text("a")), broken, paragraph(text("b")))).toBe("<p>a</p><p>b</p>");
  });

  test("no text whatever brings an element or a handler into the page", () => {
    const words = fc.string({
      unit: fc.constantFrom(..."<>\"'&/=! onscriptimg\u202e日本".split("")),
      minLength: 1,
    });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const body = doc(
          heading(1, text(one)),
          paragraph(text(other, bold), { type: "variable", attrs: { name: "today", fallback: one } }),
          { type: "image", attrs: { imageId: ID, alt: other } },
        );
        const tags = [...draw(body).html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag ?? "");
        expect(tags.every((tag) => ["section", "h1", "p", "strong", "img"].includes(tag))).toBe(true);
        expect(draw(body).html).not.toMatch(/<[^>"]*(?:"[^"]*"[^>"]*)* on\w+=/);
      }),
    );
  });
});

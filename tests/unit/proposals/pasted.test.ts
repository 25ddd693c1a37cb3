// @vitest-environment jsdom
import { DOMParser, DOMSerializer } from "@tiptap/pm/model";
import { afterEach, describe, expect, test } from "vitest";
import { proposalSchema, validateProposal } from "~/features/rooms/proposals/validate.server";
import { bodyOf, closeEditors, type Json, openEditor, paste, wordsIn } from "./editing";

const ID = "0123456789abcdefghjkmnpqrs";

afterEach(closeEditors);

/** What the clipboard or another page's HTML becomes in the text. */
function parse(html: string): Json {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return DOMParser.fromSchema(proposalSchema).parse(holder).toJSON();
}

function serialize(content: unknown[]): string {
  const doc = proposalSchema.nodeFromJSON({ type: "doc", content });
  const holder = document.createElement("div");
  holder.append(DOMSerializer.fromSchema(proposalSchema).serializeFragment(doc.content));
  return holder.innerHTML;
}

const first = (html: string) => parse(html).content?.[0] as Json;
const typesIn = (node: Json): string[] => [node.type, ...(node.content ?? []).flatMap(typesIn)];
const marksIn = (node: Json): Json[] => [...(node.marks ?? []), ...(node.content ?? []).flatMap(marksIn)];
const card = (name: string, attributes: unknown) => {
  const holder = document.createElement("div");
  holder.innerHTML = `<div data-card="${name}"></div>`;
  holder.firstElementChild?.setAttribute("data-attributes", JSON.stringify(attributes));
  return holder.innerHTML;
};

const text = (words: string, ...marks: unknown[]) => ({
  type: "text",
  text: words,
  ...(marks.length > 0 && { marks }),
});
const paragraph = (...content: unknown[]) => ({ type: "paragraph", content });
const pricing = { currency: "JPY", rounding: "floor", taxMode: "exclusive", lines: [] };

describe("a block that is copied and pasted is the same block", () => {
  test.each<[string, unknown]>([
    ["a heading", { type: "heading", attrs: { level: 3 }, content: [text("見出し")] }],
    ["a callout", { type: "callout", attrs: { tone: "success" }, content: [paragraph(text("Mind"))] }],
    [
      "columns",
      {
        type: "columns",
        content: [
          { type: "column", content: [paragraph(text("left"))] },
          { type: "column", content: [paragraph(text("right"))] },
          { type: "column", content: [{ type: "file", attrs: { documentId: ID } }] },
        ],
      },
    ],
    ["a document", { type: "file", attrs: { documentId: ID } }],
    ["a film", { type: "video", attrs: { source: "vimeo", videoId: "12/ab", title: '"Tour" <1>' } }],
    ["prices", { type: "pricing", attrs: { pricing } }],
    ["a plan", { type: "plan", attrs: { taskCount: 7 } }],
    ["a button", { type: "cta", attrs: { label: "予約 & go", action: "chat", href: "", pageId: "" } }],
    ["an acceptance", { type: "acceptance" }],
    [
      "a picture",
      { type: "image", attrs: { imageId: ID, alt: "a <b>", width: 40, height: 30, widthPercent: 50 } },
    ],
    ["a variable", paragraph({ type: "variable", attrs: { name: "today", fallback: "soon" } })],
    ["a link", paragraph(text("here", { type: "link", attrs: { href: "https://kumano.example/?a=1&b=2" } }))],
    ["code", { type: "codeBlock", attrs: { language: "ts" }, content: [text("<a>\n  b")] }],
    [
      "a numbered list that begins at seven",
      {
        type: "orderedList",
        attrs: { start: 7 },
        content: [{ type: "listItem", content: [paragraph(text("x"))] }],
      },
    ],
    [
      "a table with a wide cell",
      {
        type: "table",
        content: [
          {
            type: "tableRow",
            content: [{ type: "tableHeader", attrs: { colspan: 2 }, content: [paragraph(text("h"))] }],
          },
          {
            type: "tableRow",
            content: [
              { type: "tableCell", content: [paragraph(text("1"))] },
              { type: "tableCell", content: [paragraph(text("2"))] },
            ],
          },
        ],
      },
    ],
  ])("%s", (_name, block) => {
    const html = serialize([block]);
    const node = proposalSchema.nodeFromJSON({ type: "doc", content: [block] });
    expect(parse(html)).toEqual(node.toJSON());
  });

  test("with its id, under the anchor that links to it", () => {
    const block = { ...paragraph(text("a")), attrs: { blockId: "abcdefgh1234" } };
    const html = serialize([block]);
    expect(html).toContain('id="b-abcdefgh1234"');
    expect(first(html).attrs?.blockId).toBe("abcdefgh1234");
  });
});

describe("what another page claims to be a block of ours", () => {
  test.each([
    ["a document by a path", "file", { documentId: "../../etc/passwd" }],
    ["a film of an unknown house", "video", { source: "elsewhere", videoId: "1", title: "" }],
    ["a film whose id leads elsewhere", "video", { source: "youtube", videoId: "../x?autoplay", title: "" }],
    ["prices below nothing", "pricing", { pricing: { ...pricing, lines: [{ unitMinor: -1 }] } }],
    ["a plan of no end", "plan", { taskCount: 1e9 }],
    ["a button that runs something", "cta", { label: "x", action: "link", href: "javascript:alert(1)" }],
    ["a button with a field we don't know", "cta", { label: "x", action: "chat", onclick: "alert(1)" }],
    ["an acceptance that says more than it is", "acceptance", { html: "<b>" }],
    ["a card of no known name", "iframe", { src: "https://evil.example" }],
  ])("is none: %s", (_what, name, attributes) => {
    expect(typesIn(parse(card(name, attributes)))).toEqual(["doc", "paragraph"]);
  });

  test.each(["", "null", "[", '"text"', "7"])("is none where its attributes are %j", (json) => {
    const holder = document.createElement("div");
    holder.innerHTML = '<div data-card="plan"></div>';
    holder.firstElementChild?.setAttribute("data-attributes", json);
    expect(typesIn(parse(holder.innerHTML))).not.toContain("plan");
  });

  test("is no variable where the name is none of ours; its words stay as words", () => {
    const span = `<p><span data-variable='{"name":"env.SECRET_KEY","fallback":""}'>Hello</span></p>`;
    expect(typesIn(parse(span))).not.toContain("variable");
    expect(wordsIn(parse(span))).toBe("Hello");
  });

  test("a callout of no known tone becomes a note", () => {
    expect(first('<div data-callout="loud"><p>x</p></div>').attrs?.tone).toBe("info");
  });
});

describe("HTML of other pages", () => {
  test.each([
    ["a script", "<p>a</p><script>alert(1)</script>", "a"],
    ["a frame", "<p>a</p><iframe src='https://evil.example'></iframe>", "a"],
    ["a picture of another house", "<p>a</p><img src='https://evil.example/pixel.gif'>", "a"],
    ["an object", "<p>a</p><object data='x.swf'></object>", "a"],
    ["a style sheet", "<style>p{}</style><p>a</p>", "a"],
    ["a form", "<form action='https://evil.example'><p>a</p><input value='b'></form>", "a"],
    ["an SVG with a script in it", "<p>a</p><svg onload='alert(1)'><script>alert(2)</script></svg>", "a"],
  ])("leaves behind %s and keeps the words", (_what, html, words) => {
    const doc = parse(html);
    expect(wordsIn(doc)).toBe(words);
    expect(new Set(typesIn(doc))).toEqual(new Set(["doc", "paragraph", "text"]));
  });

  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "/relative",
    "blob:https://x",
  ])("a link to %j is words only", (href) => {
    const holder = document.createElement("p");
    const link = holder.appendChild(document.createElement("a"));
    link.setAttribute("href", href);
    link.textContent = "here";
    const doc = parse(holder.outerHTML);
    expect(marksIn(doc)).toEqual([]);
    expect(wordsIn(doc)).toBe("here");
  });

  test("no handler and no style comes along", () => {
    const html =
      '<p onclick="alert(1)" style="position:fixed">a<b onmouseover="x" style="color:red">b</b></p>';
    const again = serialize(parse(html).content ?? []);
    expect(again).toBe("<p>a<strong>b</strong></p>");
  });

  test.each([
    ["a link with many classes", `<p><a href="https://a.example" class="${"px-4 ".repeat(80)}">x</a></p>`],
    ["a link with a long title", `<p><a href="https://a.example" title="${"t".repeat(400)}">x</a></p>`],
    ["a list that begins before nothing", '<ol start="-3"><li><p>x</p></li></ol>'],
    ["a list that begins nowhere", '<ol start="soon"><li><p>x</p></li></ol>'],
    ["a list of a style we don't know", '<ol type="disc"><li><p>x</p></li></ol>'],
    ["a block with an id of another editor", '<p data-block="3f2a9c1e-77aa-4b0e-9d27-0c4f">x</p>'],
    ["a block whose id is markup", "<p data-block='\"><script>'>x</p>"],
    ["a picture that is none of ours by its id", '<img data-image-id="../../evil" alt="x"><p>y</p>'],
    ["a picture without an id", '<img data-image-id="" alt="x"><p>y</p>'],
    ["a picture of impossible size", `<img data-image-id="${ID}" width="9e9" height="-1" data-width="500">`],
    ["code in a language of a long name", `<pre><code class="language-${"x".repeat(90)}">x</code></pre>`],
    ["a cell across everything", '<table><tr><td colspan="900"><p>x</p></td></tr></table>'],
    ["a cell down everything", '<table><tr><td rowspan="70000"><p>x</p></td></tr></table>'],
    ["a cell of no width", '<table><tr><td colspan="0"><p>x</p></td></tr></table>'],
    ["a cell with widths that are words", '<table><tr><td colwidth="a,b"><p>x</p></td></tr></table>'],
    ["a cell set to justify", '<table><tr><td style="text-align: justify" align="char">x</td></tr></table>'],
    ["a single column", "<div data-columns='1'><div data-column=''><p>x</p></div></div>"],
    [
      "columns in a column",
      "<div data-columns><div data-column><div data-columns><div data-column>x</div></div></div></div>",
    ],
    ["a heading of the sixth level", "<h6>x</h6>"],
    ["a list in a heading", "<h1><ul><li>x</li></ul></h1>"],
    ["loose words", "x<br>y"],
    ["nothing at all", ""],
  ])("can be stored once it is in: %s", (_what, html) => {
    const editor = openEditor(paragraph(text("before")));
    editor.commands.focus("end");
    paste(editor, html);
    expect(validateProposal(bodyOf(editor))).toMatchObject({ ok: true });
    expect(wordsIn(bodyOf(editor))).toContain("before");
  });
});

// @vitest-environment jsdom
import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { MessageText } from "~/features/rooms/chat/components/message-text";
import { type Block, type Inline, parseMessage } from "~/features/rooms/chat/text/parse";

type Named = { name: string; isMe: boolean }[];
function render(text: string, named: Named = []): HTMLElement {
  const page = document.createElement("div");
  page.innerHTML = renderToStaticMarkup(<MessageText text={text} named={named} />);
  return page;
}
const inner = (text: string, named: Named = []) => render(text, named).firstElementChild?.innerHTML ?? "";
/** Only the elements, without their looks. */
const bare = (text: string, named: Named = []) => inner(text, named).replace(/ class="[^"]*"/g, "");
const tags = (page: HTMLElement) => [...page.querySelectorAll("*")].map((one) => one.tagName.toLowerCase());

describe("a message on the screen", () => {
  test.each([
    ["plain", "<p>plain</p>"],
    ["**bold** and *soft* and _soft_", "<p><strong>bold</strong> and <em>soft</em> and <em>soft</em></p>"],
    ["**太字**です", "<p><strong>太字</strong>です</p>"],
    ["`a < b`", "<p><code>a &lt; b</code></p>"],
    ["`**not bold**`", "<p><code>**not bold**</code></p>"],
    ["one\ntwo", "<p>one<br>two</p>"],
    ["one\n\n\ntwo", "<p>one</p><p>two</p>"],
    ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["・一\n・二", "<p>・一<br>・二</p>"],
    ["・ 一\n・ 二", "<ul><li>一</li><li>二</li></ul>"],
    ["1. a\n2) b", "<ol><li>a</li><li>b</li></ol>"],
    ["- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"],
    ["- **a** `b`", "<ul><li><strong>a</strong> <code>b</code></li></ul>"],
    ["text\n- a", "<p>text</p><ul><li>a</li></ul>"],
    ["```\nx = 1\n  y\n```", "<pre>x = 1\n  y</pre>"],
    ["```js\nx\n```\nafter", "<pre>x</pre><p>after</p>"],
    ["```\nnever closed", "<pre>never closed</pre>"],
    ["```\n- a\n<b>\n```", "<pre>- a\n&lt;b&gt;</pre>"],
    ["snake_case_name stays", "<p>snake_case_name stays</p>"],
    ["2 * 3 * 4", "<p>2 * 3 * 4</p>"],
    ["**", "<p>**</p>"],
    ["``", "<p>``</p>"],
    ["-no list", "<p>-no list</p>"],
    ["2026. Nothing", "<p>2026. Nothing</p>"],
    ["", ""],
    ["\n\n", ""],
  ])("%j is %j", (text, html) => {
    expect(bare(text)).toBe(html);
  });
});

describe("what looks like markup", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "**<svg onload=alert(1)>**",
    "`</code><script>`",
    "[<b>x</b>](https://example.com)",
    "```\n</pre><iframe>\n```",
    '@Ren"><script>',
    "&lt;b&gt; &amp; &#60;b&#62;",
  ])("%j stays letters", (text) => {
    const page = render(text, [{ name: 'Ren"><script>', isMe: false }]);
    const known = new Set(["div", "p", "strong", "em", "code", "pre", "a", "bdi", "span"]);
    expect(tags(page).filter((tag) => !known.has(tag))).toEqual([]);
    expect([...page.querySelectorAll("*")].flatMap((one) => one.getAttributeNames()).join()).not.toContain(
      "on",
    );
  });

  test("entities are shown as they were typed", () => {
    expect(render("&lt;b&gt;").textContent).toBe("&lt;b&gt;");
  });
});

describe("a link", () => {
  const linkOf = (text: string) => render(text).querySelector("a");

  test.each([
    ["https://example.com", "https://example.com/"],
    ["http://example.com/a?b=c#d", "http://example.com/a?b=c#d"],
    ["see https://example.com/a, please", "https://example.com/a"],
    ["(https://example.com/a)", "https://example.com/a"],
    ["資料はhttps://example.com/資料です。", "https://example.com/%E8%B3%87%E6%96%99%E3%81%A7%E3%81%99"],
    ["「https://example.com/a」を参照", "https://example.com/a"],
    ["[offer](https://example.com/offer)", "https://example.com/offer"],
  ])("in %j leads to %s", (text, href) => {
    expect(linkOf(text)?.getAttribute("href")).toBe(href);
  });

  test.each([
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/rooms)",
    "https://",
    "http://[",
    "mailto:ren@example.com",
  ])("is not made of %j", (text) => {
    expect(linkOf(text)).toBeNull();
    expect(render(text).textContent).toBe(text);
  });

  test("opens elsewhere, tells nobody where from, and stands apart from the direction around it", () => {
    const link = linkOf("https://example.com");
    expect(link?.target).toBe("_blank");
    expect(link?.rel.split(" ").sort()).toEqual(["nofollow", "noopener", "noreferrer", "ugc"]);
    expect(link?.firstElementChild?.tagName).toBe("BDI");
  });

  test("with a friendly label shows where it leads all the same", () => {
    const page = render("[https://bank.example](https://evil.example/login)");
    expect(page.querySelector("a")?.href).toBe("https://evil.example/login");
    expect(page.textContent).toContain("(evil.example)");
    expect(render("https://evil.example").textContent).not.toContain("(");
  });

  test("tells a lookalike host in plain letters", () => {
    const page = render("[bank](https://bаnk.example)");
    expect(page.textContent).toMatch(/\(xn--/);
  });
});

describe("the direction of the text", () => {
  test("is the message's own, and does not spill over", () => {
    const block = render("שלום (https://example.com)").firstElementChild;
    expect(block?.getAttribute("dir")).toBe("auto");
    expect(block?.className).toContain("[unicode-bidi:isolate]");
  });

  test("does not turn a name around", () => {
    const page = render("@אבי 123", [{ name: "אבי", isMe: true }]);
    expect(page.querySelector("bdi")?.textContent).toBe("@אבי");
  });
});

describe("names", () => {
  const NAMED = [
    { name: "森", isMe: false },
    { name: "森 あおい", isMe: true },
  ];

  test("are marked wherever they stand, the longest that fits, mine apart from others'", () => {
    const marks = [...render("@森 あおい、@森さん: **@森**", NAMED).querySelectorAll("bdi")];
    expect(marks.map((mark) => mark.textContent)).toEqual(["@森 あおい", "@森"]);
    expect(marks.map((mark) => mark.className.includes("bg-accent-soft"))).toEqual([true, false]);
  });

  test("are not marked in code, and nobody is whom the message does not name", () => {
    expect(bare("`@森`", NAMED)).toBe("<p><code>@森</code></p>");
    expect(bare("@Ren", NAMED)).toBe("<p>@Ren</p>");
  });

  test("with signs that mean something elsewhere are just names", () => {
    expect(bare("@a+b (x) hello", [{ name: "a+b (x)", isMe: false }])).toBe(
      "<p><bdi>@a+b (x)</bdi> hello</p>",
    );
  });
});

const lettersOf = (parts: readonly Inline[]) => parts.map(({ text }) => text).join("");
const textOf = (blocks: readonly Block[]) =>
  blocks
    .flatMap((block) => {
      if (block.kind === "code") return [block.text];
      return (block.kind === "list" ? block.items : block.lines).map(lettersOf);
    })
    .join("\n");

describe("whatever is written", () => {
  const anything = fc
    .array(
      fc.constantFrom(
        ..."ab あ漢*_`[]()<>@&\"'\n-1.#・",
        "**",
        "```",
        "https://x.jp/",
        "😀",
        "\u202e",
        "e\u0301",
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(""));

  test("no letter is lost and none is added, apart from the signs that mark", () => {
    const letters = (text: string) => text.replace(/[^\p{L}\p{Extended_Pictographic}]/gu, "");
    const unfenced = anything.map((text) => text.replaceAll("```", "`"));
    fc.assert(
      fc.property(unfenced, (text) => {
        const shown = letters(textOf(parseMessage(text)));
        // A labelled link shows its label; where it leads is in its address.
        if (!/\]\(https?:/.test(text)) expect(shown).toBe(letters(text));
      }),
    );
  });

  test("only a handful of elements ever stand on the screen", () => {
    const known = new Set([
      "div",
      "p",
      "br",
      "strong",
      "em",
      "code",
      "pre",
      "a",
      "bdi",
      "span",
      "ul",
      "ol",
      "li",
    ]);
    fc.assert(
      fc.property(anything, (text) => {
        const page = render(text, [{ name: "ab", isMe: true }]);
        for (const tag of tags(page)) expect(known).toContain(tag);
        for (const link of page.querySelectorAll("a")) expect(link.protocol).toMatch(/^https?:$/);
      }),
      { numRuns: 60 },
    );
  });

  test("text without any mark is one paragraph of itself", () => {
    const words = fc.array(fc.constantFrom("見積り", "offer", " ", "2026年", "、"), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, (parts) => {
        const text = `«${parts.join("")}»`;
        expect(parseMessage(text)).toEqual([{ kind: "lines", lines: [[{ kind: "text", text }]] }]);
      }),
    );
  });
});

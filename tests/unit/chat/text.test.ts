import { describe, expect, test } from "vitest";
import { type Block, parseMessage } from "~/features/rooms/chat/text/parse";
import { mentionBeing, newMark, visitorTag } from "~/features/rooms/chat/utils";

const lineOf = (text: string, named: Parameters<typeof parseMessage>[1] = []) => {
  const [block] = parseMessage(text, named);
  return block?.kind === "lines" ? block.lines[0] : block;
};
const kinds = (blocks: Block[]) => blocks.map(({ kind }) => kind);

describe("a message's text", () => {
  test("knows bold, italic, code and lists, and leaves the rest as it is", () => {
    expect(lineOf("a **b** *c* _d_ `e**f` snake_case_name 3*4")).toEqual([
      { kind: "text", text: "a " },
      { kind: "strong", text: "b" },
      { kind: "text", text: " " },
      { kind: "em", text: "c" },
      { kind: "text", text: " " },
      { kind: "em", text: "d" },
      { kind: "text", text: " " },
      { kind: "code", text: "e**f" },
      { kind: "text", text: " snake_case_name 3*4" },
    ]);
    expect(kinds(parseMessage("intro\n- a\n- b\n1. c\n\nend\n```\n- not a list\n```\nlast"))).toEqual([
      "lines",
      "list",
      "list",
      "lines",
      "code",
      "lines",
    ]);
  });

  test("makes links of the web's addresses alone, and shows the host behind a friendly label", () => {
    expect(lineOf("[bank](https://evil.example/login)")).toEqual([
      { kind: "link", text: "bank", href: "https://evil.example/login", host: "evil.example" },
    ]);
    expect(lineOf("see https://example.com/a.")).toEqual([
      { kind: "text", text: "see " },
      { kind: "link", text: "https://example.com/a", href: "https://example.com/a", host: "" },
      { kind: "text", text: "." },
    ]);
    for (const text of ["[x](javascript:alert(1))", "javascript:alert(1)", "[x](data:text/html,a)"])
      expect(JSON.stringify(parseMessage(text))).not.toContain('"link"');
  });

  test("keeps markup as the letters it is", () => {
    expect(lineOf("<img src=x onerror=alert(1)>")).toEqual([
      { kind: "text", text: "<img src=x onerror=alert(1)>" },
    ]);
  });

  test("marks the people it names, the longer name first", () => {
    const named = [
      { name: "Ren", isMe: false },
      { name: "Ren Sato", isMe: true },
    ];
    expect(lineOf("@Ren Sato and @Ren", named)).toEqual([
      { kind: "mention", text: "@Ren Sato", isMe: true },
      { kind: "text", text: " and " },
      { kind: "mention", text: "@Ren", isMe: false },
    ]);
  });

  test("is read in time that grows with its length, whatever signs it is made of", () => {
    for (const piece of ["*", "_", "`", "[", "**a", "[a](", "https://", "@", "- "]) {
      const started = performance.now();
      parseMessage(piece.repeat(Math.ceil(10_000 / piece.length)));
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});

describe("a name being typed", () => {
  test("is the word after an @ that begins one", () => {
    expect(mentionBeing("Hello @佐藤", 9)).toEqual({ from: 6, word: "佐藤" });
    expect(mentionBeing("@", 1)).toEqual({ from: 0, word: "" });
    expect(mentionBeing("@Ren Sa", 7)).toEqual({ from: 0, word: "Ren Sa" });
    expect(mentionBeing("ren@example.com", 15)).toBeNull();
    expect(mentionBeing("@ren\nnext", 9)).toBeNull();
    expect(mentionBeing("no name", 7)).toBeNull();
    expect(mentionBeing(`@${"x".repeat(60)}`, 61)).toBeNull();
  });
});

test("marks are long enough and tags tell visitors apart", () => {
  expect(newMark()).toMatch(/^[0-9a-f]{32}$/);
  expect(newMark()).not.toBe(newMark());
  expect(visitorTag("01m81j4b58bwjtwfe87bekxhzp")).toBe("HZP");
});

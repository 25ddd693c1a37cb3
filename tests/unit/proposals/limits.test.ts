import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBlockId } from "~/features/rooms/proposals/blocks/attributes";
import { newBlockId, withBlockIds } from "~/features/rooms/proposals/blocks/new-block-id";
import {
  MAX_PROPOSAL_BYTES,
  MAX_PROPOSAL_DEPTH,
  saveProposalSchema,
} from "~/features/rooms/proposals/schema";
import { mentionsOf, validateProposal } from "~/features/rooms/proposals/validate.server";

const ID = "0123456789abcdefghjkmnpqrs";
const OTHER = "1123456789abcdefghjkmnpqrs";
const text = (value: unknown, ...marks: unknown[]) => ({
  type: "text",
  text: value,
  ...(marks.length > 0 && { marks }),
});
const paragraph = (...content: unknown[]) => ({ type: "paragraph", content });
const doc = (...content: unknown[]) => ({ type: "doc", content });
const quoted = (depth: number): unknown =>
  depth === 0 ? paragraph(text("deep")) : { type: "blockquote", content: [quoted(depth - 1)] };
const reasonOf = (body: unknown) => {
  const validity = validateProposal(body);
  return validity.ok ? null : validity.reason;
};

describe("how large and how deep a text may be", () => {
  const sized = (bytes: number, char = "x") => {
    const frame = Buffer.byteLength(JSON.stringify(doc(paragraph(text("")))));
    return doc(paragraph(text(char.repeat((bytes - frame) / Buffer.byteLength(char)))));
  };

  test("a megabyte is stored, one byte more is not", () => {
    expect(reasonOf(sized(MAX_PROPOSAL_BYTES))).toBeNull();
    expect(reasonOf(sized(MAX_PROPOSAL_BYTES + 1))).toBe("too_large");
  });

  test("Japanese counts in bytes, as it is stored", () => {
    const third = "あ".repeat(MAX_PROPOSAL_BYTES / 3);
    expect(third.length).toBeLessThan(MAX_PROPOSAL_BYTES);
    expect(reasonOf(doc(paragraph(text(third))))).toBe("too_large");
  });

  test("quotes within quotes end somewhere, told apart from other faults", () => {
    // The text itself and its paragraph lie below the quotes.
    const deepest = MAX_PROPOSAL_DEPTH - 2;
    expect(reasonOf(doc(quoted(deepest)))).toBeNull();
    expect(reasonOf(doc(quoted(deepest - 1)))).toBeNull();
    expect(reasonOf(doc(quoted(deepest + 1)))).toBe("too_deep");
    expect(reasonOf(doc(quoted(2_000)))).toBe("too_deep");
  });
});

describe("what is no text of ours", () => {
  test.each([
    ["nothing", null, "invalid"],
    ["undefined", undefined, "invalid"],
    ["a number", 7, "invalid"],
    ["a list", [], "invalid"],
    ["no document", paragraph(text("a")), "invalid"],
    ["a document without a block", doc(), "invalid"],
    ["words without a block", doc(text("a")), "invalid"],
    ["a block of no type", doc({}), "unknown_part"],
    ["a block of an unknown type", doc({ type: "hologram" }), "unknown_part"],
    ["a type that every object has", doc({ type: "constructor" }), "unknown_part"],
    ["a field that no block has", doc({ ...paragraph(), html: "<b>" }), "unknown_part"],
    ["a mark of an unknown type", doc(paragraph(text("a", { type: "blink" }))), "unknown_part"],
    ["a mark with a field no mark has", doc(paragraph(text("a", { type: "bold", x: 1 }))), "unknown_part"],
    ["a mark that is none", doc(paragraph(text("a", null))), "invalid"],
    ["marks that are no list", doc(paragraph({ type: "text", text: "a", marks: {} })), "invalid"],
    ["content that is no list", doc({ type: "paragraph", content: "a" }), "invalid"],
    ["attributes that are a list", doc({ type: "paragraph", attrs: [] }), "invalid"],
    ["words that are a number", doc(paragraph(text(7))), "invalid"],
    ["words that are empty", doc(paragraph(text(""))), "invalid"],
    ["a paragraph in a paragraph", doc(paragraph(paragraph())), "invalid"],
    ["a list without an entry", doc({ type: "bulletList", content: [] }), "invalid"],
    ["a picture among words", doc(paragraph({ type: "image", attrs: { imageId: ID } })), "invalid"],
    ["a mark on code", doc({ type: "codeBlock", content: [text("a", { type: "bold" })] }), "invalid"],
    ["a document in a document", doc(doc(paragraph())), "invalid"],
    ["a card with words in it", doc({ type: "plan", content: [text("a")] }), "invalid"],
  ])("%s is refused", (_what, body, reason) => {
    expect(reasonOf(body)).toBe(reason);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", " https://a.example", ""])(
    "a link to %j has a refusal of its own",
    (href) => {
      expect(reasonOf(doc(paragraph(text("a", { type: "link", attrs: { href } }))))).toBe("unsafe_address");
    },
  );

  test("a button that would run something too, and one that leads nowhere does not", () => {
    const cta = (href: string) => ({ type: "cta", attrs: { label: "x", action: "link", href, pageId: "" } });
    expect(reasonOf(doc(cta("javascript:alert(1)")))).toBe("unsafe_address");
    expect(reasonOf(doc(cta("")))).toBe("invalid");
  });

  test("nothing that anybody sends makes the check fail", () => {
    const json = fc.letrec((tie) => ({
      node: fc.record(
        {
          type: fc.constantFrom("doc", "paragraph", "text", "table", "tableRow", "image", "cta", "x", null),
          attrs: fc.oneof(
            fc.constant({}),
            fc.dictionary(fc.constantFrom("level", "href", "blockId"), fc.jsonValue()),
          ),
          content: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), fc.array(tie("node"), { maxLength: 3 })),
          text: fc.oneof(fc.string(), fc.integer()),
        },
        { requiredKeys: [] },
      ),
    })).node;
    fc.assert(
      fc.property(json, (body) => {
        expect([true, false]).toContain(validateProposal(body).ok);
        expect(mentionsOf(body).imageIds.every((id) => typeof id === "string")).toBe(true);
      }),
    );
  });
});

describe("what a text shows that is not in it", () => {
  const image = (imageId: string) => ({ type: "image", attrs: { imageId } });
  const column = (...content: unknown[]) => ({ type: "column", content });

  test("is named wherever it stands, as often as it does", () => {
    const body = doc(
      image(ID),
      {
        type: "columns",
        content: [column(image(OTHER)), column({ type: "file", attrs: { documentId: ID } })],
      },
      { type: "blockquote", content: [image(ID)] },
    );
    expect(mentionsOf(body)).toMatchObject({ imageIds: [ID, OTHER, ID], documentIds: [ID] });
    expect([...mentionsOf(body).cards]).toEqual(["file"]);
  });

  test("is a film only when it is ours, and a page only where a button leads to it", () => {
    const cta = (action: string) => ({
      type: "cta",
      attrs: { label: "x", action, href: "https://a.example", pageId: ID },
    });
    const video = (source: string, videoId: string) => ({
      type: "video",
      attrs: { source, videoId, title: "" },
    });
    const { pageIds, attachmentIds, cards } = mentionsOf(
      doc(cta("chat"), cta("page"), video("youtube", "dQw4w9WgXcQ"), video("upload", OTHER)),
    );
    expect([pageIds, attachmentIds]).toEqual([[ID], [OTHER]]);
    expect([...cards]).toEqual(["cta", "video"]);
  });

  test("is nothing in what is no text", () => {
    for (const body of [null, 7, "x", {}, doc(null)])
      expect(mentionsOf(body)).toMatchObject({
        imageIds: [],
        documentIds: [],
        pageIds: [],
        attachmentIds: [],
      });
  });
});

describe("ids that older texts are given", () => {
  const paragraphs = (ids: (string | null)[]) =>
    doc(...ids.map((blockId) => ({ type: "paragraph", attrs: { blockId } })));
  const idsIn = (body: { content: unknown[] }) =>
    body.content.map((block) => (block as { attrs: { blockId: string } }).attrs.blockId);
  const someIds = fc.array(fc.constantFrom(null, "abcdefgh1234", "b0000000", "b0000001", "b0000002"), {
    maxLength: 8,
  });

  test("are one for each block, good ones, and asking again changes nothing", () => {
    fc.assert(
      fc.property(someIds, (ids) => {
        const given = withBlockIds(paragraphs(ids));
        expect(new Set(idsIn(given)).size).toBe(ids.length);
        expect(idsIn(given).every(isBlockId)).toBe(true);
        expect(withBlockIds(given)).toBe(given);
      }),
    );
  });

  test("never take the id of a block that comes first with it", () => {
    fc.assert(
      fc.property(someIds, (ids) => {
        const given = idsIn(withBlockIds(paragraphs(ids)));
        const kept = ids.map((id, at) => id !== null && ids.indexOf(id) === at && given[at] === id);
        const isFirst = ids.map((id, at) => id !== null && ids.indexOf(id) === at);
        for (const [at, id] of ids.entries())
          if (isFirst[at] && !given.slice(0, at).includes(id ?? "")) expect(kept[at]).toBe(true);
      }),
    );
  });

  test("are the same for two people who open one text at once", () => {
    const body = paragraphs([null, "abcdefgh1234", null]);
    expect(withBlockIds(body)).toEqual(withBlockIds(structuredClone(body)));
    expect(idsIn(withBlockIds(body))).toEqual(["b0000000", "abcdefgh1234", "b0000002"]);
  });

  test("that are made anew are not made twice", () => {
    const made = Array.from({ length: 500 }, newBlockId);
    expect(new Set(made).size).toBe(500);
    expect(made.every(isBlockId)).toBe(true);
  });
});

describe("what the editor sends", () => {
  test.each([
    [{ version: 0, body: doc() }],
    [{ version: 1.5, body: doc() }],
    [{ version: "1", body: doc() }],
    [{ version: 1, body: paragraph() }],
    [{ version: 1, body: "<p>" }],
    [{ version: 1 }],
    [{ version: 1, body: doc(), roomId: ID }],
  ])("%j is no save", (save) => {
    expect(saveProposalSchema.safeParse(save).success).toBe(false);
  });

  test("keeps the whole document", () => {
    const body = doc(paragraph(text("a")));
    expect(saveProposalSchema.parse({ version: 3, body })).toEqual({ version: 3, body });
  });
});

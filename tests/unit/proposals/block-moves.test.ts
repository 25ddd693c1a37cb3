// @vitest-environment jsdom
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { isBlockId } from "~/features/rooms/proposals/blocks/attributes";
import {
  blockAt,
  currentBlock,
  deleteBlock,
  duplicateBlock,
  insertBlock,
  moveBlock,
} from "~/features/rooms/proposals/editor/block-moves";
import { replaceText } from "~/features/rooms/proposals/editor/replace-text";
import { validateProposal } from "~/features/rooms/proposals/validate.server";
import {
  blocksOf,
  bodyOf,
  closeEditors,
  idsOf,
  type Json,
  openEditor,
  paragraph,
  paste,
  wordsOf,
} from "./editing";

afterEach(closeEditors);

const plan: Json = { type: "plan", attrs: { blockId: "plan00000000", taskCount: 3 } };
const three = () =>
  openEditor(
    paragraph("one", "one000000000"),
    paragraph("two", "two000000000"),
    paragraph("three", "three0000000"),
  );
const block = (editor: ReturnType<typeof openEditor>, index: number) => {
  let at = 0;
  for (let before = 0; before < index; before++) at += editor.state.doc.child(before).nodeSize;
  const found = blockAt(editor.state.doc, at);
  if (!found) throw new Error(`no block ${index}`);
  return found;
};

describe("the block at a place", () => {
  test("is the one the place is in, also deep within it and at the very end", () => {
    const list: Json = {
      type: "bulletList",
      content: [
        { type: "listItem", content: [{ type: "paragraph", content: [{ type: "text", text: "deep" }] }] },
      ],
    };
    const editor = openEditor(paragraph("one"), list);
    const { doc } = editor.state;
    expect([0, 1, 4].map((pos) => blockAt(doc, pos)?.index)).toEqual([0, 0, 0]);
    expect([6, 9, doc.content.size, doc.content.size + 50].map((pos) => blockAt(doc, pos)?.index)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(blockAt(doc, 9)).toMatchObject({ at: 5 });
  });
});

describe("moving a block", () => {
  test("changes places with its neighbour and takes the cursor and its id along", () => {
    const editor = three();
    editor.commands.setTextSelection(3);
    expect(moveBlock(editor, block(editor, 0), 1)).toBe(true);
    expect(wordsOf(editor)).toEqual(["two", "one", "three"]);
    expect(idsOf(editor)).toEqual(["two000000000", "one000000000", "three0000000"]);
    expect(currentBlock(editor)?.index).toBe(1);
    expect(editor.state.selection.$from.parentOffset).toBe(2);
  });

  test("ends at the ends of the text", () => {
    const editor = three();
    expect(moveBlock(editor, block(editor, 0), -1)).toBe(false);
    expect(moveBlock(editor, block(editor, 2), 1)).toBe(false);
    expect(wordsOf(editor)).toEqual(["one", "two", "three"]);
  });

  test("a card moves as one and stays chosen", () => {
    const editor = openEditor(paragraph("one"), plan);
    editor.commands.setNodeSelection(5);
    expect(moveBlock(editor, block(editor, 1), -1)).toBe(true);
    expect(wordsOf(editor).slice(0, 2)).toEqual(["", "one"]);
    expect(editor.state.selection.from).toBe(0);
    expect(currentBlock(editor)?.node.type.name).toBe("plan");
  });

  test("back and forth is no change at all, whichever block it is", () => {
    fc.assert(
      fc.property(fc.nat(2), fc.constantFrom<-1 | 1>(-1, 1), (index, by) => {
        const editor = three();
        const before = bodyOf(editor);
        if (!moveBlock(editor, block(editor, index), by)) return;
        moveBlock(editor, block(editor, index + by), by === 1 ? -1 : 1);
        expect(bodyOf(editor)).toEqual(before);
      }),
      { numRuns: 6 },
    );
  });

  test("each move is one step back, however soon one came after another", () => {
    const editor = three();
    moveBlock(editor, block(editor, 0), 1);
    moveBlock(editor, block(editor, 1), 1);
    expect(wordsOf(editor)).toEqual(["two", "three", "one"]);
    editor.commands.undo();
    expect(wordsOf(editor)).toEqual(["two", "one", "three"]);
    editor.commands.undo();
    expect(wordsOf(editor)).toEqual(["one", "two", "three"]);
  });
});

describe("doubling and deleting", () => {
  test("a copy stands right after its block with an id of its own, all else the same", () => {
    const editor = openEditor(plan, paragraph("end", "end000000000"));
    duplicateBlock(editor, block(editor, 0));
    const [first, second] = blocksOf(editor);
    expect(first).toEqual(plan);
    expect(second?.attrs?.taskCount).toBe(3);
    expect(second?.attrs?.blockId).not.toBe("plan00000000");
    expect(isBlockId(second?.attrs?.blockId)).toBe(true);
    expect(validateProposal(bodyOf(editor))).toMatchObject({ ok: true });
  });

  test("undo takes the copy away again", () => {
    const editor = three();
    duplicateBlock(editor, block(editor, 1));
    expect(wordsOf(editor)).toEqual(["one", "two", "two", "three"]);
    editor.commands.undo();
    expect(idsOf(editor)).toEqual(["one000000000", "two000000000", "three0000000"]);
  });

  test("the last block leaves an empty line behind, so that there is always somewhere to write", () => {
    const editor = openEditor(plan);
    deleteBlock(editor, block(editor, 0));
    expect(blocksOf(editor).map(({ type }) => type)).toEqual(["paragraph"]);
    expect(wordsOf(editor)).toEqual([""]);
    expect(isBlockId(idsOf(editor)[0])).toBe(true);
  });

  test("one of several goes and can come back", () => {
    const editor = three();
    deleteBlock(editor, block(editor, 1));
    expect(wordsOf(editor)).toEqual(["one", "three"]);
    editor.commands.undo();
    expect(idsOf(editor)).toEqual(["one000000000", "two000000000", "three0000000"]);
  });
});

describe("keys", () => {
  const press = (editor: ReturnType<typeof openEditor>, key: string, given: KeyboardEventInit) =>
    editor.view.dom.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...given }),
    );

  test("Alt+Shift and an arrow move the block at the cursor, Ctrl+Shift+D doubles it", () => {
    const editor = three();
    editor.commands.setTextSelection(2);
    press(editor, "ArrowDown", { altKey: true, shiftKey: true, keyCode: 40 });
    expect(wordsOf(editor)).toEqual(["two", "one", "three"]);
    press(editor, "ArrowUp", { altKey: true, shiftKey: true, keyCode: 38 });
    expect(wordsOf(editor)).toEqual(["one", "two", "three"]);
    press(editor, "D", { ctrlKey: true, shiftKey: true, keyCode: 68 });
    expect(wordsOf(editor)).toEqual(["one", "one", "two", "three"]);
  });
});

describe("ids of blocks while somebody writes", () => {
  test("the half that Enter splits off gets its own, the first half keeps the block's", () => {
    const editor = openEditor(paragraph("onetwo", "one000000000"));
    editor.chain().setTextSelection(4).splitBlock().run();
    expect(wordsOf(editor)).toEqual(["one", "two"]);
    const [first, second] = idsOf(editor);
    expect(first).toBe("one000000000");
    expect(isBlockId(second) && second !== first).toBe(true);
  });

  test("stay when a block becomes another kind of block", () => {
    const editor = openEditor(paragraph("one", "one000000000"));
    editor.chain().setTextSelection(2).setHeading({ level: 2 }).run();
    expect(blocksOf(editor)[0]).toMatchObject({ type: "heading", attrs: { blockId: "one000000000" } });
  });

  test("a copy that is pasted before its original gets its own; the original keeps what comments name", () => {
    const editor = three();
    editor.commands.setTextSelection(1);
    paste(editor, '<p data-block="three0000000">copy</p><p>x</p>');
    const at = wordsOf(editor).indexOf("three");
    expect(idsOf(editor)[at]).toBe("three0000000");
    expect(new Set(idsOf(editor)).size).toBe(idsOf(editor).length);
  });

  test("typing changes none of them", () => {
    const editor = three();
    editor.chain().setTextSelection(2).insertContent("more ").run();
    expect(idsOf(editor)).toEqual(["one000000000", "two000000000", "three0000000"]);
  });
});

describe("another text in the place of this one", () => {
  test("touches only what differs, so that the cursor stays in its word", () => {
    const editor = three();
    editor.commands.setTextSelection(3);
    const body = bodyOf(editor);
    body.content?.push(paragraph("four", "four00000000"));
    replaceText(editor, body);
    expect(wordsOf(editor)).toEqual(["one", "two", "three", "four"]);
    expect(editor.state.selection.from).toBe(3);
  });

  test("an equal text changes nothing, and nobody is told to save", () => {
    const editor = three();
    let told = 0;
    editor.on("update", () => told++);
    replaceText(editor, bodyOf(editor));
    replaceText(editor, { type: "doc", content: [paragraph("theirs", "theirs000000")] });
    expect(wordsOf(editor)).toEqual(["theirs"]);
    expect(told).toBe(0);
  });

  test("whatever the two texts are, the other one is what stands there", () => {
    const texts = fc.array(fc.constantFrom("a", "ab", "aab", "b", "あ", ""), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const blocks = (words: string[]) => words.map((word, at) => paragraph(word, `block${at}aaaaaa`));
        const editor = openEditor(...blocks(before));
        replaceText(editor, { type: "doc", content: blocks(after) });
        expect(wordsOf(editor)).toEqual(after);
        editor.destroy();
      }),
      { numRuns: 20 },
    );
  });
});

describe("a new block", () => {
  const step = { type: "plan", attrs: { taskCount: 2 } };
  const typesOf = (editor: ReturnType<typeof openEditor>) => blocksOf(editor).map(({ type }) => type);
  const typeOn = (editor: ReturnType<typeof openEditor>) => editor.commands.insertContent("on");

  test("takes the place of an empty line, and what is typed next stands behind it", () => {
    const editor = openEditor();
    editor.commands.focus("end");
    insertBlock(editor, step);
    typeOn(editor);
    expect(typesOf(editor)).toEqual(["plan", "paragraph"]);
    expect(wordsOf(editor)).toEqual(["", "on"]);
  });

  test("comes after the words the cursor is in, without breaking them", () => {
    const editor = three();
    editor.commands.setTextSelection(2);
    insertBlock(editor, step);
    typeOn(editor);
    expect(wordsOf(editor)).toEqual(["one", "", "ontwo", "three"]);
  });

  test("comes after one that is chosen and never takes its place", () => {
    const editor = openEditor(plan);
    editor.commands.setNodeSelection(0);
    insertBlock(editor, step);
    editor.commands.setNodeSelection(0);
    insertBlock(editor, step);
    expect(typesOf(editor).filter((type) => type === "plan")).toHaveLength(3);
    typeOn(editor);
    expect(typesOf(editor).filter((type) => type === "plan")).toHaveLength(3);
    expect(wordsOf(editor)).toContain("on");
  });
});

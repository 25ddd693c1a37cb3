// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import { openEditor, sentText, setUpEditor } from "./proposal-desk";
import { all, click, named, one, submit, text, textsOf, type, until } from "./support";

setUpEditor();

describe("blocks", () => {
  const option = (name: string) => {
    const found = all(document, "[role=option]").find((item) => text(item).startsWith(name));
    if (!found) throw new Error(`no ${name} among ${textsOf(document, "[role=option]").join(", ")}`);
    return found;
  };
  const insert = async (name: string) => {
    await click("Insert a block");
    await until(() => document.querySelector("[role=listbox]"));
    await click(option(name));
  };

  test("are listed under the cursor, the marked one named to the ear", async () => {
    const { box } = await openEditor();
    await click("Insert a block");
    await until(() => document.querySelector("[role=listbox]"));
    const list = one(document, "[role=listbox]");
    expect(list.getAttribute("aria-label")).toBe("Insert");
    expect(box.getAttribute("aria-controls")).toBe(list.id);
    const marked = box.getAttribute("aria-activedescendant") ?? "";
    expect(document.getElementById(marked)?.getAttribute("aria-selected")).toBe("true");
  });

  test.each<[string, (box: HTMLElement) => void]>([
    [
      "Escape",
      (box) =>
        box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true })),
    ],
    ["going elsewhere", (box) => box.dispatchEvent(new FocusEvent("blur"))],
  ])("opened by the button and left by %s leave no slash in the text", async (_way, goAway) => {
    const { box } = await openEditor();
    await click("Insert a block");
    await until(() => document.querySelector("[role=listbox]"));
    expect(text(box)).toBe("Dear Ren/");
    await act(async () => goAway(box));
    await until(() => text(box) === "Dear Ren");
  });

  test("a callout goes in with the words taken away that found it", async () => {
    const { box } = await openEditor();
    await insert("Caution");
    expect(one(box, ".callout").dataset.callout).toBe("warning");
    expect(text(box)).toBe("Dear Ren");
    expect(all(document, "[role=listbox]")).toEqual([]);
  });

  test("a button asks for its words first and says what is wrong", async () => {
    const { box } = await openEditor();
    await insert("Button");
    await submit(one(document, "[role=dialog] form"));
    expect(textsOf(document, "[role=dialog] p")).toContain(
      "Use an address that begins with https://, mailto: or tel:.",
    );
    await type(one(document, "[role=dialog] input[name=label]"), "Book a call");
    await type(one(document, "[role=dialog] input[name=href]"), "kumano.example");
    await submit(one(document, "[role=dialog] form"));
    expect(one(box, ".cta-button").getAttribute("href")).toBe("https://kumano.example");
    await until(() => [0, 1].some((at) => sentText(at)?.includes("Book a call")));
  });

  test("prices are typed line by line, added up, and drawn as readers see them", async () => {
    const { box } = await openEditor();
    await insert("Price table");
    const dialog = one(document, "[role=dialog]");
    await submit(one(dialog, "form"));
    expect(all(dialog, "[aria-invalid=true]")).toHaveLength(2);
    await type(named<HTMLInputElement>("Item", dialog), "Licence");
    await type(named<HTMLInputElement>("Unit price", dialog), "１２０万円");
    await until(() => text(one(dialog, "output")) === "Total ¥1,320,000");
    await submit(one(dialog, "form"));
    expect(text(one(box, ".pricing-table tfoot"))).toContain("¥1,320,000");
  });

  test("move, double and go by the menu of the block at the cursor, and one step takes it back", async () => {
    const doc = {
      type: "doc",
      content: ["One", "Two"].map((words) => ({
        type: "paragraph",
        content: [{ type: "text", text: words }],
      })),
    };
    const { box } = await openEditor(doc);
    const act_ = async (label: string) => {
      const trigger = named("Block at the cursor");
      await act(async () => {
        trigger.dispatchEvent(new MouseEvent("pointerdown", { bubbles: true, button: 0 }));
      });
      await until(() => document.querySelector("[role=menu]"));
      await click(named(label, one(document, "[role=menu]")));
    };
    const words = () => textsOf(box, "p").filter(Boolean).join();
    await act_("Move down");
    await until(() => words() === "Two,One");
    await act_("Duplicate");
    await until(() => words() === "Two,One,One");
    const ids = all(box, "p").map((element) => element.dataset.block);
    expect(new Set(ids).size).toBe(ids.length);
    await act_("Delete");
    await until(() => words() === "Two,One");
    await click("Undo");
    await until(() => words() === "Two,One,One");
  });

  test("a variable shows the value it has now, and its name where there is none", async () => {
    const variable = (name: string) => ({ type: "variable", attrs: { name, fallback: "" } });
    const { box } = await openEditor({
      type: "doc",
      content: [{ type: "paragraph", content: [variable("account.name"), variable("deal.name")] }],
    });
    expect(textsOf(box, ".variable")).toEqual(["Hinoki Foods", "Deal name"]);
    expect(all(box, ".variable.is-missing")).toHaveLength(1);
  });
});

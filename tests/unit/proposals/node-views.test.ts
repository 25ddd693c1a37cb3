// @vitest-environment jsdom
import type { Node } from "@tiptap/pm/model";
import { afterEach, describe, expect, test, vi } from "vitest";
import { NO_PARTS } from "~/features/rooms/proposals/blocks/context";
import { CardView, VariableView } from "~/features/rooms/proposals/editor/card-view";
import { ImageView } from "~/features/rooms/proposals/editor/image-view";
import { proposalSchema } from "~/features/rooms/proposals/validate.server";
import { i18nOf } from "~/platform/i18n/translator.server";
import { blocksOf, closeEditors, openEditor } from "./editing";

const ID = "0123456789abcdefghjkmnpqrs";
afterEach(closeEditors);

const node = (type: string, attrs: object = {}): Node => proposalSchema.nodeFromJSON({ type, attrs });
const context = (values: Record<string, string> = {}) => ({
  t: i18nOf("en").getFixedT("en", "blocks"),
  language: "en" as const,
  place: { side: "member", roomId: "r", pageId: "p" } as const,
  parts: NO_PARTS,
  variables: (name: string) => values[name] ?? null,
});
const cta = (label: string) =>
  node("cta", { label, action: "link", href: "https://kumano.example", blockId: "abcdefgh1234" });

describe("a card while somebody writes", () => {
  function openCard(given: Node, at: number | undefined = 3) {
    const drawn = vi.fn(() => context());
    const edit = vi.fn();
    const view = new CardView(given, () => at, { context: drawn, edit, editLabel: "Edit" });
    document.body.append(view.dom);
    const button = view.dom.querySelector<HTMLButtonElement>("button.card-edit");
    return { view, drawn, edit, button };
  }

  test("looks as readers see it, can't be typed in, and names its block", () => {
    const { view } = openCard(cta("<b>Book</b>"));
    expect(view.dom.querySelector(".cta-button")?.textContent).toBe("<b>Book</b>");
    expect(view.dom.contentEditable).toBe("false");
    expect(view.dom.dataset).toMatchObject({ card: "cta", block: "abcdefgh1234" });
  });

  test("leads nowhere when it is pressed", () => {
    const { view } = openCard(cta("Book"));
    const event = new MouseEvent("click", { bubbles: true, cancelable: true });
    view.dom.querySelector(".cta-button")?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });

  test("is drawn anew only when something of it changed", () => {
    const { view, drawn } = openCard(cta("Book"));
    expect(view.update(cta("Book"))).toBe(true);
    expect(drawn).toHaveBeenCalledTimes(1);
    expect(view.update(cta("Call"))).toBe(true);
    expect(view.dom.querySelector(".cta-button")?.textContent).toBe("Call");
    expect(view.update(node("plan"))).toBe(false);
  });

  test("its button opens the settings of what it is by then, at its place", () => {
    const { view, edit, button } = openCard(cta("Book"));
    const later = cta("Call");
    view.update(later);
    button?.click();
    expect(edit).toHaveBeenCalledExactlyOnceWith(later, 3);
  });

  test("an acceptance has no settings; a card that is gone opens none", () => {
    expect(openCard(node("acceptance")).button).toBeNull();
    const edit = vi.fn();
    const gone = new CardView(cta("x"), () => undefined, { context, edit, editLabel: "Edit" });
    gone.dom.querySelector("button")?.click();
    expect(edit).not.toHaveBeenCalled();
  });

  test("keeps clicks on its own controls from the text, and shows when it is chosen", () => {
    const { view, button } = openCard(cta("Book"));
    const on = (target: EventTarget | null) => {
      const event = new Event("mousedown");
      Object.defineProperty(event, "target", { value: target });
      return view.stopEvent(event);
    };
    expect([on(button), on(view.dom)]).toEqual([true, false]);
    view.selectNode();
    expect(view.dom.classList.contains("is-selected")).toBe(true);
    view.deselectNode();
    expect(view.dom.classList.contains("is-selected")).toBe(false);
  });
});

describe("a variable while somebody writes", () => {
  const variable = (name: string, fallback = "") => node("variable", { name, fallback });
  const openVariable = (given: Node, values: Record<string, string> = {}) => {
    const edit = vi.fn();
    const view = new VariableView(given, () => 7, {
      context: () => context(values),
      edit,
      labelOf: (name) => `label of ${name}`,
    });
    return { view, edit };
  };

  test.each<[string, Node, Record<string, string>, string, boolean]>([
    ["its value", variable("deal.name", "ours"), { "deal.name": "<Renewal>" }, "<Renewal>", false],
    ["its fallback where nothing is known", variable("deal.name", "ours"), {}, "ours", false],
    ["its name where there is neither", variable("deal.name"), {}, "label of deal.name", true],
  ])("shows %s", (_what, given, values, words, isMissing) => {
    const { dom } = openVariable(given, values).view;
    expect(dom.textContent).toBe(words);
    expect(dom.children).toHaveLength(0);
    expect(dom.title).toBe("label of deal.name");
    expect(dom.classList.contains("is-missing")).toBe(isMissing);
  });

  test("follows what it becomes, and opens its settings when pressed twice", () => {
    const { view, edit } = openVariable(variable("deal.name"));
    const later = variable("deal.name", "ours");
    expect(view.update(later)).toBe(true);
    expect(view.dom.textContent).toBe("ours");
    view.dom.dispatchEvent(new MouseEvent("dblclick"));
    expect(edit).toHaveBeenCalledExactlyOnceWith(later, 7);
    expect(view.update(proposalSchema.text("x"))).toBe(false);
  });
});

describe("a picture while somebody writes", () => {
  function openPicture(attrs: object = {}) {
    const editor = openEditor(
      { type: "image", attrs: { imageId: ID, alt: "納品", ...attrs } },
      { type: "paragraph" },
    );
    const first = editor.state.doc.firstChild as Node;
    const view = new ImageView(first, editor.view, () => 0, {
      imageUrl: (id) => `/images/${id}`,
      resizeLabel: "Width",
    });
    document.body.append(view.dom);
    const handle = view.dom.querySelector("[role=slider]") as HTMLElement;
    const press = (key: string) => {
      const event = new KeyboardEvent("keydown", { key, cancelable: true });
      handle.dispatchEvent(event);
      view.update(editor.state.doc.firstChild as Node);
      return event.defaultPrevented;
    };
    const width = () => blocksOf(editor)[0]?.attrs?.widthPercent;
    return { view, editor, handle, press, width };
  }

  test("shows itself with its words and its size", () => {
    const { view } = openPicture({ width: 40, height: 30 });
    const picture = view.dom.querySelector("img") as HTMLImageElement;
    expect([picture.getAttribute("src"), picture.alt, picture.width]).toEqual([`/images/${ID}`, "納品", 40]);
  });

  test("has a handle that tells its width to the ear", () => {
    const { handle, view } = openPicture({ widthPercent: 40 });
    expect(handle.getAttribute("aria-label")).toBe("Width");
    expect(
      ["aria-valuemin", "aria-valuemax", "aria-valuenow"].map((name) => handle.getAttribute(name)),
    ).toEqual(["10", "100", "40"]);
    expect(view.dom.style.width).toBe("40%");
  });

  test("becomes narrower and wider by arrows, within what may be stored", () => {
    const { press, width, handle } = openPicture();
    expect(press("ArrowLeft")).toBe(true);
    expect(width()).toBe(95);
    press("ArrowDown");
    expect(width()).toBe(90);
    expect(handle.getAttribute("aria-valuenow")).toBe("90");
    for (let times = 0; times < 30; times++) press("ArrowLeft");
    expect(width()).toBe(10);
    for (let times = 0; times < 30; times++) press("ArrowUp");
    expect(width()).toBe(100);
  });

  test("leaves other keys to the text", () => {
    const { press, width } = openPicture();
    expect(press("Enter")).toBe(false);
    expect(width()).toBeNull();
  });

  test("another kind of block is not drawn as a picture", () => {
    expect(openPicture().view.update(node("plan"))).toBe(false);
  });
});

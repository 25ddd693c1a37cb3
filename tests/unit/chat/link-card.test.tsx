// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from "vitest";
import { all, click, LANGUAGES, leave, named, one, submit, text, until } from "../components/support";
import { show } from "./stage";
import { ME, message, nothingNew, serve } from "./support";

afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
  window.sessionStorage.clear();
});

const PREVIEW = { url: "https://docs.kumano.example/list?id=1", title: "Price list", description: "Of 2026" };
const TEXTS = {
  en: { remove: "Remove the preview", removed: "Preview removed.", undo: "Undo" },
  ja: { remove: "プレビューを削除", removed: "プレビューを削除しました。", undo: "取り消す" },
} as const;

describe("the card of a link", () => {
  test("leads where the message leads, says which host that is, and loads nothing", async () => {
    serve(() => nothingNew());
    const page = await show([message(1, { preview: PREVIEW })]);
    const card = one(page, `#m-m1 a[href="${PREVIEW.url}"]`);
    expect(text(card)).toContain("docs.kumano.example");
    expect(text(card)).toContain("Price list");
    expect(text(card)).toContain("Of 2026");
    expect(card.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
    expect(all(page, "#m-m1 img, #m-m1 iframe")).toEqual([]);
  });

  test("shows markup of a page as its letters", async () => {
    serve(() => nothingNew());
    const page = await show([message(1, { preview: { ...PREVIEW, title: "<b>Bold</b>", description: "" } })]);
    expect(text(one(page, `#m-m1 a[href="${PREVIEW.url}"]`))).toContain("<b>Bold</b>");
  });

  test("can't be taken away by who did not write the message, nor by who only looks", async () => {
    serve(() => nothingNew());
    const theirs = await show([message(1, { preview: PREVIEW })]);
    expect(all(theirs, 'input[value="hide_preview"]')).toEqual([]);
    await leave();
    const looking = await show([message(1, { author: ME, preview: PREVIEW })], { over: { canWrite: false } });
    expect(all(looking, 'input[value="hide_preview"]')).toEqual([]);
  });

  test.each(LANGUAGES)("is taken away and brought back by its author, in %s", async (language) => {
    const words = TEXTS[language];
    let isHidden = false;
    const asked = serve(({ method, fields }) => {
      if (method === "GET") return nothingNew();
      if (fields.intent === "hide_preview") isHidden = true;
      if (fields.intent === "show_preview") isHidden = false;
      const changed = message(1, {
        author: ME,
        preview: isHidden ? null : PREVIEW,
        changeSeq: asked.length + 5,
      });
      return { json: { ok: true, message: changed, thread: null } };
    });
    const page = await show([message(1, { author: ME, preview: PREVIEW })], { language });
    expect(one(page, "#m-m1 form:has(input[value=hide_preview]) button").getAttribute("aria-label")).toBe(
      words.remove,
    );
    await submit(one(page, "#m-m1 form:has(input[value=hide_preview])"));
    await until(() => text(page).includes(words.removed));
    expect(all(page, `#m-m1 a[href="${PREVIEW.url}"]`)).toEqual([]);
    await click(named(words.undo, page));
    await until(() => all(page, `#m-m1 a[href="${PREVIEW.url}"]`).length === 1);
    expect(text(page)).not.toContain(words.removed);
  });
});

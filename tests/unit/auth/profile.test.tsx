// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import { PhotoForm } from "~/features/auth/components/photo-form";
import { ProfileForm } from "~/features/auth/components/profile-form";
import {
  all,
  click,
  describedBy,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  text,
  textsOf,
  type,
  until,
} from "../components/support";

const STORED = {
  name: "森 あおい",
  title: "フィールドセールス",
  language: "ja",
  timeZone: "America/New_York",
  signature: "湊ワークス\n森",
};
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

describe("one's own profile", () => {
  const show = (over: Partial<Parameters<typeof ProfileForm>[0]> = {}) =>
    open(<ProfileForm values={STORED} errors={{}} isSaved={false} {...over} />, { at: "/settings" });
  const form = (page: HTMLElement) => one<HTMLFormElement>(page, "form");

  test("is filled with what is stored and would send exactly that", async () => {
    const { page } = await show();
    const sent = Object.fromEntries(new FormData(form(page)));
    expect(sent).toEqual({ intent: "profile", ...STORED });
    expect(form(page).method).toBe("post");
  });

  test("sends what is typed and chosen instead", async () => {
    const { page } = await show();
    await type(named<HTMLInputElement>("Name"), "Aoi Mori");
    await type(named<HTMLTextAreaElement>("Signature"), "Aoi");
    named<HTMLSelectElement>("Language").value = "en";
    named<HTMLSelectElement>("Time zone").value = "";
    const sent = new FormData(form(page));
    expect(["name", "signature", "language", "timeZone"].map((key) => sent.get(key))).toEqual([
      "Aoi Mori",
      "Aoi",
      "en",
      "",
    ]);
  });

  test("language and zone may follow the browser and the workspace", async () => {
    await show({ values: { ...STORED, language: "", timeZone: "" } });
    expect(named<HTMLSelectElement>("Language").selectedOptions[0]?.text).toBe("As in the browser");
    expect(named<HTMLSelectElement>("Time zone").selectedOptions[0]?.text).toBe("As the workspace");
  });

  test("each language is called by its own name, whichever one reads", async () => {
    await show();
    expect(textsOf(named("Language"), "option").slice(1)).toEqual(["日本語", "English"]);
  });

  test("a zone that is not in the list is not lost by saving", async () => {
    const { page } = await show({ values: { ...STORED, timeZone: "Asia/Kathmandu" } });
    expect(new FormData(form(page)).get("timeZone")).toBe("Asia/Kathmandu");
  });

  test("a refused name is told at the field, and all that was typed stays", async () => {
    const { page } = await show({
      values: { ...STORED, name: "", title: "部長", signature: "未保存" },
      errors: { name: "required" },
    });
    expect(describedBy(named("Name"))).toEqual(["Please fill this in."]);
    expect(named("Name").getAttribute("aria-invalid")).toBe("true");
    expect(named<HTMLInputElement>("Title").value).toBe("部長");
    expect(named<HTMLTextAreaElement>("Signature").value).toBe("未保存");
    expect(all(page, "[aria-invalid=true]")).toHaveLength(1);
  });

  test.each([
    ["Title", "title", "too_long", "Please shorten this text."],
    ["Language", "language", "choice", "Please choose one from the list."],
    ["Time zone", "timeZone", "time_zone", "Please choose a time zone from the list."],
    ["Signature", "signature", "too_long", "Please shorten this text."],
  ])("an error of %s stands at it and before its hint", async (label, key, error, words) => {
    await show({ errors: { [key]: error } });
    expect(describedBy(named(label))[0]).toBe(words);
    expect(describedBy(named("Name"))).toEqual([]);
  });

  test("only the name is asked for, and browsers may fill in what they know", async () => {
    const { page } = await show();
    expect(all<HTMLInputElement>(page, "[aria-required=true]").map(({ name }) => name)).toEqual(["name"]);
    expect(named("Name").getAttribute("autocomplete")).toBe("name");
    expect(named("Title").getAttribute("autocomplete")).toBe("organization-title");
  });

  test("saving is confirmed politely, and only then", async () => {
    const quiet = one((await show()).page, "output");
    expect([text(quiet), quiet.getAttribute("aria-live")]).toEqual(["", "polite"]);
    expect(text(one((await show({ isSaved: true })).page, "output"))).toBe("Saved.");
  });

  test("the search of the settings finds every field by its place", async () => {
    const { page } = await show();
    const places = ["profileName", "profileTitle", "profileLanguage", "profileTimeZone", "profileSignature"];
    expect(
      places.map((id) => one<HTMLInputElement>(page, `#${id} :is(input, select, textarea)`).name),
    ).toEqual(["name", "title", "language", "timeZone", "signature"]);
  });
});

describe("one's own photo", () => {
  const show = (over: Partial<Parameters<typeof PhotoForm>[0]> = {}, reply: unknown = null) =>
    open(
      <PhotoForm name="森 あおい" photo="/members/m1/photo?v=1" error={undefined} done={null} {...over} />,
      { at: "/settings", reply },
    );
  const file = () => named<HTMLInputElement>("Picture");

  test("without one, the first letter stands in, and there is nothing to remove", async () => {
    const { page } = await show({ photo: null });
    expect(all(page, "img")).toEqual([]);
    expect(text(one(page, "[data-card] span[aria-hidden]"))).toBe("森");
    expect(isThere("Remove the photo")).toBe(false);
  });

  test("is sent as a file, with what is taken told before", async () => {
    const { page } = await show({ photo: null });
    const form = one<HTMLFormElement>(page, "form");
    expect([form.method, form.enctype]).toEqual(["post", "multipart/form-data"]);
    expect([file().type, file().name]).toEqual(["file", "photo"]);
    expect(file().accept).toContain("image/heic");
    expect(describedBy(file())).toEqual(["PNG, JPEG, WebP, GIF or HEIC, up to 8 MB. It is cut to a square."]);
  });

  test("is decoration beside the name, and is removed in one click", async () => {
    const { page, posted } = await show();
    const picture = one(page, "img");
    expect([picture.getAttribute("src"), picture.getAttribute("alt")]).toEqual(["/members/m1/photo?v=1", ""]);
    await click("Remove the photo");
    expect(posted.map(({ form }) => form)).toEqual([{ intent: "remove-photo" }]);
  });

  test("while it is being removed, the upload does not pretend to run", async () => {
    let finish = (_: unknown) => {};
    const { posted } = await show(
      {},
      new Promise((resolve) => {
        finish = resolve;
      }),
    );
    await click("Remove the photo");
    await until(() => posted.length === 1);
    expect(named("Use this picture").getAttribute("aria-busy")).toBeNull();
    await act(async () => finish({}));
  });

  test.each([
    ["photo_wrong", "This file is no picture that can be used. Please choose another."],
    ["file_too_large", "This file is too large."],
    ["file_missing", "Please choose a file."],
  ])("a file refused for %s is told at the field, and the old photo stays", async (error, words) => {
    const { page } = await show({ error });
    expect(file().getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(file())[0]).toBe(words);
    expect(all(page, "img")).toHaveLength(1);
  });

  test("says what was done, and no more than that", async () => {
    expect(text(one((await show()).page, "output"))).toBe("");
    expect(text(one((await show({ done: "photo" })).page, "output"))).toBe("The photo is saved.");
    const { page } = await show({ done: "photo-removed", photo: null });
    expect(text(one(page, "output"))).toBe("The photo is removed.");
  });
});

describe("the page about oneself", () => {
  test.each(LANGUAGES)("is wholly in %s", async (language) => {
    const { page } = await open(
      <>
        <PhotoForm name="Aoi" photo="/p" error="photo_wrong" done="photo" />
        <ProfileForm values={{ language: "", timeZone: "" }} errors={{ name: "required" }} isSaved />
      </>,
      { language },
    );
    const words = textsOf(page, "h2, label, button, output, p, option[value='']").filter(Boolean);
    expect(words).toHaveLength(21);
    expect(words.filter((line) => JAPANESE.test(line))).toEqual(language === "ja" ? words : []);
  });
});

// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import { BrandForm } from "~/features/workspaces/branding/components/brand-form";
import { LogoForm } from "~/features/workspaces/branding/components/logo-form";
import type { SettingsReply } from "~/features/workspaces/settings/schema";
import {
  all,
  click,
  describedBy,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
  until,
} from "../components/support";

const AT = { at: "/settings/branding" };
const STORED = { brandColor: "#34599a", senderName: "湊ワークス 営業部" };
/** Nobody can read this on white. */
const PALE = "#ffee99";

const refused = (over: Partial<SettingsReply>): SettingsReply => ({
  done: false,
  errors: {},
  values: null,
  seen: null,
  theirs: null,
  ...over,
});

const show = (over: Partial<Parameters<typeof BrandForm>[0]> = {}) =>
  open(
    <BrandForm
      stored={STORED}
      canChange
      reply={undefined}
      workspaceName="湊ワークス"
      logoUrl={null}
      {...over}
    />,
    AT,
  );

const field = () => named<HTMLInputElement>("Brand colour");
const picker = () => named<HTMLInputElement>("Pick a colour");
const said = (page: HTMLElement) => text(one(page, "form [aria-live=polite]"));
const facts = (page: HTMLElement, theme: string) =>
  Object.fromEntries(
    all(page, `figure[data-theme=${theme}] dl > div`).map((line) => [
      text(one(line, "dt")),
      text(one(line, "dd")),
    ]),
  );

describe("the colour of the brand", () => {
  test("can be typed or picked, and both say the same", async () => {
    const { page, posted } = await show();
    expect([field().value, picker().value]).toEqual(["#34599a", "#34599a"]);
    await type(picker(), "#0f766e");
    expect(field().value).toBe("#0f766e");
    await type(field(), "#7c2d12");
    expect(picker().value).toBe("#7c2d12");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({
      seen: JSON.stringify(STORED),
      brandColor: "#7c2d12",
      senderName: "湊ワークス 営業部",
    });
  });

  test("is previewed in either theme with the workspace's name", async () => {
    const { page } = await show();
    expect(textsOf(page, "figcaption")).toEqual(["In light mode", "In dark mode"]);
    for (const figure of all(page, "figure")) expect(text(figure)).toContain("湊ワークス");
    expect(all(page, "figure img")).toEqual([]);
  });

  test("the preview carries the logo once there is one", async () => {
    const { page } = await show({ logoUrl: "/logo?v=2" });
    expect(all(page, "figure img").map((img) => img.getAttribute("src"))).toEqual(["/logo?v=2", "/logo?v=2"]);
  });

  test("that reads well is shown as chosen, and nothing else is offered", async () => {
    const { page } = await show();
    expect(said(page)).toBe("Your colour is easy to read and is shown as chosen.");
    expect(facts(page, "light")["Shown as"]).toBe("#34599a");
    expect(all(page, "form [aria-live=polite] button")).toEqual([]);
  });

  test("that reads badly is told with its contrast, and the nearest one is a click away", async () => {
    const { page } = await show();
    await type(field(), PALE);
    const shade = facts(page, "light")["Shown as"];
    expect(shade).toMatch(/^#[0-9a-f]{6}$/);
    expect(shade).not.toBe(PALE);
    const ratios = facts(page, "light");
    expect(Number.parseFloat(ratios["Your colour as chosen"] ?? "")).toBeLessThan(4.5);
    expect(Number.parseFloat(ratios["Contrast with its text"] ?? "")).toBeGreaterThanOrEqual(4.5);

    const nearest = /so (#[0-9a-f]{6}) is shown in its place/.exec(said(page))?.[1] ?? "";
    await click(`Use ${nearest}`);
    expect(field().value).toBe(nearest);
    expect(said(page)).toContain("easy to read");
  });

  test("offering a colour does not send the form", async () => {
    const { page, posted } = await show();
    await type(field(), PALE);
    await click(one<HTMLButtonElement>(page, "form [aria-live=polite] button"));
    expect(posted).toEqual([]);
  });

  test("half a colour stays as it is typed, while the preview keeps the last one that is known", async () => {
    const { page } = await show();
    await type(field(), "#12");
    expect(field().value).toBe("#12");
    expect(picker().value).toBe("#34599a");
    expect(facts(page, "light")["Shown as"]).toBe("#34599a");
  });

  test("what is none is refused at the field with an example, and stays", async () => {
    await show({
      reply: refused({ errors: { brandColor: "colour" }, values: { ...STORED, brandColor: "藍色" } }),
    });
    expect(field().value).toBe("藍色");
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(field())).toEqual(["Please enter a colour, such as #34599a."]);
  });

  test("those who may not change it see the preview, and are offered nothing", async () => {
    const { page } = await show({ canChange: false, stored: { ...STORED, brandColor: PALE } });
    expect(said(page)).toContain("As chosen it would be hard to read");
    expect(all(page, "button")).toEqual([]);
    expect([...new FormData(one<HTMLFormElement>(page, "form")).keys()]).toEqual(["seen"]);
    expect(text(page)).toContain("Only administrators can change this.");
  });
});

describe("the sender of mails", () => {
  test("is the company itself where nobody wrote another", async () => {
    await show({ stored: { ...STORED, senderName: "" } });
    const sender = named<HTMLInputElement>("Sender name of mails");
    expect([sender.value, sender.placeholder]).toEqual(["", "湊ワークス"]);
    expect(describedBy(sender)).toEqual([
      "Stands in the From line of every mail. Left empty, it is your company's name.",
    ]);
  });

  test("a name that is too long stays, and so does the colour beside it", async () => {
    const long = "湊".repeat(101);
    await show({
      reply: refused({
        errors: { senderName: "too_long" },
        values: { brandColor: "#0f766e", senderName: long },
      }),
    });
    expect(named<HTMLInputElement>("Sender name of mails").value).toBe(long);
    expect(describedBy(named("Sender name of mails"))[0]).toBe("Please shorten this text.");
    expect(field().value).toBe("#0f766e");
  });

  test("somebody else's sender is shown by its name", async () => {
    const { page } = await show({
      reply: refused({ values: STORED, theirs: { senderName: "", brandColor: "#000000" } }),
    });
    expect(textsOf(page, "section dl:not(figure dl) dt").slice(0, 2)).toEqual([
      "Brand colour",
      "Sender name of mails",
    ]);
    expect(textsOf(page, "section dl:not(figure dl) dd").slice(0, 2)).toEqual(["#000000", "(empty)"]);
  });
});

describe("the logo", () => {
  const logo = (over: Partial<Parameters<typeof LogoForm>[0]> = {}, reply: unknown = null) =>
    open(<LogoForm logoUrl="/logo?v=1" canChange error={undefined} done={null} {...over} />, {
      ...AT,
      reply,
    });
  const file = () => named<HTMLInputElement>("Picture file");

  test("is asked for as a picture file, with its limits told before", async () => {
    const { page } = await logo({ logoUrl: null });
    expect(text(page)).toContain("No logo yet");
    expect([file().type, file().name]).toEqual(["file", "logo"]);
    expect(file().accept.split(",")).toEqual(["image/png", "image/jpeg", "image/webp", "image/gif"]);
    expect(describedBy(file())[0]).toContain("up to 2 MB");
    expect(one<HTMLFormElement>(page, "form").enctype).toBe("multipart/form-data");
    expect(isThere("Remove logo")).toBe(false);
  });

  test("stands with a name for those who cannot see it, and is removed in one click", async () => {
    const { page, posted } = await logo();
    expect(one(page, "img").getAttribute("alt")).toBe("Your logo");
    expect(one(page, "img").getAttribute("src")).toBe("/logo?v=1");
    await click("Remove logo");
    expect(posted.map(({ form }) => form)).toEqual([{ intent: "remove-logo" }]);
  });

  test("while it is being removed, the upload does not pretend to run", async () => {
    let finish = (_: unknown) => {};
    await logo({}, new Promise((resolve) => (finish = resolve)));
    await click("Remove logo");
    expect(named("Upload").getAttribute("aria-busy")).toBeNull();
    await act(async () => finish({}));
    await until(() => isThere("Remove logo"));
  });

  test.each([
    ["settings:errors.logo", "This is no picture that can be used."],
    ["file_too_large", "This file is too large."],
    ["file_missing", "Please choose a file."],
  ])("a file refused for %s is told at the field, and the old logo stays", async (error, words) => {
    const { page } = await logo({ error });
    expect(file().getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(file())[0]).toContain(words);
    expect(all(page, "img")).toHaveLength(1);
  });

  test("says what was done, and no more than that", async () => {
    expect(text(one((await logo()).page, "output"))).toBe("");
    expect(text(one((await logo({ done: "logo" })).page, "output"))).toBe("Saved.");
    const { page } = await logo({ done: "logo-removed", logoUrl: null });
    expect(text(one(page, "output"))).toBe("The logo is removed.");
  });

  test("those who may not change it only see it", async () => {
    const { page } = await logo({ canChange: false });
    expect(all(page, "img")).toHaveLength(1);
    expect(all(page, "form, input, button")).toEqual([]);
  });
});

describe("the page of the brand", () => {
  test.each(LANGUAGES)("is wholly in %s", async (language) => {
    const { page } = await open(
      <>
        <LogoForm logoUrl={null} canChange error="settings:errors.logo" done={null} />
        <BrandForm
          stored={{ brandColor: PALE, senderName: "" }}
          canChange
          reply={refused({ errors: { brandColor: "colour" }, values: { brandColor: PALE, senderName: "" } })}
          workspaceName="Minato Works"
          logoUrl={null}
        />
      </>,
      { ...AT, language },
    );
    const words = textsOf(page, "h2, label, dt, figcaption, button, p, figure div > span").filter(
      (line) => line !== "" && line !== "Minato Works",
    );
    const japanese = words.filter((line) =>
      /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(line),
    );
    expect(words.length).toBeGreaterThan(15);
    expect(japanese).toEqual(language === "ja" ? words : []);
    expect(text(page)).not.toMatch(/settings:|branding\.|items\./);
  });
});

// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import { GeneralForm } from "~/features/workspaces/settings/components/general-form";
import type { SettingsReply } from "~/features/workspaces/settings/schema";
import {
  all,
  click,
  describedBy,
  isThere,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
  until,
} from "../components/support";

const COMPANY = {
  name: "湊ワークス",
  language: "ja",
  timeZone: "Asia/Tokyo",
  currency: "JPY",
  "currencies[]": "USD\nEUR",
  fiscalYearStart: "4",
};

const answer = (over: Partial<SettingsReply>): SettingsReply => ({
  done: false,
  errors: {},
  values: null,
  seen: null,
  theirs: null,
  ...over,
});

const tickedIn = (page: HTMLElement, name: string) =>
  all<HTMLInputElement>(page, `input[name="${name}"]`)
    .filter(({ checked }) => checked)
    .map(({ value }) => value);

describe("the page about the company", () => {
  const show = (reply?: SettingsReply, canChange = true) =>
    open(<GeneralForm stored={COMPANY} canChange={canChange} reply={reply} />, {
      at: "/settings/workspace",
    });

  test("is filled with what is stored", async () => {
    const { page } = await show();
    expect(named<HTMLInputElement>("Company name").value).toBe("湊ワークス");
    expect(named<HTMLSelectElement>("Default language").selectedOptions[0]?.text).toBe("Japanese");
    expect(named<HTMLSelectElement>("Fiscal year starts in").selectedOptions[0]?.text).toBe("April");
    expect(named<HTMLSelectElement>("Main currency").value).toBe("JPY");
    expect(named<HTMLSelectElement>("Time zone").value).toBe("Asia/Tokyo");
    expect(tickedIn(page, "currencies[]").sort()).toEqual(["EUR", "USD"]);
  });

  test("sends what is typed together with what was seen", async () => {
    const { page, posted } = await show();
    await type(named<HTMLInputElement>("Company name"), "湊ワークス株式会社");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toMatchObject({ name: "湊ワークス株式会社", currency: "JPY", language: "ja" });
    expect(JSON.parse(posted[0]?.form.seen ?? "")).toEqual(COMPANY);
  });

  test("an empty name is told at the field, and all else that was typed stays", async () => {
    const { page } = await show(
      answer({
        errors: { name: "required" },
        values: { ...COMPANY, name: "", fiscalYearStart: "10", "currencies[]": "GBP" },
      }),
    );
    const field = named<HTMLInputElement>("Company name");
    expect(field.value).toBe("");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(field)).toEqual(["Please fill this in.", "Buyers see it in rooms and mails."]);
    expect(named<HTMLSelectElement>("Fiscal year starts in").value).toBe("10");
    expect(tickedIn(page, "currencies[]")).toEqual(["GBP"]);
  });

  test("nobody else's error is shown at a field that is right", async () => {
    await show(answer({ errors: { name: "required" }, values: COMPANY }));
    const zone = named<HTMLSelectElement>("Time zone");
    expect(zone.getAttribute("aria-invalid")).toBeNull();
    expect(describedBy(zone)).toEqual(["Days in reports begin and end by it."]);
  });

  test("a refused currency is told at the whole group", async () => {
    const { page } = await show(answer({ errors: { currencies: "currency" }, values: COMPANY }));
    const group = one(page, "fieldset fieldset");
    expect(text(one(group, "legend"))).toBe("Further currencies");
    expect(describedBy(group)).toEqual([
      "Please choose a currency.",
      "Offered for deals beside the main currency.",
    ]);
  });

  test("saving is confirmed beside the button", async () => {
    expect(text(one((await show()).page, "output"))).toBe("");
    const { page } = await show(answer({ done: true }));
    expect(text(one(page, "output"))).toBe("Saved.");
  });

  test("the button says that it is busy until the server has answered", async () => {
    let finish = (_: unknown) => {};
    const { page, posted } = await open(<GeneralForm stored={COMPANY} canChange reply={undefined} />, {
      at: "/settings/workspace",
      reply: new Promise((resolve) => {
        finish = resolve;
      }),
    });
    await submit(one(page, "form"));
    await until(() => named("Save").getAttribute("aria-busy") === "true");
    await click("Save");
    expect(posted).toHaveLength(1);
    await act(async () => finish({}));
    await until(() => named("Save").getAttribute("aria-busy") === null);
  });

  test("those who may only look find everything shut and nothing to press", async () => {
    const { page } = await show(undefined, false);
    expect(text(page)).toContain("Only administrators can change this.");
    expect(isThere("Save")).toBe(false);
    expect([...new FormData(one<HTMLFormElement>(page, "form")).keys()]).toEqual(["seen"]);
  });
});

describe("two people who save the same page", () => {
  const typed = { ...COMPANY, name: "湊", fiscalYearStart: "1" };
  const now = { ...COMPANY, name: "湊ホールディングス", fiscalYearStart: "7" };
  const clash = (theirs: Record<string, string>) =>
    open(<GeneralForm stored={now} canChange reply={answer({ values: typed, seen: now, theirs })} />, {
      at: "/settings/workspace",
    });

  test("the second sees the first one's values by their names, with the own typing kept", async () => {
    const { page } = await clash({ name: "湊ホールディングス", fiscalYearStart: "7" });
    const box = one(page, 'section[aria-label="Someone else saved first"]');
    expect(textsOf(box, "dt")).toEqual(["Company name", "Fiscal year starts in"]);
    expect(textsOf(box, "dd")).toEqual(["湊ホールディングス", "July"]);
    expect(named<HTMLInputElement>("Company name").value).toBe("湊");
  });

  test("codes and lists are told in words", async () => {
    const { page } = await clash({ language: "en", currency: "USD", "currencies[]": "EUR\nGBP" });
    expect(textsOf(page, "dd")).toEqual(["English", "USD · US Dollar", "EUR · Euro, GBP · British Pound"]);
  });

  test("what they emptied is called empty", async () => {
    const { page } = await clash({ "currencies[]": "" });
    expect(textsOf(page, "dd")).toEqual(["(empty)"]);
  });

  test("saving again sends what was seen last, so that it is taken", async () => {
    const { page, posted } = await clash({ name: "湊ホールディングス" });
    await submit(one(page, "form"));
    expect(posted[0]?.form.name).toBe("湊");
    expect(JSON.parse(posted[0]?.form.seen ?? "")).toEqual(now);
  });
});

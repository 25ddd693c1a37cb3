// @vitest-environment jsdom
import type { ReactNode } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { SettingsFrame } from "~/features/workspaces/components/settings-frame";
import { DomainForm } from "~/features/workspaces/domains/components/domain-form";
import { GeneralForm } from "~/features/workspaces/settings/components/general-form";
import { HoursForm } from "~/features/workspaces/settings/components/hours-form";
import { TrackingForm } from "~/features/workspaces/settings/components/tracking-form";
import type { SettingsReply } from "~/features/workspaces/settings/schema";
import { settingsIndex } from "~/features/workspaces/settings-index.server";
import {
  all,
  describedBy,
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

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

const COMPANY = {
  name: "湊ワークス",
  language: "ja",
  timeZone: "Asia/Tokyo",
  currency: "JPY",
  "currencies[]": "USD\nEUR",
  fiscalYearStart: "4",
};

const HOURS = {
  "workDays[]": "1\n2\n3\n4\n5",
  workStart: "09:00",
  workEnd: "18:00",
  holidayCountry: "JP",
  ownHolidays: "2026-12-29 Year end",
};

const MEASURING = { ownDomains: "minato.example", ownNetworks: "203.0.113.0/24", alertHoldSeconds: "90" };

const answer = (over: Partial<SettingsReply>): SettingsReply => ({
  done: false,
  errors: {},
  values: null,
  seen: null,
  theirs: null,
  ...over,
});

describe("the frame of the settings", () => {
  const scrolledTo: Element[] = [];
  beforeEach(() => {
    scrolledTo.length = 0;
    Element.prototype.scrollIntoView = function (this: Element) {
      scrolledTo.push(this);
    };
  });

  const show = (role: "rep" | "manager" | "admin", at = "/settings", children: ReactNode = null) =>
    open(
      <SettingsFrame role={role} entries={settingsIndex(role)}>
        {children}
      </SettingsFrame>,
      { at },
    );
  const find = () => named<HTMLInputElement>("Search settings");
  const sectionsOf = (page: HTMLElement) => textsOf(all(page, "nav").at(-1) ?? page, "a");

  test("lists what a role may open and nothing else", async () => {
    expect(sectionsOf((await show("rep")).page)).toEqual([
      "Profile",
      "Sign-in and security",
      "Members",
      "Teams",
    ]);
    const manager = sectionsOf((await show("manager")).page);
    expect(manager).toContain("Own domain");
    expect(manager).not.toContain("Jobs");
    expect(sectionsOf((await show("admin")).page)).toEqual([...manager, "Mails", "Jobs"]);
  });

  test("marks the open section and only that; the folded list is called by it", async () => {
    const { page } = await show("admin", "/settings/hours");
    expect(new Set(textsOf(page, "nav [aria-current=page]"))).toEqual(new Set(["Working hours"]));
    expect(text(one(page, "summary"))).toBe("Working hours");
    expect(one<HTMLDetailsElement>(page, "details").open).toBe(false);
  });

  test("a single setting is found while typing and leads to its place", async () => {
    const { page } = await show("manager", "/settings");
    await type(find(), "fiscal");
    const hit = one<HTMLAnchorElement>(page, "[role=search] li a");
    expect(hit.getAttribute("href")).toBe("/settings/workspace#fiscalYearStart");
    expect(text(hit)).toBe("Fiscal year starts inCompany");
    expect(text(one(page, "[role=search] output"))).toBe("1 setting found");
  });

  test("words of the other language find it too", async () => {
    const { page } = await show("manager");
    await type(find(), "曜日");
    expect(textsOf(page, "[role=search] li a")[0]).toContain("Working days");
  });

  test("nothing found is said with the words that were looked for", async () => {
    const { page } = await show("rep");
    await type(find(), " fiscal ");
    expect(all(page, "[role=search] li")).toEqual([]);
    expect(text(one(page, "[role=search] p"))).toBe("No setting matches “fiscal”.");
    await submit(one(page, "form"));
    expect(find().value).toBe(" fiscal ");
  });

  test("Enter goes to the first hit, ends the search and puts the cursor into the setting", async () => {
    const { page } = await show(
      "manager",
      "/settings/tracking",
      <TrackingForm stored={MEASURING} canChange reply={undefined} />,
    );
    await type(find(), "own networks");
    await submit(one(page, "[role=search] form"));
    await until(() => document.activeElement === named("Own networks"));
    expect(scrolledTo.map(({ id }) => id)).toContain("ownNetworks");
    expect(find().value).toBe("");
    expect(all(page, "[role=search] li")).toEqual([]);
  });

  test("a link to a setting that may not be changed still leads to its place", async () => {
    await show(
      "manager",
      "/settings/tracking#alertHold",
      <TrackingForm stored={MEASURING} canChange={false} reply={undefined} />,
    );
    expect(document.activeElement?.id).toBe("alertHold");
  });
});

describe("every page of settings", () => {
  const PAGES: [string, ReactNode][] = [
    ["company", <GeneralForm key="1" stored={COMPANY} canChange reply={answer({ done: true })} />],
    ["hours", <HoursForm key="2" stored={HOURS} canChange reply={answer({ done: true })} />],
    ["measuring", <TrackingForm key="3" stored={MEASURING} canChange reply={answer({ done: true })} />],
    ["domain", <DomainForm key="4" stored={{ customDomain: "" }} canChange reply={answer({ done: true })} />],
  ];

  test.each(PAGES)("%s is Japanese for Japanese readers, down to each label and hint", async (_, page) => {
    const { page: shown } = await open(page, { language: "ja" });
    const said = textsOf(shown, "label, legend, button, output, p").filter(
      (words) => !/^[A-Z]{3} · /.test(words),
    );
    expect(said.length).toBeGreaterThan(3);
    expect(said.filter((words) => !JAPANESE.test(words))).toEqual([]);
  });

  test.each(LANGUAGES)("a refusal is worded in %s and never shows a key", async (language) => {
    const { page } = await open(
      <HoursForm
        stored={HOURS}
        canChange
        reply={answer({ errors: { workEnd: "settings:errors.hours", form: "form" }, values: HOURS })}
      />,
      { language },
    );
    const alert = one(page, "[role=alert]");
    expect(document.activeElement).toBe(alert);
    expect(text(page)).not.toContain("settings:");
    expect(JAPANESE.test(text(alert))).toBe(language === "ja");
    expect(JAPANESE.test(describedBy(one(page, "input[name=workEnd]"))[0] ?? "")).toBe(language === "ja");
  });
});

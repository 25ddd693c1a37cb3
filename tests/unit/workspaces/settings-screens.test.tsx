// @vitest-environment jsdom
import { act, type ReactNode } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { SettingsFrame } from "~/features/workspaces/components/settings-frame";
import { DomainForm } from "~/features/workspaces/domains/components/domain-form";
import { DomainSteps } from "~/features/workspaces/domains/components/domain-steps";
import { DaysOff } from "~/features/workspaces/settings/components/days-off";
import { GeneralForm } from "~/features/workspaces/settings/components/general-form";
import { HoursForm } from "~/features/workspaces/settings/components/hours-form";
import { TrackingForm } from "~/features/workspaces/settings/components/tracking-form";
import type { SettingsReply } from "~/features/workspaces/settings/schema";
import { settingsIndex } from "~/features/workspaces/settings-index.server";
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

describe("working hours", () => {
  const show = (reply?: SettingsReply) =>
    open(<HoursForm stored={HOURS} canChange reply={reply} />, { at: "/settings/hours" });

  test("the days of the week stand from Monday on, with the working ones ticked", async () => {
    const { page } = await show();
    const week = one(page, "#workDays");
    expect(textsOf(week, "label")).toEqual(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
    expect(tickedIn(page, "workDays[]")).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("a week without a working day is refused at the group, with none ticked again", async () => {
    const { page } = await show(
      answer({ errors: { workDays: "choose_one" }, values: { ...HOURS, "workDays[]": "" } }),
    );
    expect(describedBy(one(page, "#workDays fieldset"))).toEqual(["Please choose at least one."]);
    expect(tickedIn(page, "workDays[]")).toEqual([]);
    expect(all(page, "#workDays [aria-invalid=true]")).toHaveLength(7);
  });

  test("an end before the start is told at the end", async () => {
    await show(
      answer({ errors: { workEnd: "settings:errors.hours" }, values: { ...HOURS, workEnd: "08:00" } }),
    );
    expect(named<HTMLInputElement>("End").value).toBe("08:00");
    expect(describedBy(named("End"))).toEqual(["The end must come after the start."]);
    expect(named("Start").getAttribute("aria-invalid")).toBeNull();
  });

  test("days off that could not be read stay as they were typed", async () => {
    await show(
      answer({
        errors: { ownHolidays: "settings:errors.holidays" },
        values: { ...HOURS, ownHolidays: "年末\n2026-12-30" },
      }),
    );
    const lines = named<HTMLTextAreaElement>("Own days off");
    expect(lines.value).toBe("年末\n2026-12-30");
    expect(describedBy(lines)[0]).toContain("A line could not be read.");
    expect(describedBy(lines)[1]).toContain("One a line, with a name if you like");
  });

  test("a clash names days and countries as the form does", async () => {
    const { page } = await show(
      answer({ values: HOURS, theirs: { "workDays[]": "1\n6", holidayCountry: "" } }),
    );
    expect(textsOf(page, "dd")).toEqual(["Mon, Sat", "None"]);
  });

  test("coming days off say their weekday, whose they are, and never nothing", async () => {
    const { page } = await open(
      <DaysOff
        days={[
          { day: "2026-11-23", name: "勤労感謝の日", isOwn: false },
          { day: "2026-12-29", name: "", isOwn: true },
        ]}
      />,
    );
    const [holiday, own] = textsOf(page, "li");
    expect(holiday).toContain("Mon");
    expect(holiday).toContain("勤労感謝の日");
    expect(holiday).not.toContain("Own");
    expect(own).toContain("Tue");
    expect(own).toMatch(/Day off.*Own$/);
    const { page: none } = await open(<DaysOff days={[]} />);
    expect(text(none)).toContain("None within the next year.");
    expect(all(none, "li")).toEqual([]);
  });
});

describe("measuring", () => {
  const show = (reply?: SettingsReply) =>
    open(<TrackingForm stored={MEASURING} canChange reply={reply} />, { at: "/settings/tracking" });

  test("sends domains, networks and the wait as they were typed", async () => {
    const { page, posted } = await show();
    await type(named<HTMLTextAreaElement>("Own mail domains"), "minato.example\nminato-works.example");
    await type(named<HTMLInputElement>("Wait before an alert (seconds)"), "45");
    await submit(one(page, "form"));
    expect(posted[0]?.form.ownDomains?.split(/\s+/)).toEqual(["minato.example", "minato-works.example"]);
    expect(posted[0]?.form).toMatchObject({ ownNetworks: "203.0.113.0/24", alertHoldSeconds: "45" });
  });

  test("each wrong entry is told at its own field with an example", async () => {
    await show(
      answer({
        errors: {
          ownDomains: "settings:errors.domains",
          ownNetworks: "settings:errors.networks",
          alertHoldSeconds: "settings:errors.alertHold",
        },
        values: { ownDomains: "not a domain", ownNetworks: "0.0.0.0/0", alertHoldSeconds: "5" },
      }),
    );
    const fields = ["Own mail domains", "Own networks", "Wait before an alert (seconds)"].map((name) =>
      named<HTMLInputElement>(name),
    );
    expect(fields.map(({ value }) => value)).toEqual(["not a domain", "0.0.0.0/0", "5"]);
    expect(fields.map((field) => describedBy(field)[0])).toEqual([
      "One of these is no domain. Please enter names such as kumano.example.",
      "One of these is no network, or a very wide one. Please enter such as 203.0.113.0/24.",
      "Please enter a number from 30 to 180.",
    ]);
  });
});

describe("a domain of one's own", () => {
  const steps = {
    domain: "rooms.minato.example",
    record: "rooms.minato.example. CNAME engawa.example.",
    probeUrl: "https://rooms.minato.example/healthz",
    reachedAt: null,
    sampleUrl: "https://rooms.minato.example/r/abc",
  };

  test("an address that is no domain stays and is told why", async () => {
    await open(
      <DomainForm
        stored={{ customDomain: "" }}
        canChange
        reply={answer({ errors: { customDomain: "domain" }, values: { customDomain: "my rooms" } })}
      />,
      { at: "/settings/domain" },
    );
    const field = named<HTMLInputElement>("Domain of your rooms");
    expect(field.value).toBe("my rooms");
    expect(describedBy(field)[0]).toBe("Please enter a domain, such as example.com.");
    expect(describedBy(field)[1]).toContain("Links that were shared before keep working.");
  });

  test("what is left to do stands in order, with the entry to copy and the address to try", async () => {
    const { page } = await open(<DomainSteps {...steps} />);
    expect(all(page, "ol > li")).toHaveLength(3);
    expect(text(one(page, "code"))).toBe(steps.record);
    expect(text(one(page, "ol > li:nth-child(2)"))).toContain("accept rooms.minato.example, with");
    expect(one(page, "a").getAttribute("href")).toBe(steps.probeUrl);
    expect(text(page)).toContain(`New share links look like ${steps.sampleUrl}`);
  });

  test("it claims to have been reached only when it was", async () => {
    const { page } = await open(<DomainSteps {...steps} />);
    expect(text(page)).toContain("has not been reached under the domain");
    const { page: reached } = await open(<DomainSteps {...steps} reachedAt="2026-11-20T03:00:00Z" />);
    expect(text(reached)).toContain("This installation answered under the domain");
    expect(text(reached)).not.toContain("has not been reached");
    expect(one(reached, "time").getAttribute("datetime")).toBe("2026-11-20T03:00:00.000Z");
  });

  test("an entry that cannot be copied says so aloud", async () => {
    const { page } = await open(<DomainSteps {...steps} />);
    await click("Copy");
    await until(() => text(one(page, "ol [aria-live=polite]")) !== "");
    expect(text(one(page, "ol [aria-live=polite]"))).toContain("Could not copy.");
  });
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

// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { DaysOff } from "~/features/workspaces/settings/components/days-off";
import { HoursForm } from "~/features/workspaces/settings/components/hours-form";
import { TrackingForm } from "~/features/workspaces/settings/components/tracking-form";
import type { SettingsReply } from "~/features/workspaces/settings/schema";
import { all, describedBy, named, one, open, submit, text, textsOf, type } from "../components/support";

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

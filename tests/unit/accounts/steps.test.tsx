// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { StepCard, type StepReply } from "~/features/accounts/pipeline/components/step-card";
import type { Stage } from "~/features/accounts/pipeline/schema";
import {
  all,
  click,
  describedBy,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
} from "../components/support";

const step = (key: string, name: string | null = null, isArchived = false): Stage => ({
  key,
  name,
  isArchived,
});
const STEPS = [step("discover"), step("propose", "ご提案"), step("close"), step("old", "旧段階", true)];
const LABELS: Record<string, string> = {
  discover: "Discover",
  propose: "ご提案",
  close: "Closing",
  old: "旧段階",
};

const show = (over: Partial<Parameters<typeof StepCard>[0]> = {}) =>
  open(
    <StepCard
      list="stage"
      title="Stages"
      description="The way of a deal."
      steps={STEPS}
      labelOf={(key) => LABELS[key] ?? key}
      countOf={(key) => (key === "propose" ? "4 deals" : "0 deals")}
      openIn={(key) => (key === "propose" ? 4 : 0)}
      canChange
      requestKey="01hzz"
      reply={undefined}
      {...over}
    />,
    { at: "/settings/deals" },
  );

const reply = (over: Partial<StepReply>): StepReply => ({
  list: "stage",
  key: "propose",
  errors: {},
  values: {},
  otherName: null,
  ...over,
});

describe("the list of stages", () => {
  test("stands in order with what uses each; the archived wait below", async () => {
    const { page } = await show();
    expect(all<HTMLInputElement>(page, "ol input[aria-label]").map(({ value }) => value)).toEqual([
      "Discover",
      "ご提案",
      "Closing",
    ]);
    expect(text(one(page, "ol li:nth-child(2)"))).toContain("4 deals");
    expect(text(one(page, "details:last-of-type ul"))).toContain("旧段階");
  });

  test("a name is changed where it stands, with the name that was seen", async () => {
    const { page, posted } = await show();
    await type(one<HTMLInputElement>(page, "ol li:nth-child(2) input[name=name]"), "提案");
    await submit(one<HTMLFormElement>(page, "ol li:nth-child(2) > form"));
    expect(posted[0]?.form).toEqual({
      intent: "rename",
      list: "stage",
      key: "propose",
      seenName: "ご提案",
      name: "提案",
    });
  });

  test("somebody else's name is told at the field, and the typed one stays", async () => {
    const { page } = await show({ reply: reply({ otherName: "見積", values: { name: "提案" } }) });
    const field = one<HTMLInputElement>(page, "ol li:nth-child(2) input[name=name]");
    expect(field.value).toBe("提案");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(field)[0]).toContain("見積");
  });

  test("steps move one place, and the ends go no further", async () => {
    const { page, posted } = await show();
    const buttons = all<HTMLButtonElement>(page, "button[name=before]");
    expect(buttons.map(({ disabled }) => disabled)).toEqual([true, false, false, false, false, true]);
    await click(buttons[2] ?? page);
    expect(posted[0]?.form).toEqual({ intent: "move", list: "stage", key: "propose", before: "discover" });
  });

  test("the last but one moves down to the end", async () => {
    const { page, posted } = await show();
    await click(all<HTMLButtonElement>(page, "button[name=before]")[3] ?? page);
    expect(posted[0]?.form.before).toBe("");
  });

  test("a stage that open deals are in is archived only with a place for them", async () => {
    const { page, posted } = await show();
    const panel = one(page, "ol details");
    expect(textsOf(panel, "option").filter(Boolean)).toEqual(["Discover", "Closing"]);
    one<HTMLSelectElement>(panel, "select").value = "close";
    await submit(one<HTMLFormElement>(panel, "form"));
    expect(posted[0]?.form).toEqual({ intent: "archive", list: "stage", key: "propose", moveTo: "close" });
  });

  test("the panel stays open when no place was chosen", async () => {
    const { page } = await show({ reply: reply({ errors: { moveTo: "required" } }) });
    expect(one<HTMLDetailsElement>(page, "ol details").open).toBe(true);
    expect(one(page, "ol details select").getAttribute("aria-invalid")).toBe("true");
  });

  test("an unused one is archived at once, and an archived one comes back", async () => {
    const { page, posted } = await show();
    await click(one<HTMLButtonElement>(page, "ol li:nth-child(1) button[value=archive]"));
    await click(one<HTMLButtonElement>(page, "button[value=restore]"));
    expect(posted.map(({ form }) => form)).toEqual([
      { intent: "archive", list: "stage", key: "discover" },
      { intent: "restore", list: "stage", key: "old" },
    ]);
  });

  test("a new one that was refused keeps its name", async () => {
    const { page } = await show({
      reply: reply({ key: "", errors: { name: "too_long" }, values: { name: "長い" } }),
    });
    const field = all<HTMLInputElement>(page, "input[name=name]").at(-1);
    expect(field?.value).toBe("長い");
    expect(field && describedBy(field)).toHaveLength(1);
  });

  test("those who may not change it only read it", async () => {
    const { page } = await show({ canChange: false });
    expect(all(page, "form")).toEqual([]);
    expect(text(one(page, "ol"))).toContain("ご提案");
  });

  test("an answer about another list is not shown here", async () => {
    const { page } = await show({ list: "won", reply: reply({ errors: { form: "too_many" } }) });
    expect(all(page, "[role=alert]")).toEqual([]);
    expect(named("Add reason", page).type).toBe("submit");
  });
});

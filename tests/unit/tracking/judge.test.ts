import { describe, expect, test } from "vitest";
import { addReport, NO_EVIDENCE, type Report } from "~/features/tracking/engage";
import { judgeHit, judgeView, type ViewFacts } from "~/features/tracking/judge";
import { REASONS, reasonKey } from "~/features/tracking/reasons";
import { tracking as en } from "~/locales/en/tracking";

const person: ViewFacts = {
  ruling: "",
  suspicion: "",
  verified: false,
  confirmedBy: "",
  visibleMs: 4_000,
  frames: 200,
  inputs: 1,
  pointerMoves: 0,
  lateInput: false,
  webdriver: false,
};
const onlooker = { ...person, inputs: 0 };
const settled = { visibleMs: 10_000, inputs: 2 };

describe("one view", () => {
  test.each<[string, Partial<ViewFacts>, string, string]>([
    ["3 s visible, frames and one input is engaged", { visibleMs: 3_000 }, "engaged", "input"],
    ["a moment less is opened", { visibleMs: 2_999 }, "opened", "too_short"],
    ["no frames is opened", { frames: 3 }, "opened", "not_painted"],
    ["a passed code stands for an input", { ...onlooker, verified: true }, "engaged", "code"],
    ["pointer moves stand for an input", { ...onlooker, pointerMoves: 3 }, "engaged", "input"],
    ["nothing moved at all is unconfirmed", onlooker, "unconfirmed", "no_pointer"],
    ["a steered browser is automated", { webdriver: true, verified: true }, "automated", "webdriver"],
    [
      "a bot's agent is automated whatever it does",
      { suspicion: "bot:slack", ...settled },
      "automated",
      "bot:slack",
    ],
    ["own team is never counted", { suspicion: "member", verified: true }, "internal", "member"],
    [
      "own team outweighs a steered browser",
      { suspicion: "own_network", webdriver: true },
      "internal",
      "own_network",
    ],
    ["a cloud's network is unconfirmed", { suspicion: "network:aws" }, "unconfirmed", "network:aws"],
    ["… until a late input", { suspicion: "network:aws", lateInput: true }, "engaged", "input"],
    ["… or input that goes on", { suspicion: "network:aws", ...settled }, "engaged", "input"],
    ["… or a code", { suspicion: "network:aws", verified: true }, "engaged", "code"],
    ["… or a download", { suspicion: "network:aws", confirmedBy: "download" }, "engaged", "download"],
    ["opened within a minute of the mail", { suspicion: "mail_minute" }, "unconfirmed", "mail_minute"],
    [
      "like a machine in address and agent, and nothing done",
      { ...onlooker, suspicion: "contagion" },
      "automated",
      "contagion",
    ],
    ["like a machine in both, but an input", { suspicion: "contagion" }, "unconfirmed", "contagion"],
    [
      "like a machine in both, but input that goes on",
      { suspicion: "contagion", ...settled },
      "engaged",
      "input",
    ],
    [
      "a suspicious view too short to tell is opened",
      { suspicion: "network:aws", visibleMs: 10 },
      "opened",
      "too_short",
    ],
    [
      "a member's ruling wins: person",
      { ...onlooker, ruling: "person", webdriver: true },
      "engaged",
      "ruling",
    ],
    ["a member's ruling wins: automated", { ruling: "automated", ...settled }, "automated", "ruling"],
  ])("%s", (_name, over, viewClass, reason) => {
    expect(judgeView({ ...person, ...over })).toEqual({ class: viewClass, reason });
  });
});

describe("one opening", () => {
  const opened = { class: "opened", reason: "no_script" } as const;
  test.each([
    ["without a script stays what it was", opened, [], opened],
    [
      "is a person's when one view is",
      opened,
      [
        ["unconfirmed", "network:aws"],
        ["engaged", "input"],
      ],
      { class: "person", reason: "input" },
    ],
    [
      "is a machine's when its view is",
      opened,
      [
        ["opened", "too_short"],
        ["automated", "webdriver"],
      ],
      { class: "automated", reason: "webdriver" },
    ],
    [
      "keeps its doubt while its view tells nothing",
      { class: "unconfirmed", reason: "network:aws" },
      [["opened", "too_short"]],
      { class: "unconfirmed", reason: "network:aws" },
    ],
  ] as const)("%s", (_name, own, views, expected) => {
    expect(
      judgeHit(
        own,
        views.map(([viewClass, reason]) => ({ class: viewClass, reason })),
      ),
    ).toEqual(expected);
  });
});

describe("reports add up", () => {
  const report: Report = {
    visibleMs: 5_000,
    frames: 100,
    inputs: 2,
    pointerMoves: 9,
    webdriver: false,
    prerendering: false,
    recentInput: false,
  };

  test("in any order and however often", () => {
    const reports = [
      report,
      { ...report, visibleMs: 7_000, recentInput: true },
      { ...report, inputs: 1, frames: 300 },
    ];
    const forward = reports.reduce(addReport, NO_EVIDENCE);
    expect([...reports, ...reports].reverse().reduce(addReport, NO_EVIDENCE)).toEqual(forward);
    expect(forward).toMatchObject({ visibleMs: 7_000, inputs: 2, frames: 300, lateInput: true });
  });

  test("a prerendered page was shown to nobody", () => {
    expect(addReport(NO_EVIDENCE, { ...report, prerendering: true })).toEqual(NO_EVIDENCE);
  });

  test("an input is late only some seconds after the page was first seen", () => {
    expect(addReport(NO_EVIDENCE, { ...report, recentInput: true }).lateInput).toBe(false);
    expect(addReport(NO_EVIDENCE, { ...report, recentInput: true, visibleMs: 6_000 }).lateInput).toBe(true);
  });
});

test("every reason has its sentence, and an unknown code has one too", () => {
  for (const reason of [...REASONS, "from:elsewhere"]) {
    const name = reasonKey(reason).slice("reasons.".length);
    expect(Object.keys(en.reasons)).toContain(name);
  }
  expect(reasonKey("from:elsewhere")).toBe("reasons.unknown");
});

// @vitest-environment jsdom
import { expect, test } from "vitest";
import { Bars } from "~/ui/charts/bars";
import { HeatMap, levelOf } from "~/ui/charts/heat-map";
import { Sparkline } from "~/ui/charts/sparkline";
import { VisitTimeline } from "~/ui/charts/visit-timeline";
import { find, render, textsOf } from "./render";

const seconds = (value: number) => `${value} s`;

const heatMap = (
  <HeatMap
    title="Active time by person and page"
    rowHeading="Person"
    rows={[
      { key: "p1", label: "田中 美咲", note: "IT" },
      { key: "p2", label: "Anna", to: "/contacts/2" },
    ]}
    columns={[
      { key: "c1", label: "Proposal" },
      { key: "c2", label: "Terms" },
    ]}
    cells={[
      [100, null],
      [4, 0],
    ]}
    formatValue={seconds}
  />
);

test("a heat map is a table whose rows and columns are announced", async () => {
  const page = await render(heatMap);
  expect(find(page, "caption").textContent).toBe("Active time by person and page");
  expect(textsOf(page, "th[scope=col]")).toEqual(["Person", "Proposal", "Terms"]);
  expect(textsOf(page, "th[scope=row]")).toEqual(["田中 美咲IT", "Anna"]);
});

test("every cell of a heat map says its value without colour", async () => {
  const page = await render(heatMap);
  expect(textsOf(page, "td")).toEqual(["100 s", "–Not opened", "4 s", "0 s"]);
});

test("a wide heat map scrolls by keyboard inside a named region", async () => {
  const region = find(await render(heatMap), "section");
  expect(region.tabIndex).toBe(0);
  expect(region.getAttribute("aria-label")).toBe("Active time by person and page");
});

test("levels rise with the value and only nothing is level 0", () => {
  expect([null, 0, 1, 10, 25, 50, 100].map((value) => levelOf(value, 100))).toEqual([0, 0, 1, 2, 3, 4, 5]);
  expect(levelOf(0, 0)).toBe(0);
});

test("a sparkline has a name, a summary and its numbers as a table", async () => {
  const points = [
    { label: "1 Nov", value: 2 },
    { label: "2 Nov", value: 5 },
  ];
  const page = await render(<Sparkline title="Visits per day" points={points} />);
  const named = find(page, "svg").getAttribute("aria-labelledby")?.split(" ") ?? [];
  expect(named.map((id) => document.getElementById(id)?.textContent)).toEqual(["Visits per day", "2 Nov: 5"]);
  expect(textsOf(page, "tbody tr")).toEqual(["1 Nov2", "2 Nov5"]);
});

test.each([[[]], [[3]], [[0, 0]]])("a sparkline of %j draws no broken numbers", async (values) => {
  const points = values.map((value, index) => ({ label: String(index), value }));
  expect((await render(<Sparkline title="Visits" points={points} />)).innerHTML).not.toMatch(/NaN|Infinity/);
});

test.each(["horizontal", "vertical"] as const)("%s bars can be read as a table", async (orientation) => {
  const bars = [
    { key: "1", label: "1", value: 30 },
    { key: "2", label: "2", value: 0 },
  ];
  const page = await render(
    <Bars title="Time" orientation={orientation} bars={bars} formatValue={seconds} />,
  );
  expect(textsOf(page, "tbody tr")).toEqual(["130 s", "20 s"]);
});

test("a timeline lists each visit with its times and says which days had none", async () => {
  const visits = [{ id: "v1", label: "Tanaka, 6 min", startMinute: 545, endMinute: 551 }];
  const page = await render(
    <VisitTimeline
      title="Visits"
      days={[
        { key: "2", label: "2 Nov", visits },
        { key: "1", label: "1 Nov", visits: [] },
      ]}
    />,
  );
  expect(textsOf(page, "ol > li")).toEqual(["2 Nov9:05 to 9:11 Tanaka, 6 min", "1 NovNo visits"]);
});

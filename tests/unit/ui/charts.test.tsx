// @vitest-environment jsdom
import { expect, test } from "vitest";
import { dayTicks, percent, ticksFor } from "~/ui/charts/axis";
import { Bars } from "~/ui/charts/bars";
import { HeatMap, levelOf } from "~/ui/charts/heat-map";
import { PersonTimeline } from "~/ui/charts/person-timeline";
import { Scatter } from "~/ui/charts/scatter";
import { Sparkline } from "~/ui/charts/sparkline";
import { find, render, textsOf } from "./render";

const seconds = (value: number) => `${value} s`;
const cell = (value: number) => ({ value, content: seconds(value) });
const MINUTE_MS = 60_000;

const heatMap = (
  <HeatMap
    title="Active time by person and page"
    rowHeading="Person"
    totalHeading="Total"
    columns={[
      { key: "c1", heading: "Proposal" },
      { key: "c2", heading: "Terms" },
    ]}
    rows={[
      { key: "p1", heading: "田中 美咲", cells: [cell(100), null], total: "100 s" },
      { key: "p2", heading: <a href="/contacts/2">Anna</a>, cells: [cell(4), cell(0)], total: "4 s" },
    ]}
  />
);

test("a heat map is a table whose rows and columns are announced", async () => {
  const page = await render(heatMap);
  expect(find(page, "caption").textContent).toBe("Active time by person and page");
  expect(textsOf(page, "th[scope=col]")).toEqual(["Person", "Proposal", "Terms", "Total"]);
  expect(textsOf(page, "th[scope=row]")).toEqual(["田中 美咲", "Anna"]);
});

test("every cell of a heat map says its value without colour", async () => {
  const page = await render(heatMap);
  expect(textsOf(page, "td")).toEqual(["100 s", "–Not opened", "100 s", "4 s", "0 s", "4 s"]);
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

test("many columns are numbered where numbers fit, say each value, and tell that they scroll", async () => {
  const bars = Array.from({ length: 60 }, (_, at) => ({ key: `${at}`, label: `${at + 1}`, value: at }));
  const page = await render(<Bars title="Time" orientation="vertical" bars={bars} unit="count" />);
  const columns = find(page, "section svg");
  expect(textsOf(columns, "text")).toEqual([
    "1",
    "5",
    ...[10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60].map(String),
  ]);
  expect(textsOf(columns, "title")).toHaveLength(60);
  expect(textsOf(page, "p")).toEqual(["Scrolls sideways"]);
  expect(find(page, "details summary").textContent).toBe("The same numbers as a table");
  expect(textsOf(page, "tbody tr")).toHaveLength(60);
});

test.each([
  ["nothing at all", []],
  ["one page unread", [{ key: "1", label: "1", value: 0 }]],
])("columns of %s draw no broken numbers", async (_what, bars) => {
  const page = await render(<Bars title="Time" orientation="vertical" bars={bars} />);
  expect(page.innerHTML).not.toMatch(/NaN|Infinity/);
});

const timeline = (
  <PersonTimeline
    title="Visits"
    first="2026-11-01"
    last="2026-11-30"
    headings={["Person", "Day", "Active time"]}
    formatValue={seconds}
    rows={[
      {
        key: "p1",
        name: "田中 美咲",
        marks: [
          { day: "2026-11-01", value: 10 },
          { day: "2026-11-30", value: 40 },
        ],
      },
      { key: "p2", name: "Anna", marks: [] },
    ]}
  />
);

test("a timeline says in its table who came when, and who did not come", async () => {
  const page = await render(timeline);
  expect(textsOf(page, "tbody tr")).toEqual([
    "田中 美咲Nov 1, 202610 s",
    "田中 美咲Nov 30, 202640 s",
    "AnnaNo visits",
  ]);
  expect(textsOf(await render(timeline, { language: "ja" }), "tbody td")[0]).toBe("2026年11月1日");
});

test("a timeline's marks lie on their days and grow by area", async () => {
  const marks = [...(await render(timeline)).querySelectorAll("circle")];
  expect(marks.map((mark) => mark.getAttribute("cx"))).toEqual(["1.67%", "98.33%"]);
  expect(marks.map((mark) => mark.getAttribute("r"))).toEqual(["6.5", "10"]);
});

const points = [
  { key: "r1", label: "Proposal room", x: 3, y: 12 * MINUTE_MS, series: "open", to: "/rooms/1" },
  { key: "r2", label: "北斗 ルーム", x: 0, y: 0, series: "won" },
];
const scatter = (
  <Scatter
    title="Rooms by recency and active time"
    itemHeading="Room"
    x={{ label: "Days since", unit: "count", format: String }}
    y={{ label: "Active time", unit: "duration", format: (ms) => `${ms / MINUTE_MS} min` }}
    series={[
      { key: "open", label: "Open" },
      { key: "won", label: "Won" },
    ]}
    points={points}
  />
);

test("each point of a scatter is named with both numbers, linked where it has a page, and in the table", async () => {
  const page = await render(scatter);
  const link = find(page, "a");
  expect(link.getAttribute("href")).toBe("/rooms/1");
  expect(link.getAttribute("aria-label")).toBe("Proposal room: Days since 3, Active time 12 min");
  expect(textsOf(page, "thead th")).toEqual(["Room", "Days since", "Active time"]);
  expect(textsOf(page, "tbody tr")).toEqual(["Proposal room312 min", "北斗 ルーム00 min"]);
});

test("the series of a scatter differ in shape, not in colour alone", async () => {
  const shapes = [...(await render(scatter)).querySelectorAll("ul path")].map((path) =>
    path.getAttribute("d"),
  );
  expect(new Set(shapes).size).toBe(2);
});

test("a scatter of nothing draws its axes and no broken numbers", async () => {
  const page = await render({ ...scatter, props: { ...scatter.props, points: [] } });
  expect(page.innerHTML).not.toMatch(/NaN|Infinity/);
});

test.each([
  [0, "count", [0, 1]],
  [7, "count", [0, 2, 4, 6, 8]],
  [1_250, "count", [0, 500, 1_000, 1_500]],
  [0, "duration", [0, 1_000]],
  [42_000, "duration", [0, 15_000, 30_000, 45_000]],
  [12 * MINUTE_MS, "duration", [0, 5, 10, 15].map((minutes) => minutes * MINUTE_MS)],
  [100 * 24 * 60 * MINUTE_MS, "duration", [0, 50, 100].map((days) => days * 24 * 60 * MINUTE_MS)],
] as const)("the marks of an axis up to %d (%s) are round", (highest, unit, ticks) => {
  expect(ticksFor(highest, unit)).toEqual(ticks);
});

test("the days below a timeline are evenly apart and end today", () => {
  expect(dayTicks("2026-11-16", "2026-11-22")).toEqual([
    "2026-11-16",
    "2026-11-18",
    "2026-11-20",
    "2026-11-22",
  ]);
  expect(dayTicks("2026-10-24", "2026-11-22")).toEqual([
    "2026-10-25",
    "2026-11-01",
    "2026-11-08",
    "2026-11-15",
    "2026-11-22",
  ]);
  expect(dayTicks("2026-11-22", "2026-11-22")).toEqual(["2026-11-22"]);
  expect(dayTicks("2010-01-01", "2026-11-22").length).toBeLessThanOrEqual(6);
});

test("a share outside its scale stays on the paper", () => {
  expect([-1, 0.33333, 2].map(percent)).toEqual(["0%", "33.33%", "100%"]);
});

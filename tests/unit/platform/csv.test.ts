import { describe, expect, test } from "vitest";
import { csvCell, csvDisposition, toCsv } from "~/platform/csv";

describe("a CSV field", () => {
  test.each([
    ["plain", "plain"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", `"'=1+1"`],
    ["+81-3", `"'+81-3"`],
    ["-cmd", `"'-cmd"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ["\t=1", `"'\t=1"`],
    ["\r=1", `"'\r=1"`],
    ["\0=1", `"'=1"`],
    ["＝1+1", `"'＝1+1"`],
    ["　=1", `"'　=1"`],
    ["  =1", `"'  =1"`],
    ["－1円", `"'－1円"`],
    ["-12.5", "-12.5"],
    ["株式会社=あおば", "株式会社=あおば"],
    ["", ""],
  ])("writes %j as %s", (value, field) => {
    expect(csvCell(value)).toBe(field);
  });

  test("writes numbers bare and nothing for none", () => {
    expect([csvCell(12), csvCell(-0.5), csvCell(null), csvCell(Number.NaN)]).toEqual(["12", "-0.5", "", ""]);
  });
});

test("rows end in CRLF, and the mark for Excel comes first when asked for", () => {
  expect(
    toCsv(
      [
        ["a", 1],
        ["b", null],
      ],
      { bom: false },
    ),
  ).toBe("a,1\r\nb,\r\n");
  expect(toCsv([["a"]], { bom: true })).toBe("\uFEFFa\r\n");
});

test("a download's name keeps Japanese and loses what could break a header or a path", () => {
  const disposition = csvDisposition('株式会社/青葉"\r\nx: y', "2026-03-15");
  const encoded = encodeURIComponent("株式会社_青葉_x_ y-2026-03-15.csv");
  expect(disposition).toBe(`attachment; filename="____x_ y-2026-03-15.csv"; filename*=UTF-8''${encoded}`);
});

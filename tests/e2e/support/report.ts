import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";

export interface Attention {
  person: string;
  page: string;
  /** 0 is time on the page but on none of its units. */
  unit: number;
  seconds: number;
}

/** Everything the report of a room knows of attention, from its export. */
export async function readAttention(request: APIRequestContext, roomId: string): Promise<Attention[]> {
  const response = await request.get(`/rooms/${roomId}/report.csv`);
  expect(response.status()).toBe(200);
  const [heading = [], ...rows] = parseCsv(await response.text());
  const at = (name: string) => heading.indexOf(name);
  return rows.map((row) => ({
    person: row[at("E-mail")] ?? "",
    page: row[at("Page")] ?? "",
    unit: Number(row[at("Page or section")]),
    seconds: Number(row[at("Active seconds")]),
  }));
}

export function secondsOn(attention: Attention[], page: string, unit?: number): number {
  return attention
    .filter((row) => row.page === page && (unit === undefined || row.unit === unit))
    .reduce((sum, row) => sum + row.seconds, 0);
}

/** The number under a label of the report's head. */
export function statOf(page: Page, label: string): Locator {
  const group = page.locator("dl > div").filter({ has: page.locator("dt", { hasText: label }) });
  return group.locator("dd").first();
}

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Error("not a CSV file");
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] !== "," && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { afterAll, describe, expect, test } from "vitest";
import { openPdfReader, type ReadResult } from "~/features/library/files/service.server";
import { sizeOfPage } from "~/features/library/files/utils";
import { type Fixture, pdfFixtures } from "./pdf-fixtures";

const MIB = 1024 * 1024;
const TIME_MS = 60_000;
const MEMORY_BYTES = 512 * MIB;
/** What a process may grow between two looks of the watch; the kernel's bound lies above. */
const OVERSHOOT_BYTES = 256 * MIB;

const fixtures = await pdfFixtures(path.join(tmpdir(), `engawa-pdf-${process.pid}`));
const reader = openPdfReader({ timeMs: TIME_MS, memoryBytes: MEMORY_BYTES });
afterAll(() => reader.close());

describe("every file of the set ends as its manifest expects", () => {
  test.each(fixtures)("$name: $expected", { timeout: 2 * TIME_MS + 10_000 }, async (fixture) => {
    const { result, ms, delayMs, peakBytes } = await measure(fixture);
    if (process.env.PRINT_FIGURES) {
      const outcome = result.ok ? `${result.reading.pageCount} pages` : result.failure;
      console.log(
        `${fixture.name} | ${outcome} | ${ms} ms | ${Math.round(peakBytes / MIB)} MiB | ${Math.round(delayMs)} ms`,
      );
    }
    expect(outcomesFor(fixture)).toContain(result.ok ? "renders" : refusalOf(result));
    if (result.ok) await expectUsable(fixture, result.reading);
    expect(ms).toBeLessThan(TIME_MS + 5_000);
    expect(peakBytes).toBeLessThan(MEMORY_BYTES + (await stat(fixture.path)).size + OVERSHOOT_BYTES);
    expect(delayMs).toBeLessThan(250);
  });
});

type Outcome = "renders" | "needs_password" | "rejected";

function outcomesFor({ expected }: Fixture): Outcome[] {
  if (expected === "bounded" || expected === "renders_or_rejected") return ["renders", "rejected"];
  return [expected];
}

function refusalOf(result: ReadResult): Outcome {
  return !result.ok && result.failure === "encrypted" ? "needs_password" : "rejected";
}

async function expectUsable(
  fixture: Fixture,
  reading: Extract<ReadResult, { ok: true }>["reading"],
): Promise<void> {
  if (fixture.expected === "renders") expect(reading.pageCount).toBe(fixture.pages);
  expect(reading.texts).toHaveLength(reading.pageCount);
  expect([1, reading.pageCount]).toContain(reading.pageSizes.length);
  expect(sizeOfPage(reading.pageSizes, 1).width).toBeGreaterThan(0);
  const preview = await loadImage(Buffer.from(reading.preview));
  expect(preview.width).toBeLessThanOrEqual(1600);
  expect(reading.preview.byteLength).toBeLessThanOrEqual(300 * 1024);
  expect((await loadImage(Buffer.from(reading.thumb))).width).toBeLessThanOrEqual(400);
  if (fixture.expected === "renders") expect(await isBlank(reading.preview)).toBe(false);
}

/** A picture of one colour only. */
async function isBlank(picture: Uint8Array): Promise<boolean> {
  const image = await loadImage(Buffer.from(picture));
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const shades = new Set<number>();
  for (let at = 0; at < data.length; at += 4) shades.add((data[at] ?? 0) >> 4);
  return shades.size < 2;
}

/** Highest memory over all children of this process, looked at while the file is read, and the delay that others feel. */
async function measure(fixture: Fixture) {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, ...childrenOf(process.pid).map(residentBytes));
  }, 25);
  const startedAt = performance.now();
  try {
    const result = await reader.read(fixture.path);
    return {
      result,
      ms: Math.round(performance.now() - startedAt),
      delayMs: delay.percentile(99) / 1e6,
      peakBytes,
    };
  } finally {
    clearInterval(look);
    delay.disable();
  }
}

function childrenOf(pid: number): number[] {
  return readText(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readText(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

/** Empty where the system has no /proc. */
function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

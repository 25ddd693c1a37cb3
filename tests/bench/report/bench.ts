import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "../ingest/bench";
import type { Measured } from "./measure";

const MAX_RATIO = 2;

/**
 * The server's part of a room's report over a million raw spans against the same report over ten thousand: the same
 * people read the same pages on the same days, a hundred times as often. A third room spreads its million over ten
 * times as many days of people, which the roll-ups do feel; it is printed, not judged.
 */
export async function benchReport(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-bench-"));
  try {
    const { small, large, wide } = await measureIn(path.join(folder, "report.db"));
    const ratio = large.medianMs / small.medianMs;
    return [
      ...rowsOf("report, few spans", small),
      ...rowsOf("report, many spans", large),
      ...rowsOf("report, many spans of many people", wide),
      {
        name: `report of ${large.spans} spans ÷ report of ${small.spans}`,
        value: rounded(ratio),
        unit: "×",
        limit: `≤ ${MAX_RATIO}`,
        ok: ratio <= MAX_RATIO,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rowsOf(name: string, { spans, rollups, medianMs }: Measured): Row[] {
  return [
    { name: `${name}: raw spans`, value: spans, unit: "spans", ok: true },
    { name: `${name}: roll-ups`, value: rollups, unit: "rows", ok: true },
    { name: `${name}: server time, median`, value: rounded(medianMs), unit: "ms", ok: true },
  ];
}

type Rooms = { small: Measured; large: Measured; wide: Measured };

/** In a process of its own: the dialect of a process is fixed when its tables are declared. */
async function measureIn(file: string): Promise<Rooms> {
  const child = fork(fileURLToPath(new URL("measure.ts", import.meta.url)), [], {
    execArgv: ["--import", "tsx"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: `file:${file}`,
      DATA_DIR: path.dirname(file),
      APP_URL: "http://localhost:3000",
      SECRET_KEY: "bench-bench-bench-bench-bench-bench-bench",
      LOG_LEVEL: "error",
    },
  });
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`ended with ${code}`)));
  const [rooms] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {});
  return rooms as Rooms;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

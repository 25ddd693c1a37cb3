import { db } from "@db/client";
import { isUnavailable } from "@db/errors";
import { dialect } from "@db/kit";
import BetterSqlite3 from "better-sqlite3";
import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../support/database";
import { createProbes, failureOf, makeGate, probe, probes } from "./probe";

const database = useDatabase();
beforeAll(() => createProbes(database.current));

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const fileOf = () => (process.env.DATABASE_URL ?? "").replace(/^file:/, "");

describe.runIf(dialect === "sqlite")("a second process that holds the SQLite file", () => {
  /** As a migration or a shell would: its own connection, its own write lock. */
  function holdFile(): { release(): void } {
    const other = new BetterSqlite3(fileOf());
    other.exec("BEGIN IMMEDIATE");
    return {
      release() {
        other.exec("ROLLBACK");
        other.close();
      },
    };
  }

  test("a write waits until it lets go", async () => {
    const other = holdFile();
    setTimeout(other.release, 250);
    await db.insert(probes).values(probe({ note: "patient" }));
    expect(await db.$count(probes, eq(probes.note, "patient"))).toBe(1);
  });

  test("a transaction waits until it lets go, and runs its work once", async () => {
    const other = holdFile();
    setTimeout(other.release, 250);
    let runs = 0;
    await db.transaction(async (tx) => {
      runs++;
      await tx.insert(probes).values(probe({ note: "patient work" }));
    });
    expect(runs).toBe(1);
    expect(await db.$count(probes, eq(probes.note, "patient work"))).toBe(1);
  });

  test("a write gives up as unavailable when it never lets go, while reads and other work go on", async () => {
    const other = holdFile();
    const started = performance.now();
    let longestStall = 0;
    let last = started;
    const pulse = setInterval(() => {
      longestStall = Math.max(longestStall, performance.now() - last);
      last = performance.now();
    }, 5);
    const single = failureOf(
      db
        .insert(probes)
        .values(probe({ note: "hopeless" }))
        .execute(),
    );
    expect(await db.$count(probes, eq(probes.note, "patient"))).toBe(1);
    expect(isUnavailable((await single).error)).toBe(true);
    clearInterval(pulse);
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(longestStall).toBeLessThan(600);
    const whole = await failureOf(db.transaction((tx) => tx.insert(probes).values(probe())));
    expect(isUnavailable(whole.error)).toBe(true);

    other.release();
    await db.transaction((tx) => tx.insert(probes).values(probe({ note: "after" })));
    expect(await db.$count(probes, eq(probes.note, "after"))).toBe(1);
    expect(await db.$count(probes, eq(probes.note, "hopeless"))).toBe(0);
  });
});

describe.runIf(dialect === "pg")("a PostgreSQL server that is gone or full", () => {
  test("a connection ended in the middle of a transaction means try later, and the next query works", async () => {
    const work = db.transaction(async (tx) => {
      await tx.insert(probes).values(probe({ note: "half" }));
      const [row] = await tx.select({ pid: sql<number>`pg_backend_pid()` }).from(probes).limit(1);
      await asOther((other) => other.query("SELECT pg_terminate_backend($1)", [row?.pid]));
      await soon(50);
      await tx.insert(probes).values(probe());
    });
    const { error } = await failureOf(work);
    expect(isUnavailable(error)).toBe(true);
    expect(await db.$count(probes, eq(probes.note, "half"))).toBe(0);
  });

  test("every connection being in use for two seconds means try later", async () => {
    const end = makeGate();
    const holders = Array.from({ length: 10 }, () =>
      db.transaction(async (tx) => {
        await tx.select().from(probes);
        await end.opened;
      }),
    );
    try {
      await soon(100);
      const started = performance.now();
      const { error } = await failureOf(db.$count(probes).then((count) => count));
      expect(performance.now() - started).toBeLessThan(4_000);
      expect(isUnavailable(error)).toBe(true);
    } finally {
      end.open();
      await Promise.all(holders);
    }
    expect(await db.$count(probes)).toBeGreaterThanOrEqual(0);
  });

  async function asOther<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.end();
    }
  }
});

import { db } from "@db/client";
import { jobs, mails } from "@db/schema/instance";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { setClock } from "~/platform/clock.server";
import { defineJob, enqueue, registerJob, replayJob, runDueJobs, startWorker } from "~/platform/jobs.server";
import { queueMail } from "~/platform/mailer.server";
import { useDatabase } from "../../support/database";

useDatabase();
afterEach(async () => {
  setClock(null);
  await db.delete(jobs);
});

const ran: number[] = [];
const schema = z.object({ n: z.number() }).strict();
const good = defineJob({ kind: "test.good", schema, run: async ({ n }) => void ran.push(n) });
const bad = defineJob({
  kind: "test.bad",
  schema,
  run: async () => {
    throw new Error("the receiver is down");
  },
});
const givenUp: number[] = [];
const hopeless = defineJob({
  ...bad,
  kind: "test.hopeless",
  giveUp: async ({ n }) => {
    givenUp.push(n);
    throw new Error("nor can this be said");
  },
});
registerJob(good);
registerJob(hopeless);
registerJob(bad);

async function only() {
  const [job] = await db.select().from(jobs);
  if (!job) throw new Error("no job");
  return job;
}

describe("jobs", () => {
  test("run after commit, and not at all when it rolls back", async () => {
    ran.length = 0;
    await db.transaction((tx) => enqueue(tx, good, { n: 1 }));
    await db
      .transaction(async (tx) => {
        await enqueue(tx, good, { n: 2 });
        throw new Error("no");
      })
      .catch(() => {});
    await runDueJobs();
    expect(ran).toEqual([1]);
    expect((await only()).state).toBe("done");
  });

  test("with one key are one", async () => {
    ran.length = 0;
    for (const n of [1, 2]) await db.transaction((tx) => enqueue(tx, good, { n }, { key: "same" }));
    await runDueJobs();
    expect(ran).toEqual([1]);
  });

  test("wait for their time", async () => {
    ran.length = 0;
    await db.transaction((tx) => enqueue(tx, good, { n: 1 }, { runAt: new Date(Date.now() + 60_000) }));
    expect(await runDueJobs()).toBe(0);
    setClock(() => Date.now() + 61_000);
    await runDueJobs();
    expect(ran).toEqual([1]);
  });

  test("that fail are tried five times, then wait for a person, and can be run again", async () => {
    await db.transaction((tx) => enqueue(tx, bad, { n: 1 }));
    let time = Date.now();
    setClock(() => time);
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await runDueJobs()).toBe(1);
      time += 2 * 60 * 60_000;
    }
    expect(await only()).toMatchObject({ state: "dead", attempts: 5, lastError: "the receiver is down" });
    expect(await runDueJobs()).toBe(0);
    const { id } = await only();
    expect(await replayJob(id)).toBe(true);
    expect(await replayJob(id)).toBe(false);
    expect((await only()).state).toBe("queued");
  });

  test("say that they are given up, once and after the last try only, and rest even when that fails", async () => {
    await db.transaction((tx) => enqueue(tx, hopeless, { n: 3 }));
    await db.update(jobs).set({ attempts: 3 });
    await runDueJobs();
    expect(givenUp).toEqual([]);
    await db.update(jobs).set({ runAt: new Date(0) });
    await runDueJobs();
    expect(givenUp).toEqual([3]);
    expect(await only()).toMatchObject({ state: "dead", attempts: 5, lastError: "the receiver is down" });
    expect(await runDueJobs()).toBe(0);
  });

  test("of a dead worker are taken over when its lease ends, and by one only", async () => {
    ran.length = 0;
    await db.transaction((tx) => enqueue(tx, good, { n: 1 }));
    const leaseUntil = new Date(Date.now() + 60_000);
    await db.update(jobs).set({ state: "running", leaseOwner: "gone", leaseUntil, attempts: 1 });
    expect(await runDueJobs()).toBe(0);
    setClock(() => Date.now() + 61_000);
    await Promise.all([runDueJobs(), runDueJobs()]);
    expect(ran).toEqual([1]);
  });

  test("run soon in a started worker, which stops when told", async () => {
    ran.length = 0;
    const stop = startWorker();
    await db.transaction((tx) => enqueue(tx, good, { n: 7 }));
    await expect.poll(() => ran, { timeout: 5_000 }).toEqual([7]);
    await stop();
  });
});

describe("mails", () => {
  test("are kept for the admin when no server is set, and can't smuggle headers", async () => {
    await db.transaction((tx) =>
      queueMail(tx, {
        workspaceId: null,
        to: "a@b.example",
        subject: "Hi\r\nBcc: x@y.example",
        text: "t",
        html: "t",
      }),
    );
    const [mail] = await db.select().from(mails);
    expect(mail).toMatchObject({ state: "kept", subject: "Hi Bcc: x@y.example" });
    expect(await db.select().from(jobs).where(eq(jobs.kind, "mail.send"))).toEqual([]);
  });
});

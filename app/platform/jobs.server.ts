import { db } from "@db/client";
import { jobs } from "@db/schema/instance";
import type { Tx } from "@db/types";
import { and, asc, eq, inArray, lt, lte, or } from "drizzle-orm";
import type { z } from "zod";
import { now, nowMs } from "./clock.server";
import { newId } from "./ids";
import { log, safeError } from "./log.server";

export type Job<T> = {
  readonly kind: string;
  readonly schema: z.ZodType<T>;
  /** Runs at least once; must bear running twice. Throwing means: try again later. */
  run(payload: T, context: { jobId: string; attempt: number }): Promise<void>;
  /** Tells whoever waits for it that no attempt is left; must bear running twice. */
  giveUp?(payload: T): Promise<void>;
};
type AnyJob = {
  kind: string;
  runRaw(payload: unknown, context: { jobId: string; attempt: number }): Promise<void>;
  giveUpRaw(payload: unknown): Promise<void>;
};

const LEASE_MS = 60_000;
const LEASE_RENEW_MS = 20_000;
const POLL_MS = 1_000;
const MAX_ATTEMPTS = 5;
const CONCURRENCY = 2;
/** Wait before attempts 2 to 5. */
const BACKOFF_MS = [5_000, 60_000, 10 * 60_000, 60 * 60_000];

const registry = new Map<string, AnyJob>();

export function defineJob<T>(job: Job<T>): Job<T> {
  return job;
}

export function registerJob<T>(job: Job<T>): void {
  registry.set(job.kind, {
    kind: job.kind,
    runRaw: (payload, context) => job.run(job.schema.parse(payload), context),
    giveUpRaw: async (payload) => job.giveUp?.(job.schema.parse(payload)),
  });
}

/** Writes a job in the caller's transaction; it runs only if that commits. A second job with one `key` is none. */
export async function enqueue<T>(
  tx: Tx,
  job: Job<T>,
  payload: T,
  options: { runAt?: Date; key?: string } = {},
): Promise<void> {
  await enqueueAll(tx, job, [{ payload, ...options }]);
}

/** The same for many jobs of one kind, in one statement. */
export async function enqueueAll<T>(
  tx: Tx,
  job: Job<T>,
  many: readonly { payload: T; runAt?: Date; key?: string }[],
): Promise<void> {
  if (many.length === 0) return;
  const at = now();
  const rows = many.map(({ payload, runAt, key }) => ({
    id: newId(),
    kind: job.kind,
    payload: job.schema.parse(payload),
    key: key ?? null,
    runAt: runAt ?? at,
    createdAt: at,
  }));
  await tx.insert(jobs).values(rows).onConflictDoNothing();
  wake();
}

/** Starts taking due jobs; returns a stop that waits for those running. */
export function startWorker(): () => Promise<void> {
  const owner = newId();
  let isStopping = false;
  const running = new Set<Promise<void>>();
  const loop = (async () => {
    while (!isStopping) {
      const taken =
        running.size < CONCURRENCY
          ? await takeDue(owner, CONCURRENCY - running.size).catch(reportTakeFailure)
          : [];
      for (const job of taken) {
        const work = runTaken(job, owner).finally(() => running.delete(work));
        running.add(work);
      }
      if (taken.length === 0 && !isStopping) await nap();
    }
  })();
  return async () => {
    isStopping = true;
    wake();
    await loop;
    await Promise.all(running);
  };
}

/** Runs everything due now, one after the other: for tests and the seed. */
export async function runDueJobs(): Promise<number> {
  let count = 0;
  for (let taken = await takeDue("drain", 1); taken.length > 0; taken = await takeDue("drain", 1)) {
    for (const job of taken) await runTaken(job, "drain");
    count += taken.length;
  }
  return count;
}

/** Puts a dead job back into the queue; false when it is not dead. */
export async function replayJob(jobId: string): Promise<boolean> {
  const revived = await db
    .update(jobs)
    .set({ state: "queued", attempts: 0, runAt: now(), leaseUntil: null, leaseOwner: null, finishedAt: null })
    .where(and(eq(jobs.id, jobId), eq(jobs.state, "dead")))
    .returning({ id: jobs.id });
  wake();
  return revived.length === 1;
}

type Taken = { id: string; kind: string; payload: unknown; attempts: number };

async function takeDue(owner: string, count: number): Promise<Taken[]> {
  const at = now();
  const isDue = or(
    and(eq(jobs.state, "queued"), lte(jobs.runAt, at)),
    and(eq(jobs.state, "running"), lt(jobs.leaseUntil, at)),
  );
  const [due] = await db.select({ id: jobs.id }).from(jobs).where(isDue).limit(1);
  if (!due) return [];
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: jobs.id, kind: jobs.kind, payload: jobs.payload, attempts: jobs.attempts })
      .from(jobs)
      .where(isDue)
      .orderBy(asc(jobs.runAt), asc(jobs.id))
      .limit(count)
      .for("update", { skipLocked: true });
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return [];
    await tx
      .update(jobs)
      .set({ state: "running", leaseOwner: owner, leaseUntil: new Date(nowMs() + LEASE_MS) })
      .where(inArray(jobs.id, ids));
    for (const row of rows) {
      await tx
        .update(jobs)
        .set({ attempts: row.attempts + 1 })
        .where(eq(jobs.id, row.id));
    }
    return rows.map((row) => ({ ...row, attempts: row.attempts + 1 }));
  });
}

async function runTaken(job: Taken, owner: string): Promise<void> {
  const isMine = and(eq(jobs.id, job.id), eq(jobs.leaseOwner, owner), eq(jobs.state, "running"));
  const renew = setInterval(() => {
    db.update(jobs)
      .set({ leaseUntil: new Date(nowMs() + LEASE_MS) })
      .where(isMine)
      .catch(reportTakeFailure);
  }, LEASE_RENEW_MS);
  try {
    if (job.attempts > MAX_ATTEMPTS) throw new Error("its worker died every time");
    const handler = registry.get(job.kind);
    if (!handler) throw new Error(`no handler for ${job.kind}`);
    await handler.runRaw(job.payload, { jobId: job.id, attempt: job.attempts });
    await db
      .update(jobs)
      .set({ state: "done", finishedAt: now(), leaseUntil: null, lastError: null })
      .where(isMine);
  } catch (error) {
    await putBack(job, error, isMine).catch(reportTakeFailure);
  } finally {
    clearInterval(renew);
  }
}

async function putBack(job: Taken, error: unknown, isMine: ReturnType<typeof and>): Promise<void> {
  const isDead = job.attempts >= MAX_ATTEMPTS;
  const reason = String(safeError(error).message ?? "failed").slice(0, 500);
  log.warn({ jobId: job.id, kind: job.kind, attempt: job.attempts, isDead, err: error }, "job failed");
  // First, so that a crash in between leaves the job to be given up again.
  if (isDead) await registry.get(job.kind)?.giveUpRaw(job.payload).catch(reportGiveUpFailure);
  const wait = BACKOFF_MS[job.attempts - 1] ?? 0;
  await db
    .update(jobs)
    .set({
      state: isDead ? "dead" : "queued",
      lastError: reason,
      runAt: new Date(nowMs() + wait),
      leaseUntil: null,
      leaseOwner: null,
      finishedAt: isDead ? now() : null,
    })
    .where(isMine);
}

function reportGiveUpFailure(error: unknown): void {
  log.error({ err: error }, "a dead job could not say so");
}

function reportTakeFailure(error: unknown): Taken[] {
  log.error({ err: error }, "jobs can't reach the database");
  return [];
}

const sleepers = new Set<() => void>();

function wake(): void {
  for (const sleeper of sleepers) sleeper();
}

function nap(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      sleepers.delete(done);
      resolve();
    };
    const timer = setTimeout(done, POLL_MS);
    sleepers.add(done);
  });
}

/** A process that serves /healthz and imports a file: `begin` makes people and the file, `go on` finds them. */
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { connect, db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { imports } from "@db/schema/imports";
import { jobs } from "@db/schema/instance";
import { getRequestListener } from "@hono/node-server";
import { healthDoor } from "@server/doors/health";
import { eq } from "drizzle-orm";
import { importJobs, openImports } from "~/features/accounts/imports/jobs.server";
import { receiveImport, startImport } from "~/features/accounts/imports/mutations.server";
import { guessMapping } from "~/features/accounts/imports/utils";
import { env } from "~/platform/env.server";
import { registerJob, startWorker } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";
import { encodeAs } from "../../integration/imports/encode";
import { makeMember } from "../../support/factories";

export type Started = { port: number };
export type Report = {
  doneRows: number;
  contacts: number;
  expected: number;
  uploadMs: number;
  beforeMb: number;
  extraMb: number;
};

const ROWS = 100_000;
const COMPANIES = 2_000;
const WATCH_MS = 100;
const MB = 1024 * 1024;

void run(process.argv[2] === "go on");

async function run(goesOn: boolean): Promise<void> {
  mkdirSync(env().dataDir, { recursive: true });
  const database = await connect(env().databaseUrl);
  await database.migrate();
  for (const job of importJobs) registerJob(job);
  openImports();
  const server = createServer(getRequestListener(healthDoor().fetch, { overrideGlobalObjects: false }));
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.({ type: "started", port: typeof address === "object" ? address?.port : 0 });
  });
  process.once("message", () => void work(goesOn));
}

async function work(goesOn: boolean): Promise<void> {
  const uploadMs = goesOn ? await freeTheJob() : await upload();
  globalThis.gc?.();
  const beforeMb = process.memoryUsage().rss / MB;
  let highestMb = beforeMb;
  startWorker();
  for (;;) {
    const [one] = await db.select().from(imports);
    highestMb = Math.max(highestMb, process.memoryUsage().rss / MB);
    process.send?.({ type: "moved", share: (one?.doneRows ?? 0) / ROWS });
    if (one?.state === "done") {
      const made = await db.$count(contacts);
      const facts = { doneRows: one.doneRows, contacts: made, expected: ROWS, uploadMs };
      process.send?.({ type: "done", ...facts, beforeMb, extraMb: highestMb - beforeMb });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  }
}

/** The lease of a killed worker would run out within a minute; the bench does not wait for it. */
async function freeTheJob(): Promise<number> {
  await db
    .update(jobs)
    .set({ leaseUntil: new Date(0) })
    .where(eq(jobs.state, "running"));
  return 0;
}

async function upload(): Promise<number> {
  const { scope } = await makeMember();
  const startedAt = performance.now();
  const received = await receiveImport(scope, "contacts", async (key) => {
    let sizeBytes = 0;
    async function* bytes() {
      for (const piece of pieces()) {
        const chunk = Buffer.from(encodeAs(piece, "shift_jis"));
        sizeBytes += chunk.byteLength;
        yield chunk;
      }
    }
    await storage().put(key, Readable.from(bytes()));
    return { fileName: "contacts.csv", sizeBytes };
  });
  if (!received.ok) throw new Error(received.problem);
  const { importId } = received;
  const [one] = await db.select().from(imports).where(eq(imports.id, importId));
  const mapping = guessMapping("contacts", one?.columns ?? []);
  const started = await startImport(scope, { importId, mapping, onDuplicate: "update" });
  if (!started.ok) throw new Error("a column is missing");
  return performance.now() - startedAt;
}

function* pieces(): Generator<string> {
  yield "氏名,フリガナ,メールアドレス,会社名,部署,役職,電話番号\r\n";
  for (let from = 0; from < ROWS; from += 500) {
    const lines = Array.from({ length: 500 }, (_, n) => lineOf(from + n));
    yield `${lines.join("\r\n")}\r\n`;
  }
}

function lineOf(n: number): string {
  const company = n % COMPANIES;
  return `佐藤 蓮${n},サトウ レン,person${n}@company${company}.example,株式会社検証${company},購買部,部長,03-0000-0000`;
}

import path from "node:path";
import * as build from "virtual:remix/server-build";
import { newTurns } from "@db/dialect/shared-turns";
import { dialect } from "@db/kit";
import { offerSetUp } from "~/features/auth/set-up.server";
import { receiveBeacon } from "~/features/tracking/ingest.server";
import { env, SettingsError } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { paths } from "~/platform/paths";
import { assemble } from "~/wiring.server";
import { createApp } from "./app";
import { beaconDoor } from "./doors/beacon";
import { drain } from "./doors/health";
import { closeStreams } from "./doors/live";
import { type Ingest, openIngest } from "./ingest-port";
import { createHttpServer } from "./listen";

const STOP_MS = 10_000;

try {
  await serve();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Engawa can't start: ${reason}\n`);
  if (!(error instanceof SettingsError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ""}\n`);
  process.exit(1);
}

async function serve(): Promise<void> {
  const turns = newTurns();
  const house = await assemble({ runsJobs: env().runsJobsInside, turns });
  const ingest = dialect === "sqlite" ? ingestThread(turns) : ingestHere();
  const app = createApp(build, path.resolve(import.meta.dirname, "../client"));
  const server = createHttpServer(app, beaconDoor(ingest.receive));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env().port, env().host, resolve);
  });
  process.stdout.write(`Engawa listens on ${env().appUrl.origin} (${env().host}:${env().port})\n`);
  await announceSetUp();

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    drain();
    closeStreams();
    setTimeout(() => server.closeAllConnections(), STOP_MS).unref();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    });
    await ingest.close();
    await house.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "uncaught exception");
    process.exit(1);
  });
  process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));
  // A closed pipe must not end the server.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
}

/** On SQLite the writing blocks a thread, so it has one of its own. */
function ingestThread(turns: SharedArrayBuffer): Ingest {
  return openIngest({
    file: path.join(import.meta.dirname, "ingest-thread.js"),
    turns,
    onCrash(error) {
      log.fatal({ err: error }, "the ingest thread ended");
      process.exit(1);
    },
  });
}

/** PostgreSQL's answers are awaited: nothing blocks. The house closes it. */
function ingestHere(): Ingest {
  return { receive: receiveBeacon, close: async () => {} };
}

async function announceSetUp(): Promise<void> {
  const token = await offerSetUp();
  if (token)
    process.stdout.write(
      `First run. Make the workspace here: ${new URL(paths.setup(), env().appUrl)}?token=${token}\n`,
    );
}

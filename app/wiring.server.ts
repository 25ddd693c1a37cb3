import { mkdirSync } from "node:fs";
import { connect } from "@db/client";
import { removeFiles } from "~/features/accounts/deleting/jobs.server";
import { importJobs, openImports } from "~/features/accounts/imports/jobs.server";
import { refoldSearch, scheduleRefold } from "~/features/accounts/lists/jobs.server";
import { sendPasswordReset } from "~/features/auth/resets/jobs.server";
import { closePdfReader } from "~/features/library/files/service.server";
import { libraryJobs } from "~/features/library/jobs.server";
import { reconcileUploads } from "~/features/library/uploads/mutations.server";
import {
  removeAttachmentFiles,
  scheduleAttachmentSweep,
  sweepAttachments,
} from "~/features/rooms/attachments/jobs.server";
import { tellAbsent } from "~/features/rooms/chat/mails/jobs.server";
import { previewLink } from "~/features/rooms/chat/previews/jobs.server";
import { refoldRooms, scheduleRoomsRefold } from "~/features/rooms/lists/jobs.server";
import { planSubscribers } from "~/features/rooms/plan/subscribers.server";
import { makeCertificate } from "~/features/rooms/proposals/acceptance/jobs.server";
import { scheduleCommentSweep, sweepComments } from "~/features/rooms/proposals/comments/jobs.server";
import { remindOfTasks, scheduleTaskReminders } from "~/features/sharing/task-mail/jobs.server";
import { closeIngest } from "~/features/tracking/ingest.server";
import { trackingJobs } from "~/features/tracking/jobs.server";
import { keepHouse, scheduleKeepHouse } from "~/features/tracking/retention.server";
import { trackingSubscribers } from "~/features/tracking/subscribers.server";
import { env } from "~/platform/env.server";
import { registerJob, startWorker } from "~/platform/jobs.server";
import { sendMail } from "~/platform/mailer.server";
import { relayLiveMessages } from "~/platform/relay.server";

export type House = { close(): Promise<void> };

export type Wishes = {
  runsJobs: boolean;
  /** From `newTurns`, when a thread of this process writes too. */
  turns?: SharedArrayBuffer;
};

/** The composition root: opens the database, ties features together and starts the work that runs by itself. */
export async function assemble({ runsJobs, turns }: Wishes): Promise<House> {
  mkdirSync(env().dataDir, { recursive: true });
  const database = await connect(env().databaseUrl, { turns });
  await database.check();
  await database.migrate();
  registerJob(sendMail);
  registerJob(sendPasswordReset);
  for (const job of libraryJobs) registerJob(job);
  for (const job of importJobs) registerJob(job);
  registerJob(removeFiles);
  for (const job of trackingJobs) registerJob(job);
  for (const job of trackingSubscribers) registerJob(job);
  for (const job of planSubscribers) registerJob(job);
  registerJob(remindOfTasks);
  registerJob(makeCertificate);
  registerJob(keepHouse);
  registerJob(refoldSearch);
  registerJob(refoldRooms);
  registerJob(removeAttachmentFiles);
  registerJob(tellAbsent);
  registerJob(previewLink);
  registerJob(sweepAttachments);
  registerJob(sweepComments);

  const stopRelay = database.dialect === "pg" ? relayLiveMessages(env().databaseUrl) : async () => {};
  await reconcileUploads();
  await scheduleKeepHouse();
  await scheduleRefold();
  await scheduleRoomsRefold();
  await scheduleTaskReminders();
  await scheduleAttachmentSweep();
  await scheduleCommentSweep();
  const stopImports = openImports();
  const stopWorker = runsJobs ? startWorker() : async () => {};

  return {
    async close() {
      await closeIngest();
      // A reading under way would hold the worker for up to a minute; its job is taken up again after the start.
      closePdfReader();
      stopImports();
      await stopWorker();
      await stopRelay();
      await database.close();
    },
  };
}

/** For a thread beside an assembled house: the same ties, so that its events reach every subscriber, and no work of its own. */
export async function openThread({ turns }: { turns: SharedArrayBuffer }): Promise<House> {
  const syncsLater = { onFailure: endWith };
  const database = await connect(env().databaseUrl, { turns, syncsLater });
  return { close: () => database.close() };
}

/** A disk that failed to write must not be asked again: the thread ends, and the process with it. */
function endWith(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

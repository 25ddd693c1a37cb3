import { db } from "@db/client";
import { type JOB_STATES, jobs, mails } from "@db/schema/instance";
import { and, count, desc, eq, isNull, ne, or } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { AppError, found } from "~/platform/errors";

const PAGE_SIZE = 50;
export type JobState = (typeof JOB_STATES)[number];

/** The workspace's own mails, and those of the installation itself, newest first. */
export function listMails(scope: WorkspaceScope, page = 1) {
  assertAdmin(scope);
  return db
    .select({
      id: mails.id,
      to: mails.to,
      subject: mails.subject,
      state: mails.state,
      createdAt: mails.createdAt,
    })
    .from(mails)
    .where(isOwnMail(scope))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE);
}

export async function findMail(scope: WorkspaceScope, mailId: string) {
  assertAdmin(scope);
  const [mail] = await db
    .select()
    .from(mails)
    .where(and(eq(mails.id, mailId), isOwnMail(scope)));
  const { text, ...rest } = found(mail);
  // Without a mail server this screen is how a private mail reaches its reader; with one it is none of an admin's business.
  return { ...rest, text: rest.isPrivate && rest.state !== "kept" ? null : text };
}

/** Jobs that wait or failed, newest first; those done only when asked for. */
export function listJobs(scope: WorkspaceScope, state: JobState | null, page = 1) {
  assertAdmin(scope);
  return db
    .select({
      id: jobs.id,
      kind: jobs.kind,
      state: jobs.state,
      attempts: jobs.attempts,
      runAt: jobs.runAt,
      lastError: jobs.lastError,
    })
    .from(jobs)
    .where(state ? eq(jobs.state, state) : ne(jobs.state, "done"))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE);
}

export async function countJobs(scope: WorkspaceScope): Promise<Record<JobState, number>> {
  assertAdmin(scope);
  const rows = await db.select({ state: jobs.state, n: count() }).from(jobs).groupBy(jobs.state);
  const counts: Record<JobState, number> = { queued: 0, running: 0, done: 0, dead: 0 };
  for (const row of rows) counts[row.state] = row.n;
  return counts;
}

/** A private mail of no workspace belongs to a person alone. */
function isOwnMail(scope: WorkspaceScope) {
  const isInstallations = and(isNull(mails.workspaceId), eq(mails.isPrivate, false));
  return or(eq(mails.workspaceId, scope.workspaceId), isInstallations);
}

function assertAdmin(scope: WorkspaceScope): void {
  if (scope.role !== "admin") throw new AppError("FORBIDDEN");
}

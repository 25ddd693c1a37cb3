import { db } from "@db/client";
import { dealStages, deals, outcomeReasons } from "@db/schema/accounts";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, asc, count, eq, type SQL, sql } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { AppError } from "~/platform/errors";
import { DEAL_STAGES } from "../deals/utils";
import type { Pipeline, Reason, ReasonOutcome, Stage } from "./schema";
import { BUILT_IN_PIPELINE } from "./utils";

type Reader = Pick<Tx, "select">;
type Closing = { outcome: ReasonOutcome; reason: string | null };

/** Stages and reasons in their order, archived ones at the end; the built-in ones where nobody has changed any. */
export async function getPipeline(scope: WorkspaceScope, reader: Reader = db): Promise<Pipeline> {
  const [stages, reasons] = [await readStages(reader, scope), await readReasons(reader, scope)];
  return {
    stages: stages.length > 0 ? stages : BUILT_IN_PIPELINE.stages,
    reasons: reasons.length > 0 ? reasons : BUILT_IN_PIPELINE.reasons,
  };
}

/** The stages a deal can be in, in the order of the sale. */
export async function listStages(scope: WorkspaceScope): Promise<Stage[]> {
  const { stages } = await getPipeline(scope);
  return stages.filter((stage) => !stage.isArchived);
}

export type StepUse = {
  stages: Record<string, { open: number; closed: number }>;
  reasons: Record<string, number>;
};

/** How many deals each stage and each reason has. */
export async function countStepUse(scope: WorkspaceScope): Promise<StepUse> {
  const inWorkspace = eq(deals.workspaceId, scope.workspaceId);
  const [byStage, byReason] = await Promise.all([
    db
      .select({ key: deals.stage, outcome: deals.outcome, n: count() })
      .from(deals)
      .where(inWorkspace)
      .groupBy(deals.stage, deals.outcome),
    db
      .select({ key: deals.outcomeReason, n: count() })
      .from(deals)
      .where(inWorkspace)
      .groupBy(deals.outcomeReason),
  ]);
  const stages: StepUse["stages"] = {};
  for (const { key, outcome, n } of byStage) {
    const use = stages[key] ?? { open: 0, closed: 0 };
    stages[key] = outcome === "open" ? { ...use, open: use.open + n } : { ...use, closed: use.closed + n };
  }
  const reasons = Object.fromEntries(byReason.flatMap(({ key, n }) => (key === null ? [] : [[key, n]])));
  return { stages, reasons };
}

/** Where a deal begins. */
export async function firstStage(reader: Reader, scope: WorkspaceScope): Promise<string> {
  const { stages } = await getPipeline(scope, reader);
  return stages.find((stage) => !stage.isArchived)?.key ?? DEAL_STAGES[0];
}

/** The field and what is wrong with it, for a form whose stage is not offered (any more); else null. */
export async function stageProblem(
  scope: WorkspaceScope,
  stage: { next: string; current?: string },
): Promise<Record<string, string> | null> {
  return (await isStageOffered(db, scope, stage)) ? null : { stage: "choice" };
}

/** As `stageProblem`, for the reason of an outcome. */
export async function reasonProblem(
  scope: WorkspaceScope,
  closing: Closing,
): Promise<Record<string, string> | null> {
  return (await isReasonOffered(db, scope, closing)) ? null : { outcomeReason: "choice" };
}

/** For whoever writes a deal: a stage that is not offered is INVALID unless the deal is in it already. */
export async function requireStage(
  tx: Tx,
  scope: WorkspaceScope,
  stage: { next: string; current?: string },
): Promise<void> {
  await holdPipeline(tx, scope);
  if (!(await isStageOffered(tx, scope, stage))) throw new AppError("INVALID", { message: "no such stage" });
}

/** As `requireStage`, for the reason of an outcome. */
export async function requireReason(tx: Tx, scope: WorkspaceScope, closing: Closing): Promise<void> {
  await holdPipeline(tx, scope);
  if (!(await isReasonOffered(tx, scope, closing)))
    throw new AppError("INVALID", { message: "no such reason" });
}

/** Until the transaction ends no stage or reason is archived: whoever does that waits, and then finds the deal. */
export async function holdPipeline(tx: Tx, { workspaceId }: { workspaceId: string }): Promise<void> {
  await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId)).for("share");
}

/** For ORDER BY: where a deal's stage stands in its workspace's own order. */
export const stageOrder: SQL = sql`coalesce((select ${dealStages.position} from ${dealStages} where ${dealStages.workspaceId} = ${deals.workspaceId} and ${dealStages.key} = ${deals.stage}), case ${deals.stage} ${sql.join(
  DEAL_STAGES.map((stage, index) => sql`when ${stage} then ${sql.raw(String(index))}`),
  sql` `,
)} else ${sql.raw(String(DEAL_STAGES.length))} end)`;

async function isStageOffered(
  reader: Reader,
  scope: WorkspaceScope,
  { next, current }: { next: string; current?: string },
): Promise<boolean> {
  if (next === current) return true;
  const { stages } = await getPipeline(scope, reader);
  return stages.some(({ key, isArchived }) => key === next && !isArchived);
}

async function isReasonOffered(
  reader: Reader,
  scope: WorkspaceScope,
  { outcome, reason }: Closing,
): Promise<boolean> {
  if (reason === null) return true;
  const { reasons } = await getPipeline(scope, reader);
  return reasons.some((offer) => offer.key === reason && offer.outcome === outcome && !offer.isArchived);
}

async function readStages(reader: Reader, scope: WorkspaceScope): Promise<Stage[]> {
  const rows = await reader
    .select()
    .from(dealStages)
    .where(eq(dealStages.workspaceId, scope.workspaceId))
    .orderBy(asc(dealStages.position), asc(dealStages.key));
  return archivedLast(
    rows.map(({ key, name, archivedAt }) => ({ key, name, isArchived: archivedAt !== null })),
  );
}

async function readReasons(reader: Reader, scope: WorkspaceScope): Promise<Reason[]> {
  const rows = await reader
    .select()
    .from(outcomeReasons)
    .where(and(eq(outcomeReasons.workspaceId, scope.workspaceId)))
    .orderBy(asc(outcomeReasons.position), asc(outcomeReasons.key));
  return archivedLast(
    rows.map(({ key, name, outcome, archivedAt }) => ({
      key,
      name,
      outcome,
      isArchived: archivedAt !== null,
    })),
  );
}

function archivedLast<Step extends Stage>(steps: Step[]): Step[] {
  return [...steps.filter((step) => !step.isArchived), ...steps.filter((step) => step.isArchived)];
}

import { dealStages, outcomeReasons } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { i18nOf } from "~/platform/i18n/translator.server";
import { getPipeline } from "./data.server";
import type { Reason, ReasonOutcome, Stage, StepList } from "./schema";
import { BUILT_IN_PIPELINE, reasonLabel, stageLabel } from "./utils";

export type Step = Stage;

/** The rows of one list, living ones first. A workspace that had none gets the built-in ones as rows of its own. */
export async function listSteps(tx: Tx, scope: WorkspaceScope, list: StepList): Promise<Step[]> {
  const { workspaceId } = scope;
  if (list === "stage") {
    const hasRows = (await tx.$count(dealStages, eq(dealStages.workspaceId, workspaceId))) > 0;
    const builtIn = BUILT_IN_PIPELINE.stages.map(({ key }, position) => ({ workspaceId, key, position }));
    if (!hasRows) await tx.insert(dealStages).values(builtIn);
    return [...(await getPipeline(scope, tx)).stages];
  }
  const hasRows = (await tx.$count(outcomeReasons, eq(outcomeReasons.workspaceId, workspaceId))) > 0;
  if (!hasRows) await tx.insert(outcomeReasons).values(builtInReasons(workspaceId));
  return (await getPipeline(scope, tx)).reasons.filter(({ outcome }) => outcome === list);
}

type NewStep = { list: StepList; key: string; name: string; position: number };

export async function insertStep(tx: Tx, scope: WorkspaceScope, { list, ...step }: NewStep): Promise<void> {
  const row = { ...step, workspaceId: scope.workspaceId };
  if (list === "stage") await tx.insert(dealStages).values(row);
  else await tx.insert(outcomeReasons).values({ ...row, outcome: list });
}

type Fields = { name?: string | null; position?: number; archivedAt?: Date | null };
type StepChange = { list: StepList; key: string; fields: Fields };

export async function updateStep(
  tx: Tx,
  scope: WorkspaceScope,
  { list, key, fields }: StepChange,
): Promise<void> {
  const table = list === "stage" ? dealStages : outcomeReasons;
  await tx
    .update(table)
    .set(fields)
    .where(and(eq(table.workspaceId, scope.workspaceId), eq(table.key, key)));
}

/** What a built-in step is called in either language; nothing for one of the workspace's own. */
export function defaultNames(key: string): string[] {
  return (["ja", "en"] as const)
    .map((language) => i18nOf(language).getFixedT(language, "accounts"))
    .flatMap((t) => [stageLabel([], key, t), reasonLabel([], key, t)])
    .filter((name) => name !== key);
}

function builtInReasons(workspaceId: string) {
  const next: Record<ReasonOutcome, number> = { won: 0, lost: 0 };
  return BUILT_IN_PIPELINE.reasons.map(({ key, outcome }: Reason) => {
    return { workspaceId, key, outcome, position: next[outcome]++ };
  });
}

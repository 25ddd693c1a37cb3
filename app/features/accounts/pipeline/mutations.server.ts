import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq, sql } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { findWorkspaceForUpdate } from "~/features/workspaces/data.server";
import { canChangeWorkspaceSettings } from "~/features/workspaces/policy";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { assertCan, found } from "~/platform/errors";
import { foldText } from "~/platform/text";
import { MAX_LIVING_STEPS, type StepList } from "./schema";
import { defaultNames, insertStep, listSteps, type Step, updateStep } from "./steps.server";

export type StepOutcome =
  | { ok: true }
  | { ok: false; reason: "invalid"; errors: Record<string, string> }
  /** Somebody else gave it another name since the form was filled. */
  | { ok: false; reason: "renamed"; name: string };

const DONE = { ok: true } as const;
type Place = { list: StepList; key: string };

/** The same request key twice makes one step. */
export function addStep(
  scope: WorkspaceScope,
  { list, name, requestKey }: { list: StepList; name: string; requestKey: string },
): Promise<StepOutcome> {
  return change(scope, list, async (tx, steps) => {
    if (steps.some(({ key }) => key === requestKey)) return DONE;
    const living = steps.filter((step) => !step.isArchived);
    if (living.length >= MAX_LIVING_STEPS) return invalid({ name: "settings:errors.full" });
    if (isTaken(living, name)) return invalid({ name: "taken" });
    await insertStep(tx, scope, { list, key: requestKey, name, position: steps.length });
    await recordEvent(tx, scope, { type: "pipeline.changed", list, step: requestKey, change: "added" });
    return DONE;
  });
}

/** An empty name gives a built-in step its locale's name back. `seenName` is what the form was filled with. */
export function renameStep(
  scope: WorkspaceScope,
  { list, key, name, seenName }: Place & { name: string; seenName: string },
): Promise<StepOutcome> {
  return change(scope, list, async (tx, steps) => {
    const step = found(steps.find((one) => one.key === key));
    const usual = defaultNames(key);
    const next = usual.includes(name) || name === "" ? null : name;
    if (next === null && usual.length === 0) return invalid({ name: "required" });
    if (next === step.name) return DONE;
    if ((step.name ?? "") !== seenName) return { ok: false, reason: "renamed", name: namesOf(step)[0] ?? "" };
    const others = steps.filter((one) => one.key !== key && !one.isArchived);
    if (namesOf({ ...step, name: next }).some((wished) => isTaken(others, wished)))
      return invalid({ name: "taken" });
    await updateStep(tx, scope, { list, key, fields: { name: next } });
    await recordEvent(tx, scope, { type: "pipeline.changed", list, step: key, change: "renamed" });
    return DONE;
  });
}

/** Puts a living step before another one, or at the end. */
export function moveStep(
  scope: WorkspaceScope,
  { list, key, before }: Place & { before: string | null },
): Promise<StepOutcome> {
  return change(scope, list, async (tx, steps) => {
    const step = found(steps.find((one) => one.key === key && !one.isArchived));
    const rest = steps.filter((one) => one !== step);
    const at = before === null ? -1 : rest.findIndex((one) => one.key === before && !one.isArchived);
    const end = rest.filter((one) => !one.isArchived).length;
    const order = rest.toSpliced(at < 0 ? end : at, 0, step);
    if (order.every((one, index) => one.key === steps[index]?.key)) return DONE;
    await placeSteps(tx, scope, list, order);
    await recordEvent(tx, scope, { type: "pipeline.changed", list, step: key, change: "moved" });
    return DONE;
  });
}

/** Open deals of a stage go to `moveTo`; closed ones keep it, as they keep an archived reason. */
export function archiveStep(
  scope: WorkspaceScope,
  { list, key, moveTo }: Place & { moveTo: string | null },
): Promise<StepOutcome> {
  return change(scope, list, async (tx, steps) => {
    const step = found(steps.find((one) => one.key === key));
    if (step.isArchived) return DONE;
    const others = steps.filter((one) => one !== step && !one.isArchived);
    if (others.length === 0) return invalid({ form: "settings:deals.lastOne" });
    const isMoving = list === "stage" && (await countOpenDeals(tx, scope, key)) > 0;
    const target = others.find((one) => one.key === moveTo);
    if (isMoving && !target) return invalid({ moveTo: "settings:errors.inUse" });
    if (isMoving && target) await moveOpenDeals(tx, scope, { from: key, to: target.key });
    await updateStep(tx, scope, { list, key, fields: { archivedAt: now() } });
    const movedTo = isMoving ? target?.key : undefined;
    const event = { type: "pipeline.changed", list, step: key, change: "archived" } as const;
    await recordEvent(tx, scope, movedTo ? { ...event, movedTo } : event);
    return DONE;
  });
}

export function restoreStep(scope: WorkspaceScope, { list, key }: Place): Promise<StepOutcome> {
  return change(scope, list, async (tx, steps) => {
    const step = found(steps.find((one) => one.key === key));
    if (!step.isArchived) return DONE;
    const living = steps.filter((one) => !one.isArchived);
    if (living.length >= MAX_LIVING_STEPS) return invalid({ form: "settings:errors.full" });
    if (namesOf(step).some((name) => isTaken(living, name)))
      return invalid({ form: "settings:errors.nameTaken" });
    await updateStep(tx, scope, { list, key, fields: { archivedAt: null } });
    const archived = steps.filter((one) => one !== step && one.isArchived);
    await placeSteps(tx, scope, list, [...living, step, ...archived]);
    await recordEvent(tx, scope, { type: "pipeline.changed", list, step: key, change: "restored" });
    return DONE;
  });
}

/** One change of a workspace's steps at a time. */
function change(
  scope: WorkspaceScope,
  list: StepList,
  work: (tx: Tx, steps: Step[]) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  assertCan(canChangeWorkspaceSettings(scope));
  return db.transaction(async (tx) => {
    await findWorkspaceForUpdate(tx, scope);
    return work(tx, await listSteps(tx, scope, list));
  });
}

async function placeSteps(tx: Tx, scope: WorkspaceScope, list: StepList, order: readonly Step[]) {
  for (const [position, { key }] of order.entries())
    await updateStep(tx, scope, { list, key, fields: { position } });
}

function invalid(errors: Record<string, string>): StepOutcome {
  return { ok: false, reason: "invalid", errors };
}

function namesOf({ key, name }: Step): readonly string[] {
  return name === null ? defaultNames(key) : [name];
}

function isTaken(steps: readonly Step[], name: string): boolean {
  return steps.some((step) => namesOf(step).some((taken) => foldText(taken) === foldText(name)));
}

function openDealsIn(scope: WorkspaceScope, stage: string) {
  return and(eq(deals.workspaceId, scope.workspaceId), eq(deals.stage, stage), eq(deals.outcome, "open"));
}

function countOpenDeals(tx: Tx, scope: WorkspaceScope, stage: string): Promise<number> {
  return tx.$count(deals, openDealsIn(scope, stage));
}

async function moveOpenDeals(tx: Tx, scope: WorkspaceScope, { from, to }: { from: string; to: string }) {
  await tx
    .update(deals)
    .set({ stage: to, updatedAt: now(), version: sql`${deals.version} + 1` })
    .where(openDealsIn(scope, from));
}

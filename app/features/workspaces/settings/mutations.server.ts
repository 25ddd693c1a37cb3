import { db } from "@db/client";
import { constraintOf } from "@db/errors";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, ne } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { env } from "~/platform/env.server";
import { assertCan } from "~/platform/errors";
import { parseFields } from "~/platform/http/form.server";
import { findWorkspaceForUpdate, type Workspace } from "../data.server";
import { forgetCustomHosts } from "../domains/data.server";
import { canChangeWorkspaceSettings } from "../policy";
import type { WorkspaceScope } from "../schema";
import type { SectionKey } from "./schema";
import { SECTIONS } from "./sections.server";
import { mergeTexts, type Texts } from "./utils";

export type Outcome =
  | { ok: true }
  | { ok: false; reason: "invalid"; errors: Readonly<Record<string, string>> }
  /** Somebody else changed the same fields meanwhile: what they saved. */
  | { ok: false; reason: "clash"; stored: Texts; clashes: string[] };

/** Saves one page of the settings: `seen` is what the form was filled with, `typed` what came back. */
export async function changeWorkspace(
  scope: WorkspaceScope,
  { section: key, seen, typed }: Typed,
): Promise<Outcome> {
  assertCan(canChangeWorkspaceSettings(scope));
  const section = SECTIONS[key];
  const readable = parseFields(formOf(typed), section.schema);
  if (!readable.ok) return { ok: false, reason: "invalid", errors: readable.reply.errors };
  try {
    return await saveSection(scope, { section: key, seen, typed });
  } catch (error) {
    // Another workspace took the domain between the look and the write.
    if (constraintOf(error) === "unique") return DOMAIN_TAKEN;
    throw error;
  } finally {
    if (key === "domain") forgetCustomHosts();
  }
}

const DOMAIN_TAKEN: Outcome = { ok: false, reason: "invalid", errors: { customDomain: "taken" } };

type Typed = { section: SectionKey; seen: Texts; typed: Texts };

function saveSection(scope: WorkspaceScope, { section: key, seen, typed }: Typed): Promise<Outcome> {
  const section = SECTIONS[key];
  return db.transaction(async (tx) => {
    const current = await findWorkspaceForUpdate(tx, scope);
    const stored = section.texts(current);
    const { merged, clashes } = mergeTexts({ seen, typed, stored });
    if (clashes.length > 0) return { ok: false, reason: "clash", stored, clashes };
    const parsed = parseFields(formOf(merged), section.schema);
    if (!parsed.ok) return { ok: false, reason: "invalid", errors: parsed.reply.errors };
    if (await isTakenDomain(tx, current, parsed.value.customDomain)) return DOMAIN_TAKEN;
    const next = section.texts({ ...current, ...parsed.value });
    const fields = Object.keys(next).filter((field) => next[field] !== stored[field]);
    if (fields.length > 0) await save(tx, scope, current, { section: key, fields, value: parsed.value });
    return { ok: true };
  });
}

/** Puts another picture in the place of the logo; null takes it away. Returns the one that nobody shows any more. */
export function replaceLogo(scope: WorkspaceScope, logoKey: string | null): Promise<string | null> {
  return db.transaction(async (tx) => {
    assertCan(canChangeWorkspaceSettings(scope));
    const current = await findWorkspaceForUpdate(tx, scope);
    if (current.logoKey === logoKey) return null;
    await save(tx, scope, current, { section: "branding", fields: ["logo"], value: { logoKey } });
    return current.logoKey;
  });
}

type Change = { section: SectionKey; fields: string[]; value: Partial<Workspace> };

async function save(tx: Tx, scope: WorkspaceScope, current: Workspace, change: Change): Promise<void> {
  const { section, fields, value } = change;
  await tx
    .update(workspaces)
    .set({ ...value, version: current.version + 1 })
    .where(eq(workspaces.id, scope.workspaceId));
  await recordEvent(tx, scope, { type: "workspace.changed", section, fields });
}

/** One name leads to one workspace, and never away from the installation's own address. */
async function isTakenDomain(
  tx: Tx,
  current: Workspace,
  domain: string | null | undefined,
): Promise<boolean> {
  if (!domain || domain === current.customDomain) return false;
  if (domain === env().appUrl.hostname) return true;
  const others = and(eq(workspaces.customDomain, domain), ne(workspaces.id, current.id));
  return (await tx.$count(workspaces, others)) > 0;
}

/** As a browser would send it: fields of several values once for each. */
function formOf(texts: Texts): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(texts)) {
    const values = name.endsWith("[]") ? text.split("\n").filter(Boolean) : [text];
    for (const value of values) form.append(name, value);
  }
  return form;
}

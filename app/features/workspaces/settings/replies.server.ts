import { z } from "zod";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { AppError, assertCan } from "~/platform/errors";
import { getWorkspace, type Workspace } from "../data.server";
import { canChangeWorkspaceSettings, canSeeWorkspaceSettings } from "../policy";
import type { WorkspaceScope } from "../schema";
import { changeWorkspace } from "./mutations.server";
import type { SectionKey, SettingsReply, SettingsView } from "./schema";
import { SECTIONS } from "./sections.server";
import type { Texts } from "./utils";

/** Managers and admins, else FORBIDDEN. */
export async function requireSettings(request: Request): Promise<Member> {
  const member = await requireMember(request);
  assertCan(canSeeWorkspaceSettings(member));
  return member;
}

export type OpenSection = { member: Member; workspace: Workspace; view: SettingsView };

/** A page of settings as it is stored, for whoever may see it. */
export async function openSection(request: Request, section: SectionKey): Promise<OpenSection> {
  const member = await requireSettings(request);
  const workspace = await getWorkspace(member.scope);
  const canChange = canChangeWorkspaceSettings(member);
  return { member, workspace, view: { stored: SECTIONS[section].texts(workspace), canChange } };
}

/** Saves a page and says with which status to answer. What was typed comes back whenever it was not taken. */
export async function answerSection(
  scope: WorkspaceScope,
  form: FormData,
  section: SectionKey,
): Promise<{ status: 200 | 409 | 422; reply: SettingsReply }> {
  const seen = readSeen(form.get("seen"));
  const typed = textsOf(form);
  const outcome = await changeWorkspace(scope, { section, seen, typed });
  if (outcome.ok)
    return { status: 200, reply: { done: true, errors: {}, values: null, seen: null, theirs: null } };
  const kept = { done: false, values: typed };
  if (outcome.reason === "invalid")
    return {
      status: 422,
      reply: { ...kept, errors: { form: "form", ...outcome.errors }, seen, theirs: null },
    };
  const theirs = Object.fromEntries(outcome.clashes.map((field) => [field, outcome.stored[field] ?? ""]));
  const reply = { ...kept, errors: { form: "settings:clash.title" }, seen: outcome.stored, theirs };
  return { status: 409, reply };
}

const seenSchema = z.record(z.string().max(60), z.string().max(50_000));

function readSeen(text: unknown): Texts {
  try {
    return seenSchema.parse(JSON.parse(String(text)));
  } catch (cause) {
    throw new AppError("INVALID", { message: "a form of settings says what it was filled with", cause });
  }
}

function textsOf(form: FormData): Texts {
  const names = [...new Set(form.keys())].filter((name) => name !== "seen");
  return Object.fromEntries(
    names.map((name) => [
      name,
      form
        .getAll(name)
        .filter((value) => typeof value === "string")
        .join("\n"),
    ]),
  );
}

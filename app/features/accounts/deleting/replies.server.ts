import { requireMember } from "~/features/auth/guard.server";
import { assertCan } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { type FormReply, refuse } from "~/platform/http/form-reply";
import type { Reassign } from "../merging/persons.server";
import { getDoomed } from "./data.server";
import { deleteForGood } from "./mutations.server";
import { canDelete, mayAskToDelete } from "./policy";
import { type Doomed, deleteSchema, type Target } from "./schema";

/** What the page that asks shows; FORBIDDEN for whoever may not even ask. */
export async function openDeletion(
  request: Request,
  target: Target,
): Promise<{ doomed: Doomed; canDelete: boolean }> {
  const { scope } = await requireMember(request);
  const doomed = await getDoomed(scope, target);
  assertCan(mayAskToDelete(scope, doomed));
  return { doomed, canDelete: canDelete(scope, doomed) };
}

/** Null once it is gone, else what to answer with 422. */
export async function answerDeletion(
  request: Request,
  target: Target,
  reassign: Reassign,
): Promise<FormReply | null> {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, deleteSchema);
  if (!form.ok) return form.reply;
  const deleted = await deleteForGood(scope, { target, ...form.value }, reassign);
  return deleted.ok ? null : refuse({ confirmation: "deleting:mismatch" }, form.values);
}

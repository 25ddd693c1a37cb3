import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { InviteForm } from "~/features/workspaces/invites/components/invite-form";
import { InviteList } from "~/features/workspaces/invites/components/invite-list";
import { listInvites } from "~/features/workspaces/invites/data.server";
import { invite, resendInvite, withdrawInvite } from "~/features/workspaces/invites/mutations.server";
import { inviteIntentSchema, newInviteSchema } from "~/features/workspaces/invites/schema";
import { MemberTable } from "~/features/workspaces/members/components/member-table";
import { listMembers } from "~/features/workspaces/members/data.server";
import { canManageMembers } from "~/features/workspaces/members/policy";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { listTeams } from "~/features/workspaces/teams/data.server";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope, workspace } = await requireMember(request);
  const canManage = canManageMembers(scope);
  const [members, teams, invites] = await Promise.all([
    listMembers(scope),
    listTeams(scope),
    canManage ? listInvites(scope) : [],
  ]);
  const start = { requestKey: newId(), role: "rep", teamId: "", language: workspace.language };
  return { members, teams, invites, canManage, ownId: scope.memberId, start };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await readForm(request);
  return form.get("intent") === "invite" ? inviteSomebody(scope, form) : changeInvite(scope, form);
}

async function inviteSomebody(scope: WorkspaceScope, form: FormData) {
  const parsed = parseFields(form, newInviteSchema);
  if (!parsed.ok) return data({ ...done(), ...parsed.reply }, 422);
  const { intent: _, ...input } = parsed.value;
  const inviting = await invite(scope, input);
  if (!inviting.ok) return data({ ...done(), ...refuse({ email: inviting.reason }, parsed.values) }, 422);
  return data({ ...done("sent"), sentTo: input.email });
}

async function changeInvite(scope: WorkspaceScope, form: FormData) {
  const parsed = parseFields(form, inviteIntentSchema);
  if (!parsed.ok) return data({ ...done(), ...parsed.reply }, 422);
  const { intent, inviteId } = parsed.value;
  const change = intent === "resend" ? resendInvite : withdrawInvite;
  const isDone = await change(scope, inviteId);
  if (!isDone) return data(done("gone"), 409);
  return data(done(intent === "resend" ? "resent" : "withdrawn"));
}

type Done = "sent" | "resent" | "withdrawn" | "gone";

function done(what: Done | null = null) {
  const nobody: string | null = null;
  return { done: what, sentTo: nobody, ...refuse({}) };
}

export const meta: MetaFunction = (page) => pageTitle(page, "members:title");

export default function Members() {
  const { t } = useTranslation("members");
  const { members, teams, invites, canManage, ownId, start } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const isRefused = reply !== undefined && Object.keys(reply.errors).length > 0;
  const note = reply?.done && reply.done !== "sent" ? t(`invites.${reply.done}`) : null;
  return (
    <>
      <PageHeader title={t("title")} description={t("body")} />
      <div className="flex flex-col gap-8">
        <Card flush>
          <MemberTable members={members} ownId={ownId} />
        </Card>
        {canManage ? (
          <>
            <InviteForm
              values={isRefused ? { ...start, ...reply.values } : start}
              errors={reply?.errors ?? {}}
              teams={teams}
              sentTo={reply?.sentTo ?? null}
            />
            <InviteList invites={invites} note={note} />
          </>
        ) : null}
      </div>
    </>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { AccessForm } from "~/features/workspaces/members/components/access-form";
import { DeactivateCard, ReactivateCard } from "~/features/workspaces/members/components/leave-card";
import { MemberFacts } from "~/features/workspaces/members/components/member-facts";
import { getBelongings, getMember, listHeirs } from "~/features/workspaces/members/data.server";
import {
  changeMember,
  deactivateMember,
  reactivateMember,
} from "~/features/workspaces/members/mutations.server";
import { canDeactivate, canManageMembers } from "~/features/workspaces/members/policy";
import { deactivateSchema, memberChangeSchema, reactivateSchema } from "~/features/workspaces/members/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { listTeams } from "~/features/workspaces/teams/data.server";
import { AppError } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const member = await getMember(scope, params.memberId ?? "");
  const canManage = canManageMembers(scope);
  const [teams, heirs, belongings] = await Promise.all([
    listTeams(scope),
    canManage ? listHeirs(scope, member.id) : [],
    getBelongings(scope, member.id),
  ]);
  return { member, teams, heirs, belongings, canManage, canDeactivate: canDeactivate(scope, member) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const memberId = params.memberId ?? "";
  const form = await readForm(request);
  switch (form.get("intent")) {
    case "save":
      return save(scope, memberId, form);
    case "deactivate":
      return deactivate(scope, memberId, form);
    default:
      return reactivate(scope, memberId, form);
  }
}

async function save(scope: WorkspaceScope, memberId: string, form: FormData) {
  const parsed = parseFields(form, memberChangeSchema);
  if (!parsed.ok) return data({ isSaved: false, ...parsed.reply }, 422);
  const { intent: _, ...change } = parsed.value;
  const outcome = await changeMember(scope, { ...change, memberId });
  if (outcome.ok) return data({ isSaved: true, ...refuse({}) });
  if (outcome.reason === "stale") return data({ isSaved: false, ...refuse({ form: "stale" }) }, 409);
  return data({ isSaved: false, ...refuse({ role: outcome.reason }, parsed.values) }, 422);
}

async function deactivate(scope: WorkspaceScope, memberId: string, form: FormData) {
  const parsed = parseFields(form, deactivateSchema);
  if (!parsed.ok) return data({ isSaved: false, ...parsed.reply }, 422);
  const outcome = await deactivateMember(scope, { memberId, heirId: parsed.value.heirId });
  if (outcome.ok) return redirect(paths.member(memberId));
  const field = outcome.reason === "no_heir" ? "heirId" : "leave";
  return data({ isSaved: false, ...refuse({ [field]: outcome.reason }) }, 422);
}

async function reactivate(scope: WorkspaceScope, memberId: string, form: FormData) {
  if (!parseFields(form, reactivateSchema).ok) throw new AppError("INVALID");
  await reactivateMember(scope, memberId);
  return redirect(paths.member(memberId));
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "members:title", page.data?.member.name);

export default function Member() {
  const { t } = useTranslation("members");
  const { member, teams, heirs, belongings, ...may } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const errors = reply?.errors ?? {};
  return (
    <>
      <PageHeader title={member.name} back={{ to: paths.members(), label: t("member.back") }} />
      <div className="flex flex-col gap-8">
        <MemberFacts member={member} />
        {may.canManage && member.deactivatedAt === null ? (
          <>
            <AccessForm
              member={member}
              teams={teams}
              values={reply?.values ?? {}}
              errors={errors}
              isSaved={reply?.isSaved ?? false}
            />
            <DeactivateCard
              name={member.name}
              belongings={belongings}
              heirs={heirs}
              errors={errors}
              canDeactivate={may.canDeactivate}
            />
          </>
        ) : null}
        {may.canManage && member.deactivatedAt ? (
          <ReactivateCard name={member.name} since={member.deactivatedAt} />
        ) : null}
      </div>
    </>
  );
}

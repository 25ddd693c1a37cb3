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
import { NewTeamForm, TeamList } from "~/features/workspaces/teams/components/team-list";
import { listTeams } from "~/features/workspaces/teams/data.server";
import { createTeam } from "~/features/workspaces/teams/mutations.server";
import { canManageTeams } from "~/features/workspaces/teams/policy";
import { newTeamSchema } from "~/features/workspaces/teams/schema";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  return { teams: await listTeams(scope), canManage: canManageTeams(scope), requestKey: newId() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, newTeamSchema);
  if (!form.ok) return data(form.reply, 422);
  const naming = await createTeam(scope, form.value);
  if (!naming.ok) return data(refuse({ name: naming.reason }, form.values), 422);
  return redirect(paths.team(naming.teamId));
}

export const meta: MetaFunction = (page) => pageTitle(page, "members:teams.title");

export default function Teams() {
  const { t } = useTranslation("members");
  const { teams, canManage, requestKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("teams.title")} description={t("teams.body")} />
      <div className="flex flex-col gap-8">
        <Card flush>
          {teams.length > 0 ? (
            <TeamList teams={teams} />
          ) : (
            <EmptyState title={t("teams.empty")} body={t("teams.emptyBody")} />
          )}
        </Card>
        {canManage ? (
          <NewTeamForm values={{ requestKey, ...reply?.values }} errors={reply?.errors ?? {}} />
        ) : null}
      </div>
    </>
  );
}

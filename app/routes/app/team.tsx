import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { TeamForm } from "~/features/workspaces/teams/components/team-form";
import { getTeam, listCandidates } from "~/features/workspaces/teams/data.server";
import { changeTeam, deleteTeam } from "~/features/workspaces/teams/mutations.server";
import { canEditTeam, canManageTeams } from "~/features/workspaces/teams/policy";
import { deleteTeamSchema, teamSchema } from "~/features/workspaces/teams/schema";
import { AppError } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const team = await getTeam(scope, params.teamId ?? "");
  const candidates = await listCandidates(scope);
  return { team, candidates, canEdit: canEditTeam(scope, team), canManage: canManageTeams(scope) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const teamId = params.teamId ?? "";
  const form = await readForm(request);
  if (form.get("intent") === "save") return save(scope, teamId, form);
  if (!parseFields(form, deleteTeamSchema).ok) throw new AppError("INVALID");
  await deleteTeam(scope, teamId);
  return redirect(paths.teams());
}

async function save(scope: WorkspaceScope, teamId: string, form: FormData) {
  const parsed = parseFields(form, teamSchema);
  if (!parsed.ok) return data({ isSaved: false, ...parsed.reply }, 422);
  const { intent: _, ...change } = parsed.value;
  const naming = await changeTeam(scope, { ...change, teamId });
  if (!naming.ok) return data({ isSaved: false, ...refuse({ name: naming.reason }, parsed.values) }, 422);
  return data({ isSaved: true, ...refuse({}) });
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "members:teams.title", page.data?.team.name);

export default function Team() {
  const { t } = useTranslation("members");
  const { team, candidates, canEdit, canManage } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={team.name} back={{ to: paths.teams(), label: t("teams.back") }} />
      <div className="flex flex-col gap-8">
        {canEdit ? (
          <TeamForm
            team={team}
            candidates={candidates}
            values={reply?.values ?? {}}
            errors={reply?.errors ?? {}}
            isSaved={reply?.isSaved ?? false}
            canManage={canManage}
          />
        ) : (
          <Roster team={team} people={candidates.filter((person) => person.teamId === team.id)} />
        )}
        {canManage ? (
          <Card title={t("teams.delete")}>
            <p className="mb-4 text-sm text-ink-muted">{t("teams.deleteBody")}</p>
            <Form method="post">
              <Button type="submit" name="intent" value="delete" variant="danger">
                {t("teams.delete")}
              </Button>
            </Form>
          </Card>
        ) : null}
      </div>
    </>
  );
}

type RosterProps = {
  team: { leaderName: string | null };
  people: readonly { id: string; name: string }[];
};

/** For those who may look only. */
function Roster({ team, people }: RosterProps) {
  const { t } = useTranslation("members");
  return (
    <Card title={t("teams.people")}>
      {team.leaderName ? (
        <p className="mb-3 text-sm text-ink">{t("teams.ledBy", { name: team.leaderName })}</p>
      ) : null}
      <ul className="grid gap-x-6 gap-y-1 text-sm text-ink sm:grid-cols-2">
        {people.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      <p className="mt-4 text-sm text-ink-muted">{t("teams.notYours")}</p>
    </Card>
  );
}

import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SavedNote } from "~/features/auth/components/saved-note";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField, TextField } from "~/ui/field";
import type { Candidate } from "../data.server";

type Props = {
  team: { id: string; name: string; leaderId: string | null };
  candidates: readonly Candidate[];
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  isSaved: boolean;
  /** May say who leads, and take people out of other teams. */
  canManage: boolean;
};

export function TeamForm({ team, candidates, values, errors, isSaved, canManage }: Props) {
  const { t } = useTranslation("members");
  const { t: common } = useTranslation("common");
  const inTeam = candidates
    .filter((person) => person.teamId === team.id)
    .map((person) => person.id)
    .join();
  const isOpenTo = (person: Candidate) => canManage || person.teamId === null || person.teamId === team.id;
  return (
    <Card>
      <Form method="post" className="flex flex-col gap-5" noValidate>
        <input type="hidden" name="intent" value="save" />
        <TextField
          label={t("teams.name")}
          name="name"
          defaultValue={values.name ?? team.name}
          error={errors.name === "name_taken" ? t("teams.name_taken") : errors.name}
          autoComplete="off"
          className="max-w-form"
          required
        />
        {canManage ? (
          <SelectField
            label={t("teams.leader")}
            name="leaderId"
            defaultValue={values.leaderId ?? team.leaderId ?? ""}
            error={errors.leaderId}
            hint={t("teams.leaderHint")}
            placeholder={t("teams.noLeader")}
            options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
            className="max-w-form"
          />
        ) : null}
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium text-ink">{t("teams.people")}</legend>
          {/* Drawn anew once the team has changed: whoever leads it is in it. */}
          <ul className="grid gap-x-6 sm:grid-cols-2" key={inTeam}>
            {candidates.filter(isOpenTo).map((person) => (
              <PersonBox key={person.id} person={person} teamId={team.id} />
            ))}
          </ul>
        </fieldset>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary">
            {common("actions.save")}
          </Button>
          <SavedNote>{isSaved ? t("teams.saved") : null}</SavedNote>
        </div>
      </Form>
    </Card>
  );
}

function PersonBox({ person, teamId }: { person: Candidate; teamId: string }) {
  const { t } = useTranslation("members");
  const isElsewhere = person.teamId !== null && person.teamId !== teamId;
  return (
    <li>
      <label className="flex min-h-9 items-center gap-2.5 text-sm text-ink pointer-coarse:min-h-11">
        <input
          type="checkbox"
          name="memberIds[]"
          value={person.id}
          defaultChecked={person.teamId === teamId}
          className="size-4 shrink-0 accent-accent pointer-coarse:size-5"
        />
        <span className="min-w-0">
          {person.name}
          {isElsewhere ? (
            <span className="text-ink-muted"> ({t("teams.nowIn", { team: person.teamName })})</span>
          ) : null}
        </span>
      </label>
    </li>
  );
}

import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";

type Team = { id: string; name: string; leaderName: string | null; people: number };

export function TeamList({ teams }: { teams: readonly Team[] }) {
  const { t } = useTranslation("members");
  return (
    <ul className="divide-y divide-line">
      {teams.map(({ id, name, leaderName, people }) => (
        <li
          key={id}
          className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-3 sm:px-5"
        >
          <Link
            to={paths.team(id)}
            prefetch="intent"
            className="font-medium text-ink hover:underline wrap-anywhere"
          >
            {name}
          </Link>
          <span className="text-sm text-ink-muted">
            {[leaderName && t("teams.ledBy", { name: leaderName }), t("teams.count", { count: people })]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

type NewProps = {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

export function NewTeamForm({ values, errors }: NewProps) {
  const { t } = useTranslation("members");
  return (
    <Card title={t("teams.new")} id="teamsNew">
      <Form method="post" className="flex max-w-form flex-col gap-5" noValidate key={values.requestKey}>
        <input type="hidden" name="requestKey" value={values.requestKey} />
        <TextField
          label={t("teams.name")}
          name="name"
          defaultValue={values.name}
          error={errors.name === "name_taken" ? t("teams.name_taken") : errors.name}
          autoComplete="off"
          required
        />
        <div>
          <Button type="submit" variant="primary">
            {t("teams.create")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { ROLES, RoleHints } from "../../invites/components/invite-form";
import type { Role } from "../../schema";

type Props = {
  member: { role: Role; teamId: string | null };
  teams: readonly { id: string; name: string }[];
  /** What was chosen and refused. */
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  isSaved: boolean;
};

export function AccessForm({ member, teams, values, errors, isSaved }: Props) {
  const { t } = useTranslation("members");
  const { t: auth } = useTranslation("auth");
  const { t: common } = useTranslation("common");
  const { role, teamId } = member;
  return (
    <Card title={t("member.access")}>
      <Form method="post" className="flex flex-col gap-5" noValidate key={`${role} ${teamId}`}>
        <FormError message={errors.form === "stale" ? t("member.stale") : errors.form} />
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="seenRole" value={role} />
        <input type="hidden" name="seenTeamId" value={teamId ?? ""} />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField
            label={t("member.role")}
            name="role"
            defaultValue={values.role ?? role}
            error={errors.role === "last_admin" ? t("member.last_admin") : errors.role}
            options={ROLES.map((value) => ({ value, label: auth(`roles.${value}`) }))}
          />
          <SelectField
            label={t("member.team")}
            name="teamId"
            defaultValue={values.teamId ?? teamId ?? ""}
            error={errors.teamId}
            placeholder={t("noTeam")}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
        <RoleHints />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary">
            {common("actions.save")}
          </Button>
          <output className="text-sm text-positive empty:hidden">{isSaved ? t("member.saved") : null}</output>
        </div>
      </Form>
    </Card>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField, TextField } from "~/ui/field";

type Props = {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  teams: readonly { id: string; name: string }[];
  sentTo: string | null;
};

export const ROLES = ["rep", "manager", "admin"] as const;
const REASONS = ["is_member", "is_deactivated", "is_invited"] as const;

export function InviteForm({ values, errors, teams, sentTo }: Props) {
  const { t } = useTranslation("members");
  const { t: auth } = useTranslation("auth");
  const isPending = useNavigation().formData?.get("intent") === "invite";
  const reason = REASONS.find((known) => known === errors.email);
  return (
    <Card title={t("invite.title")} description={t("invite.body")} id="membersInvite">
      <Form method="post" className="flex flex-col gap-5" noValidate key={values.requestKey}>
        <input type="hidden" name="intent" value="invite" />
        <input type="hidden" name="requestKey" value={values.requestKey} />
        <TextField
          label={t("invite.email")}
          name="email"
          type="email"
          autoComplete="off"
          defaultValue={values.email}
          error={reason ? t(`invite.${reason}`) : errors.email}
          required
        />
        <div className="grid gap-5 sm:grid-cols-3">
          <SelectField
            label={t("invite.role")}
            name="role"
            defaultValue={values.role}
            error={errors.role}
            options={ROLES.map((role) => ({ value: role, label: auth(`roles.${role}`) }))}
          />
          <SelectField
            label={t("invite.team")}
            name="teamId"
            defaultValue={values.teamId}
            error={errors.teamId}
            placeholder={t("noTeam")}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            label={t("invite.language")}
            name="language"
            defaultValue={values.language}
            error={errors.language}
            options={[
              { value: "ja", label: auth("languages.ja") },
              { value: "en", label: auth("languages.en") },
            ]}
          />
        </div>
        <RoleHints />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" pending={isPending}>
            {t("invite.submit")}
          </Button>
          <output className="text-sm text-positive empty:hidden">
            {sentTo ? t("invite.sent", { email: sentTo }) : null}
          </output>
        </div>
      </Form>
    </Card>
  );
}

/** What each role may do, in one line each. */
export function RoleHints() {
  const { t } = useTranslation("members");
  const { t: auth } = useTranslation("auth");
  return (
    <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
      {ROLES.map((role) => (
        <div key={role} className="contents">
          <dt className="font-medium text-ink">{auth(`roles.${role}`)}</dt>
          <dd className="text-ink-muted">{t(`roleHints.${role}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

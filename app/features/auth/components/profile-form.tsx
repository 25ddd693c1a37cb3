import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField, TextField } from "~/ui/field";

type Props = {
  user: { name: string; email: string; language: "ja" | "en" | null };
  errors: Readonly<Record<string, string>>;
  isSaved: boolean;
};

export function ProfileForm({ user, errors, isSaved }: Props) {
  const { t } = useTranslation("auth");
  const { t: common } = useTranslation("common");
  return (
    <Card title={t("settings.profile")}>
      {/* A language change redraws the whole document in it. */}
      <Form method="post" reloadDocument className="flex flex-col gap-5" noValidate>
        <input type="hidden" name="intent" value="profile" />
        <TextField
          label={t("settings.name")}
          name="name"
          defaultValue={user.name}
          error={errors.name}
          autoComplete="name"
          required
        />
        <div>
          <p className="text-sm font-medium text-ink">{t("settings.email")}</p>
          <p className="text-ink-muted">{user.email}</p>
        </div>
        <SelectField
          label={t("settings.language")}
          name="language"
          defaultValue={user.language ?? ""}
          error={errors.language}
          options={[
            { value: "", label: t("settings.followBrowser") },
            { value: "ja", label: t("languages.ja") },
            { value: "en", label: t("languages.en") },
          ]}
        />
        <div className="flex items-center gap-3">
          <Button type="submit" variant="primary">
            {common("actions.save")}
          </Button>
          {isSaved ? <output className="text-sm text-positive">{t("settings.saved")}</output> : null}
        </div>
      </Form>
    </Card>
  );
}

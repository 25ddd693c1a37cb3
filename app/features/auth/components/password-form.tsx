import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";

export function PasswordForm({
  errors,
  isSaved,
}: {
  errors: Readonly<Record<string, string>>;
  isSaved: boolean;
}) {
  const { t } = useTranslation("auth");
  const current =
    errors.currentPassword === "password_wrong" ? t("settings.passwordWrong") : errors.currentPassword;
  return (
    <Card title={t("settings.password")}>
      <Form method="post" className="flex flex-col gap-5" noValidate>
        <input type="hidden" name="intent" value="password" />
        <TextField
          label={t("settings.currentPassword")}
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          error={current}
          required
        />
        <TextField
          label={t("settings.newPassword")}
          name="newPassword"
          type="password"
          autoComplete="new-password"
          hint={t("setup.passwordHint")}
          error={errors.newPassword}
          required
        />
        <div className="flex items-center gap-3">
          <Button type="submit">{t("settings.changePassword")}</Button>
          {isSaved ? (
            <output className="text-sm text-positive">{t("settings.passwordChanged")}</output>
          ) : null}
        </div>
      </Form>
    </Card>
  );
}

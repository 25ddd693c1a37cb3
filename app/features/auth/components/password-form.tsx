import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";
import { SavedNote } from "./saved-note";

export function PasswordForm({
  errors,
  isSaved,
}: {
  errors: Readonly<Record<string, string>>;
  isSaved: boolean;
}) {
  const { t } = useTranslation("auth");
  const form = useRef<HTMLFormElement>(null);
  const { state } = useNavigation();
  // Each change that was taken empties the fields, also the second in a row.
  useEffect(() => {
    if (isSaved && state === "idle") form.current?.reset();
  }, [isSaved, state]);
  const current =
    errors.currentPassword === "password_wrong" ? t("settings.passwordWrong") : errors.currentPassword;
  return (
    <Card title={t("settings.password")} id="securityPassword">
      <Form ref={form} method="post" className="flex flex-col gap-5" noValidate>
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
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit">{t("settings.changePassword")}</Button>
          <SavedNote>{isSaved ? t("settings.passwordChanged") : null}</SavedNote>
        </div>
      </Form>
    </Card>
  );
}

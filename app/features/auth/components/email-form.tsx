import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";
import { SavedNote } from "./saved-note";

type Props = {
  email: string;
  /** An address that is not proven yet. */
  waiting: string | null;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  done: "email" | "email-withdrawn" | null;
};

export function EmailForm({ email, waiting, values, errors, done }: Props) {
  const { t } = useTranslation("auth");
  return (
    <Card
      title={t("settings.changeEmail")}
      description={t("settings.emailNow", { email })}
      id="securityEmail"
    >
      <div className="flex flex-col gap-5">
        <SavedNote>{done === "email-withdrawn" ? t("settings.emailWithdrawn") : null}</SavedNote>
        {waiting ? <WaitingEmail email={waiting} isFresh={done === "email"} /> : null}
        <Form
          method="post"
          className="flex flex-col gap-5"
          noValidate
          key={done === "email" ? waiting : "empty"}
        >
          <input type="hidden" name="intent" value="email" />
          <TextField
            label={t("settings.newEmail")}
            name="email"
            type="email"
            autoComplete="email"
            defaultValue={values.email}
            hint={t("settings.newEmailHint")}
            error={errors.email === "email_same" ? t("settings.emailSame") : errors.email}
            required
          />
          <TextField
            label={t("settings.currentPassword")}
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            error={
              errors.currentPassword === "password_wrong"
                ? t("settings.passwordWrong")
                : errors.currentPassword
            }
            required
          />
          <div>
            <Button type="submit">{t("settings.sendConfirmation")}</Button>
          </div>
        </Form>
      </div>
    </Card>
  );
}

function WaitingEmail({ email, isFresh }: { email: string; isFresh: boolean }) {
  const { t } = useTranslation("auth");
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-sunken px-4 py-3 text-sm text-ink">
      <p role="status">
        {isFresh ? t("settings.emailAsked", { email }) : t("settings.emailWaiting", { email })}
      </p>
      <Form method="post">
        <Button type="submit" name="intent" value="withdraw-email" size="sm">
          {t("settings.emailWithdraw")}
        </Button>
      </Form>
    </div>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { Button } from "~/ui/button";
import { TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";

export function GateEmailForm({ asksCode, reply }: { asksCode: boolean; reply?: FormReply }) {
  const { t } = useTranslation("buyer");
  const isPending = useNavigation().state !== "idle";
  return (
    <>
      <h1 className="text-xl font-semibold text-ink">{t("gate.title")}</h1>
      <p className="mt-2 text-sm text-ink-muted">{asksCode ? t("gate.codeLead") : t("gate.emailLead")}</p>
      <Form method="post" noValidate className="mt-6 flex flex-col gap-5">
        <FormError message={reply?.errors.form} />
        <input type="hidden" name="intent" value="email" />
        <TextField
          label={t("gate.email")}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={t("gate.emailPlaceholder")}
          defaultValue={reply?.values.email}
          error={reply?.errors.email}
          hint={t("gate.why")}
          required
        />
        <Button type="submit" variant="primary" pending={isPending}>
          {asksCode ? t("gate.sendCode") : t("gate.continue")}
        </Button>
      </Form>
    </>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { Button } from "~/ui/button";
import { CONTROL_LOOK, Field } from "~/ui/field";
import { FormError } from "~/ui/form-errors";

type GateCodeFormProps = { email: string; reply?: FormReply; isResent: boolean };

export function GateCodeForm({ email, reply, isResent }: GateCodeFormProps) {
  const { t } = useTranslation("buyer");
  const input = useRef<HTMLInputElement>(null);
  const navigation = useNavigation();
  const pendingIntent = navigation.formData?.get("intent");
  const error = reply?.errors.code;
  useEffect(() => {
    if (!reply?.errors.form) input.current?.focus();
  }, [reply]);
  return (
    <>
      <h1 className="text-xl font-semibold text-ink">{t("gate.codeTitle")}</h1>
      <p className="mt-2 text-sm break-words text-ink-muted">{t("gate.codeSent", { email })}</p>
      {isResent && !reply ? (
        <p role="status" className="mt-3 text-sm text-positive">
          {t("gate.resent")}
        </p>
      ) : null}
      <Form method="post" noValidate className="mt-6 flex flex-col gap-5">
        <FormError message={reply?.errors.form} />
        <input type="hidden" name="intent" value="code" />
        <Field label={t("gate.code")} name="code" error={error} hint={t("gate.codeHint")} required>
          {(control) => (
            // No length limit: a pasted "123 456" or full-width digits must fit.
            <input
              ref={input}
              type="text"
              inputMode="numeric"
              autoComplete="one-time-code"
              spellCheck={false}
              {...control}
              className={`${CONTROL_LOOK} text-center font-mono text-lg tracking-widest`}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" pending={pendingIntent === "code"}>
          {t("gate.confirm")}
        </Button>
      </Form>
      <div className="mt-4 flex flex-wrap gap-2">
        <Form method="post">
          <Button
            type="submit"
            name="intent"
            value="resend"
            variant="ghost"
            size="sm"
            pending={pendingIntent === "resend"}
          >
            {t("gate.resend")}
          </Button>
        </Form>
        <Form method="post">
          <Button type="submit" name="intent" value="restart" variant="ghost" size="sm">
            {t("gate.otherEmail")}
          </Button>
        </Form>
      </div>
    </>
  );
}

import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { Button } from "~/ui/button";
import { TextArea, TextField } from "~/ui/field";

type Props = { email: string; isAsked: boolean; reply?: FormReply };

/** For whom the gate does not let in. The answer is the same for every address. */
export function AskAccess({ email, isAsked, reply }: Props) {
  const { t } = useTranslation("buyer");
  if (isAsked) {
    return (
      <p role="status" className="mt-6 border-t border-line pt-5 text-sm text-ink">
        {t("ask.sent")}
      </p>
    );
  }
  return (
    <details className="mt-6 border-t border-line pt-5 text-sm" open={reply !== undefined}>
      <summary className="w-fit cursor-pointer text-ink-muted hover:text-ink">{t("ask.title")}</summary>
      <Form method="post" noValidate className="mt-4 flex flex-col gap-4">
        <input type="hidden" name="intent" value="ask" />
        <p className="text-ink-muted">{t("ask.body")}</p>
        <TextField
          label={t("ask.email")}
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={reply?.values.email ?? email}
          error={reply?.errors.email}
          required
        />
        <TextField
          label={t("people.name")}
          name="name"
          autoComplete="name"
          defaultValue={reply?.values.name}
          error={reply?.errors.name}
        />
        <TextArea
          label={t("people.note")}
          name="note"
          defaultValue={reply?.values.note}
          error={reply?.errors.note}
          rows={2}
        />
        <div>
          <Button type="submit">{t("ask.send")}</Button>
        </div>
      </Form>
    </details>
  );
}

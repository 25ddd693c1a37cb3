import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { Button } from "~/ui/button";
import { TextArea, TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";

type Props = {
  isPreview: boolean;
  done: "invited" | "requested" | null;
  email: string;
  reply?: FormReply;
};

/** A reader brings a colleague in; says plainly whether a mail went out or the rep was asked. */
export function ColleagueForm({ isPreview, done, email, reply }: Props) {
  const { t } = useTranslation("buyer");
  const isPending = useNavigation().formData?.get("intent") === "colleague";
  return (
    <section className="rounded-lg border border-line bg-surface px-4 py-4 sm:px-5">
      <h2 className="text-base font-semibold text-ink">{t("people.invite")}</h2>
      <p className="mt-1 text-sm text-ink-muted">{t("people.inviteBody")}</p>
      <p role="status" className="mt-3 rounded-md bg-positive-soft px-3 py-2.5 text-sm text-ink empty:hidden">
        {done === "invited" ? t("people.invited", { email }) : null}
        {done === "requested" ? t("people.requested", { email }) : null}
      </p>
      <Form method="post" noValidate preventScrollReset className="mt-4 flex flex-col gap-4">
        <FormError message={reply?.errors.form} />
        <input type="hidden" name="intent" value="colleague" />
        <TextField
          label={t("people.email")}
          name="email"
          type="email"
          autoComplete="off"
          defaultValue={reply?.values.email}
          error={reply?.errors.email}
          required
        />
        <TextField
          label={t("people.name")}
          name="name"
          autoComplete="off"
          defaultValue={reply?.values.name}
          error={reply?.errors.name}
        />
        <TextArea
          label={t("people.note")}
          name="note"
          hint={t("people.noteHint")}
          defaultValue={reply?.values.note}
          error={reply?.errors.note}
          rows={2}
        />
        <div>
          <Button type="submit" variant="primary" pending={isPending} disabled={isPreview}>
            {t("people.send")}
          </Button>
        </div>
        {isPreview ? <p className="text-sm text-ink-muted">{t("people.preview")}</p> : null}
      </Form>
    </section>
  );
}

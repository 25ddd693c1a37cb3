import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { FormError } from "~/ui/form-errors";
import type { SettingsReply, SettingsView } from "../schema";
import type { Texts } from "../utils";

export type SettingsFields = {
  values: Texts;
  errors: Readonly<Record<string, string>>;
};

type Props = SettingsView & {
  reply: SettingsReply | undefined;
  /** How the fields are called and shown when two people changed the same one. */
  fields: readonly { name: string; label: string; show?: (value: string) => string }[];
  children: (fields: SettingsFields) => ReactNode;
};

/** A page of settings that is one form: filled from what is stored, and refilled with what was typed when refused. */
export function SettingsForm({ stored, canChange, reply, fields, children }: Props) {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation("common");
  const { state } = useNavigation();
  const seen = reply?.seen ?? stored;
  return (
    <Card>
      <Form
        key={JSON.stringify([stored, reply?.values])}
        method="post"
        noValidate
        className="flex flex-col gap-6"
      >
        <FormError message={reply?.errors.form} />
        <Clash theirs={reply?.theirs ?? null} fields={fields} />
        <input type="hidden" name="seen" value={JSON.stringify(seen)} />
        <fieldset disabled={!canChange} className="flex min-w-0 flex-col gap-6">
          {children({ values: reply?.values ?? stored, errors: reply?.errors ?? {} })}
        </fieldset>
        {canChange ? (
          <div className="flex items-center gap-3 border-t border-line pt-4">
            <Button type="submit" variant="primary" pending={state === "submitting"}>
              {common("actions.save")}
            </Button>
            <output className="text-sm text-positive">{reply?.done ? t("saved") : null}</output>
          </div>
        ) : (
          <p className="border-t border-line pt-4 text-sm text-ink-muted">{t("readOnly")}</p>
        )}
      </Form>
    </Card>
  );
}

function Clash({ theirs, fields }: { theirs: Texts | null } & Pick<Props, "fields">) {
  const { t } = useTranslation("settings");
  const clashing = fields.filter(({ name }) => theirs !== null && name in theirs);
  if (clashing.length === 0) return null;
  const shown = (field: Props["fields"][number]) => {
    const value = theirs?.[field.name] ?? "";
    return field.show?.(value) ?? value;
  };
  return (
    <section
      aria-label={t("clash.title")}
      className="rounded-md border border-line bg-warning-soft px-4 py-3 text-sm text-ink"
    >
      <p>{t("clash.body")}</p>
      <dl className="mt-2 grid gap-2">
        {clashing.map((field) => (
          <div key={field.name} className="min-w-0">
            <dt className="text-xs text-ink-muted">{field.label}</dt>
            <dd className="whitespace-pre-wrap break-words">{shown(field) || t("clash.empty")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

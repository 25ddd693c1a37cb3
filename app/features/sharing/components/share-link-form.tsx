import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { paths } from "~/platform/paths";
import { Button, ButtonLink } from "~/ui/button";
import { CheckboxField, TextArea, TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import type { Gate } from "../schema";

const GATES: readonly Gate[] = ["open", "email", "code"];

export type EditedLink = {
  id: string;
  label: string;
  gate: Gate;
  allowedDomains: string[];
  allowedEmails: string[];
  lastDay: string | null;
  allowDownload: boolean;
};

export type ShareLinkFormProps = {
  roomId: string;
  /** YYYY-MM-DD in the workspace's zone. */
  today: string;
  /** Left out for a new link. */
  link?: EditedLink;
  reply?: FormReply;
};

export function ShareLinkForm({ roomId, today, link, reply }: ShareLinkFormProps) {
  const { t } = useTranslation("sharing");
  const isPending = useNavigation().formMethod === "POST";
  const before = reply?.values;
  const [gate, setGate] = useState<Gate>(
    GATES.find((known) => known === before?.gate) ?? link?.gate ?? "email",
  );
  const allowed = link ? [...link.allowedEmails, ...link.allowedDomains].join("\n") : "";
  return (
    <Form
      method="post"
      action={paths.roomLinks(roomId)}
      noValidate
      className="flex max-w-form flex-col gap-5"
    >
      <FormError message={reply ? "form" : null} />
      <input type="hidden" name="intent" value={link ? "update" : "create"} />
      {link ? <input type="hidden" name="linkId" value={link.id} /> : null}
      <TextField
        label={t("fields.label")}
        name="label"
        maxLength={80}
        defaultValue={before?.label ?? link?.label}
        error={reply?.errors.label}
        hint={t("fields.labelHint")}
        required
      />
      <GateChoice gate={gate} onChange={setGate} />
      {gate === "open" ? null : (
        <TextArea
          label={t("fields.allowed")}
          name="allowed"
          defaultValue={before?.allowed ?? allowed}
          error={reply?.errors.allowed && t("errors.allowed")}
          hint={t("fields.allowedHint")}
          spellCheck={false}
          rows={3}
        />
      )}
      <TextField
        label={t("fields.expiresOn")}
        name="expiresOn"
        type="date"
        min={today}
        defaultValue={before?.expiresOn ?? link?.lastDay ?? ""}
        error={reply?.errors.expiresOn}
        hint={t("fields.expiresOnHint")}
      />
      <CheckboxField
        label={t("fields.allowDownload")}
        name="allowDownload"
        defaultChecked={before ? before.allowDownload === "on" : link?.allowDownload}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={isPending}>
          {link ? t("actions.save") : t("actions.create")}
        </Button>
        {link ? (
          <ButtonLink to={paths.roomLinks(roomId)} variant="ghost">
            {t("actions.cancel")}
          </ButtonLink>
        ) : null}
      </div>
    </Form>
  );
}

type GateChoiceProps = { gate: Gate; onChange: (gate: Gate) => void };

function GateChoice({ gate, onChange }: GateChoiceProps) {
  const { t } = useTranslation("sharing");
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium text-ink">{t("fields.gate")}</legend>
      <div className="flex flex-col gap-2">
        {GATES.map((choice) => (
          <label
            key={choice}
            className="flex cursor-pointer gap-3 rounded-md border border-line px-3 py-2.5 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="gate"
              value={choice}
              checked={gate === choice}
              onChange={() => onChange(choice)}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block text-sm text-ink">{t(`gates.${choice}`)}</span>
              <span className="block text-sm text-ink-muted">{t(`gateHints.${choice}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

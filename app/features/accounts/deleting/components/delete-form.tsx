import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { formatNumber } from "~/platform/i18n/format";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";
import { useLocale } from "~/ui/locale";
import type { Doomed } from "../schema";

type Props = { doomed: Doomed; canDelete: boolean; reply?: FormReply; cancelTo: string };

const HANGING = ["acceptances", "messages", "files", "comments", "tasks", "answers"] as const;

/** Names everything that goes, and asks for the name before it does. */
export function DeleteForm({ doomed, canDelete, reply, cancelTo }: Props) {
  const { t } = useTranslation("deleting");
  const { t: common } = useTranslation("common");
  const { language } = useLocale();
  const { state } = useNavigation();
  const count = (n: number) => formatNumber(n, language);
  const keepsVisits = doomed.kind === "contact";
  return (
    <Card title={t("goes")} className="max-w-read wrap-anywhere">
      <ul className="flex flex-col gap-2 text-sm text-ink">
        <li className="font-medium">{doomed.name}</li>
        <Named label={t("deals", { n: count(doomed.deals.count) })} of={doomed.deals} />
        <Named label={t("rooms", { n: count(doomed.rooms.count) })} of={doomed.rooms} />
        <Named label={t("contacts", { n: count(doomed.contacts.count) })} of={doomed.contacts} />
        {doomed.links > 0 ? <li>{t("links", { n: count(doomed.links) })}</li> : null}
        {HANGING.map((noun) =>
          doomed[noun] > 0 ? <li key={noun}>{t(noun, { n: count(doomed[noun]) })}</li> : null,
        )}
        {doomed.visits > 0 && !keepsVisits ? <li>{t("visits", { n: count(doomed.visits) })}</li> : null}
      </ul>
      <h3 className="mt-5 text-sm font-medium text-ink">{t("stays")}</h3>
      <ul className="mt-1 list-disc pl-5 text-sm text-ink-muted">
        {keepsVisits ? (
          <li>{t("visitsStay", { n: count(doomed.visits) })}</li>
        ) : (
          <li>{t("documentsStay")}</li>
        )}
        <li>{t("eventsStay")}</li>
      </ul>
      {canDelete ? (
        <Form method="post" noValidate className="mt-6 flex max-w-form flex-col gap-4">
          <TextField
            label={t("type", { name: doomed.name })}
            name="confirmation"
            defaultValue={reply?.values.confirmation}
            error={reply?.errors.confirmation}
            hint={t("forGood")}
            autoComplete="off"
            required
          />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="danger" pending={state === "submitting"}>
              {t("submit")}
            </Button>
            <ButtonLink to={cancelTo} variant="ghost">
              {common("actions.cancel")}
            </ButtonLink>
          </div>
        </Form>
      ) : (
        <p className="mt-6 rounded-md bg-warning-soft px-4 py-3 text-sm text-ink">
          {t("colleagues", { n: count(doomed.colleaguesOwn) })}
        </p>
      )}
    </Card>
  );
}

function Named({ label, of }: { label: ReactNode; of: { count: number; names: readonly string[] } }) {
  const { t } = useTranslation("deleting");
  const { language } = useLocale();
  if (of.count === 0) return null;
  const rest = of.count - of.names.length;
  return (
    <li>
      {label}
      <ul className="mt-0.5 border-l border-line pl-3 text-ink-muted">
        {of.names.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and the list never changes
          <li key={index} className="truncate">
            {name}
          </li>
        ))}
        {rest > 0 ? <li>{t("more", { n: formatNumber(rest, language) })}</li> : null}
      </ul>
    </li>
  );
}

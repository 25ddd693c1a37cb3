import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { CheckboxField, TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { useLocale } from "~/ui/locale";

type Sum = { blockId: string; currency: string; netMinor: number; taxMinor: number; totalMinor: number };
export type AcceptFormProps = {
  offer: { versionId: string; shown: string; language: string; consent: string; totals: readonly Sum[] };
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  /** What was signed is no longer what stands there: nothing was accepted. */
  isOutdated: boolean;
  place: { roomId: string; pageId: string };
};

export function AcceptForm({ offer, values, errors, isOutdated, place }: AcceptFormProps) {
  const { t } = useTranslation("buyer");
  const isPending = useNavigation().formMethod === "POST";
  return (
    <Form method="post" noValidate className="flex max-w-form flex-col gap-5">
      <FormError message={errors.form} />
      {isOutdated ? (
        <div role="alert" className="rounded-md bg-warning-soft px-4 py-3 text-sm text-ink">
          <p>{t("acceptance.outdated")}</p>
          <Link
            to={paths.buyerPage(place.roomId, place.pageId)}
            className="mt-1 inline-block text-accent underline"
          >
            {t("acceptance.readNew")}
          </Link>
        </div>
      ) : null}
      <input type="hidden" name="versionId" value={offer.versionId} />
      <input type="hidden" name="shown" value={offer.shown} />
      <input type="hidden" name="language" value={offer.language} />
      <Sums totals={offer.totals} />
      <TextField
        label={t("acceptance.name")}
        name="name"
        autoComplete="name"
        defaultValue={values.name}
        error={errors.name}
        required
      />
      <TextField
        label={t("acceptance.jobTitle")}
        name="title"
        autoComplete="organization-title"
        defaultValue={values.title}
        error={errors.title}
      />
      <TextField
        label={t("acceptance.signature")}
        name="signature"
        autoComplete="off"
        hint={t("acceptance.signatureHint")}
        defaultValue={values.signature}
        error={errors.signature}
        required
      />
      <CheckboxField
        label={offer.consent}
        name="consent"
        defaultValue={values.consent}
        error={errors.consent}
        required
      />
      <p className="text-sm text-ink-muted">{t("acceptance.kept")}</p>
      <Button type="submit" variant="primary" pending={isPending}>
        {t("acceptance.submit")}
      </Button>
    </Form>
  );
}

function Sums({ totals }: { totals: readonly Sum[] }) {
  const { t } = useTranslation("buyer");
  const { language } = useLocale();
  if (totals.length === 0) return null;
  return (
    <section className="rounded-md bg-sunken px-4 py-3">
      <h2 className="text-sm font-medium text-ink">{t("acceptance.totals")}</h2>
      {totals.map(({ blockId, currency, netMinor, taxMinor, totalMinor }) => {
        const rows = [
          [t("acceptance.net"), netMinor],
          [t("acceptance.tax"), taxMinor],
          [t("acceptance.total"), totalMinor],
        ] as const;
        return (
          <dl
            key={blockId}
            className="mt-2 grid grid-cols-2 gap-y-1 text-sm text-ink last:[&>dd:last-child]:font-semibold"
          >
            {rows.map(([label, minor]) => (
              <div key={label} className="contents">
                <dt className="text-ink-muted">{label}</dt>
                <dd className="text-right tabular-nums">{formatMoney(minor, currency, language)}</dd>
              </div>
            ))}
          </dl>
        );
      })}
    </section>
  );
}

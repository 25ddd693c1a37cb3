import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField } from "~/ui/field";

type Face = { id: string; name: string; hint: string };

/** First those that look alike, then everything else to choose from. */
export function ChooseOther({ twins, others }: { twins: readonly Face[]; others: readonly Face[] }) {
  const { t } = useTranslation("merging");
  if (twins.length + others.length === 0) return <p className="text-sm text-ink-muted">{t("noChoice")}</p>;
  return (
    <div className="flex max-w-read flex-col gap-6">
      {twins.length > 0 ? (
        <Card title={t("twins")} description={t("twinsBody")}>
          <TwinList twins={twins} toOf={(id) => `?with=${id}`} />
        </Card>
      ) : null}
      {others.length > 0 ? (
        <Card title={twins.length > 0 ? t("chooseOther") : t("choose")}>
          <Form method="get" className="flex max-w-form flex-col items-start gap-4">
            <SelectField
              label={t("choose")}
              name="with"
              className="w-full"
              options={others.map(({ id, name, hint }) => ({
                value: id,
                label: hint ? `${name}（${hint}）` : name,
              }))}
            />
            <Button type="submit">{t("show")}</Button>
          </Form>
        </Card>
      ) : null}
    </div>
  );
}

/** What may be the same, each with the way to compare it. */
export function TwinList({ twins, toOf }: { twins: readonly Face[]; toOf: (id: string) => string }) {
  const { t } = useTranslation("merging");
  return (
    <ul className="flex flex-col divide-y divide-line">
      {twins.map(({ id, name, hint }) => (
        <li key={id} className="flex items-center justify-between gap-4 py-2 text-sm">
          <span className="min-w-0">
            <span className="block truncate font-medium text-ink">{name}</span>
            <span className="block truncate text-xs text-ink-muted">{hint}</span>
          </span>
          <Link to={toOf(id)} className="shrink-0 text-accent hover:underline">
            {t("compare")}
            <span className="sr-only"> {name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

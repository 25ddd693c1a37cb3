import { useTranslation } from "react-i18next";

export type StaleField = { name: string; label: string; show?: (value: string) => string };
type Texts = Readonly<Record<string, string>>;

/** After a refused save: what the other person saved, beside what is still in the form. */
export function StaleNotice({
  saved,
  typed,
  fields,
}: {
  saved: Texts | undefined;
  typed: Texts;
  fields: readonly StaleField[];
}) {
  const { t } = useTranslation("accounts");
  if (!saved) return null;
  const changed = fields.filter(({ name }) => (saved[name] ?? "") !== (typed[name] ?? "").trim());
  const display = (field: StaleField, value: string | undefined) =>
    (value && (field.show?.(value) ?? value)) || t("stale.empty");
  return (
    <section
      aria-label={t("stale.title")}
      className="rounded-md border border-line bg-warning-soft px-4 py-3 text-sm"
    >
      <p className="text-ink">{changed.length > 0 ? t("stale.body") : t("stale.same")}</p>
      <dl className="mt-2 grid gap-2">
        {changed.map((field) => (
          <div key={field.name} className="min-w-0">
            <dt className="text-xs text-ink-muted">{field.label}</dt>
            <dd className="whitespace-pre-wrap text-ink">{display(field, saved[field.name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

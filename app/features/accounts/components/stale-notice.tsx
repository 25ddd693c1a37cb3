import { useTranslation } from "react-i18next";
import { conflictsOf, type Texts } from "../stale/utils";

export type StaleField = { name: string; label: string; show?: (value: string) => string };

type Props = {
  saved: Texts | undefined;
  typed: Texts;
  fields: readonly StaleField[];
  /** What the form was first filled with: fields that only this person changed are no conflict. */
  seen?: Texts;
  /** Fields that only the other person changed; the form holds theirs already. */
  taken?: readonly string[];
};

/** After a refused save: field by field what both wrote, and which of it is kept. Everything typed stays in the form. */
export function StaleNotice({ saved, typed, fields, seen, taken = [] }: Props) {
  const { t } = useTranslation("accounts");
  if (!saved) return null;
  const names = fields.map(({ name }) => name);
  const both = conflictsOf(typed, saved, seen, names).filter((name) => !taken.includes(name));
  const of = (wanted: readonly string[]) => fields.filter(({ name }) => wanted.includes(name));
  const display = (field: StaleField, value: string | undefined) =>
    (value && (field.show?.(value) ?? value)) || t("stale.empty");
  return (
    <section
      aria-label={t("stale.title")}
      className="flex flex-col gap-3 rounded-md border border-line bg-warning-soft px-4 py-3 text-sm"
    >
      {taken.length > 0 ? (
        <div>
          <p className="text-ink">{t("stale.taken")}</p>
          <dl className="mt-1">
            {of(taken).map((field) => (
              <div key={field.name} className="flex flex-wrap gap-x-2">
                <dt className="text-ink-muted">{field.label}</dt>
                <dd className="text-ink">{display(field, saved[field.name])}</dd>
              </div>
            ))}
          </dl>
        </div>
      ) : null}
      {both.length > 0 ? <p className="text-ink">{t("stale.choose")}</p> : null}
      {both.length + taken.length === 0 ? <p className="text-ink">{t("stale.same")}</p> : null}
      {of(both).map((field) => (
        <fieldset key={field.name} className="min-w-0">
          <legend className="text-xs font-medium text-ink-muted">{field.label}</legend>
          {(["mine", "theirs"] as const).map((side) => (
            <label key={side} className="flex min-h-8 items-start gap-2 py-1 pointer-coarse:min-h-11">
              <input
                type="radio"
                name={`pick.${field.name}`}
                value={side}
                defaultChecked={side === "mine"}
                className="mt-0.5 size-4 shrink-0 accent-accent"
              />
              <span className="min-w-0 break-words whitespace-pre-wrap text-ink">
                <span className="text-ink-muted">{t(`stale.${side}`)}</span>{" "}
                {display(field, side === "mine" ? typed[field.name] : saved[field.name])}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <input type="hidden" name="theirs" value={JSON.stringify(saved)} />
    </section>
  );
}

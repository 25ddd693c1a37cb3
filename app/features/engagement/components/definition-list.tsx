import { useTranslation } from "react-i18next";
import { classOfReason, REASONS, type Reason, reasonKey } from "~/features/tracking/reasons";
import { Card } from "~/ui/card";
import { SHOWN_CLASSES, type ShownClass } from "../choices";
import { anchorOf, DEFINITION_SECTIONS, type Definition } from "../definitions";

/** Every number with its formula; each is an anchor that the reports link to. */
export function DefinitionList() {
  const { t } = useTranslation("engagement");
  return (
    <div className="flex max-w-read flex-col gap-6">
      {DEFINITION_SECTIONS.map(({ section, items }) => (
        <Card key={section} title={t(`definitions.sections.${section}`)}>
          <dl className="flex flex-col gap-6">
            {items.map((item) => (
              <DefinitionEntry key={item} item={item} />
            ))}
          </dl>
          {section === "machines" ? <ClassList /> : null}
        </Card>
      ))}
    </div>
  );
}

function DefinitionEntry({ item }: { item: Definition }) {
  const { t } = useTranslation("engagement");
  return (
    <div id={anchorOf(item)} className="scroll-mt-6 rounded-md target:bg-accent-soft target:p-3">
      <dt className="text-sm font-semibold text-ink">{t(`definitions.items.${item}.name`)}</dt>
      <dd className="mt-1.5">
        <p className="rounded-md bg-sunken px-3 py-2 text-sm text-ink">
          <span className="sr-only">{t("definitions.formula")}: </span>
          {t(`definitions.items.${item}.formula`)}
        </p>
        <p className="mt-2 text-sm text-ink-muted">{t(`definitions.items.${item}.text`)}</p>
      </dd>
    </div>
  );
}

/** The classes of a hit, each with every reason that leads there. */
function ClassList() {
  const { t } = useTranslation("engagement");
  const { t: tracking } = useTranslation("tracking");
  return (
    <section className="mt-8">
      <h3 className="text-sm font-semibold text-ink">{t("definitions.classesTitle")}</h3>
      <div className="mt-3 flex flex-col gap-4">
        {SHOWN_CLASSES.map((hitClass) => (
          <div key={hitClass}>
            <p className="text-sm text-ink">
              <strong className="font-medium">{tracking(`hitClasses.${hitClass}`)}</strong>{" "}
              <span className="text-ink-muted">{t(`definitions.classes.${hitClass}`)}</span>
            </p>
            <details className="mt-1 text-sm">
              <summary className="w-fit cursor-pointer rounded-sm text-ink-muted hover:text-ink">
                {t("definitions.reasons", {
                  count: reasonsOf(hitClass).length,
                  class: tracking(`hitClasses.${hitClass}`),
                })}
              </summary>
              <ul className="mt-2 list-disc pl-5 text-ink-muted">
                {reasonsOf(hitClass).map((reason) => (
                  <li key={reason}>{tracking(reasonKey(reason))}</li>
                ))}
              </ul>
            </details>
          </div>
        ))}
      </div>
    </section>
  );
}

function reasonsOf(hitClass: ShownClass): Reason[] {
  return REASONS.filter((reason) => leadsTo(reason) === hitClass);
}

/** What is engaged as a view is a person as a hit. */
function leadsTo(reason: Reason): ShownClass {
  const viewClass = classOfReason(reason);
  return viewClass === "engaged" ? "person" : viewClass;
}

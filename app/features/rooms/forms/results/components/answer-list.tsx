import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { RelativeTime } from "~/ui/relative-time";
import type { Answers } from "../../utils";
import { type Person, usePersonLabel } from "../hooks/use-person-label";

export type PersonAnswers = Person & { updatedAt: Date | string; isOlder: boolean; answers: Answers };

/** Each person's answers with the questions as they were asked then. */
export function AnswerList({ people, total }: { people: readonly PersonAnswers[]; total: number }) {
  const { t } = useTranslation("forms");
  const labelOf = usePersonLabel();
  if (people.length === 0) return null;
  return (
    <Card title={t("results.people")} flush>
      <ul className="divide-y divide-line border-t border-line">
        {people.map((person) => (
          <li key={person.viewerId} className="px-4 py-3 sm:px-5">
            <details>
              <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <span className="font-medium wrap-anywhere text-ink">{labelOf(person)}</span>
                {person.isOlder ? <Badge tone="warning">{t("results.olderForm")}</Badge> : null}
                <span className="text-xs text-ink-muted">
                  <RelativeTime date={person.updatedAt} />
                </span>
              </summary>
              <dl className="mt-3 flex flex-col gap-3 text-sm">
                {Object.entries(person.answers).map(([id, { label, kind, value }]) => (
                  <div key={id}>
                    <dt className="text-ink-muted">{label}</dt>
                    <dd className="whitespace-pre-line wrap-anywhere text-ink">
                      {kind === "yesno" && (value === "yes" || value === "no")
                        ? t(`results.${value}`)
                        : Array.isArray(value)
                          ? value.join("\n")
                          : value}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ul>
      {total > people.length ? (
        <p className="px-4 py-3 text-sm text-ink-muted sm:px-5">
          {t("results.moreInFile", { count: total - people.length })}
        </p>
      ) : null}
    </Card>
  );
}

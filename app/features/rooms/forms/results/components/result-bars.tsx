import { useTranslation } from "react-i18next";
import type { QuestionResult } from "../utils";

/** A bar a choice or step, with its number beside it: read the same with and without eyes. */
export function ResultBars({ result }: { result: QuestionResult }) {
  const { t } = useTranslation("forms");
  const most = Math.max(1, ...result.bars.map(({ count }) => count));
  return (
    <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 text-sm">
      {result.bars.map(({ label, count }) => (
        <div key={label} className="contents">
          <dt className="max-w-64 min-w-0 wrap-anywhere text-ink">
            {result.kind === "yesno" && (label === "yes" || label === "no") ? t(`results.${label}`) : label}
          </dt>
          <dd aria-hidden className="h-3 overflow-hidden rounded-full bg-sunken">
            <span
              className="block h-full rounded-full bg-accent"
              style={{ width: `${(count / most) * 100}%` }}
            />
          </dd>
          <dd className="text-right text-ink-muted tabular-nums">
            {t("results.share", { count, percent: Math.round((count / Math.max(1, result.n)) * 100) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

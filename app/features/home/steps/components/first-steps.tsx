import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { classes } from "~/ui/classes";
import type { StepState } from "../../schema";

/** The way to a first shared room. The next step is the one with the strong button. */
export function FirstSteps({ steps }: { steps: readonly StepState[] }) {
  const { t } = useTranslation("home");
  const next = steps.find(({ isDone }) => !isDone)?.step;
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Card
      title={t("steps.title")}
      description={t("steps.body")}
      actions={
        <p className="text-sm text-ink-muted tabular-nums">
          {t("steps.progress", { done, count: steps.length })}
        </p>
      }
    >
      <ol className="flex flex-col gap-5">
        {steps.map(({ step, isDone, to }, at) => (
          <li key={step} className="flex items-start gap-3.5">
            <span
              aria-hidden
              className={classes(
                "flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-medium tabular-nums",
                isDone ? "bg-positive-soft text-positive" : "bg-sunken text-ink-muted",
              )}
            >
              {isDone ? <Check className="size-4" /> : at + 1}
            </span>
            <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-6 gap-y-2">
              <div className="min-w-0 flex-1 basis-60">
                <h3 className={classes("text-sm font-medium", isDone ? "text-ink-muted" : "text-ink")}>
                  {t(`steps.${step}.title`)}
                  {isDone ? <span className="sr-only">{` (${t("steps.done")})`}</span> : null}
                </h3>
                <p className="mt-0.5 text-sm text-ink-muted">{t(`steps.${step}.body`)}</p>
              </div>
              {isDone ? null : (
                <ButtonLink size="sm" to={to} variant={step === next ? "primary" : "secondary"}>
                  {t(`steps.${step}.act`)}
                </ButtonLink>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

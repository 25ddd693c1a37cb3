import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ProgressBar } from "~/ui/progress-bar";
import { SkeletonRows, SkeletonText } from "~/ui/skeleton";
import { useDesignTexts } from "../hooks/use-design-texts";
import { Section, Specimen } from "./section";

const FAILURES = ["403", "404", "409", "410", "429", "500", "503", "offline"] as const;

export function WaitingSection() {
  const { waiting } = useDesignTexts();
  const { t } = useTranslation("common");
  return (
    <Section of="waiting">
      <div className="rounded-lg border border-line">
        <EmptyState
          title={waiting.emptyTitle}
          body={waiting.emptyBody}
          action={
            <ButtonLink to="#waiting" variant="primary">
              {waiting.emptyAction}
            </ButtonLink>
          }
        />
      </div>
      <div className="grid gap-8 sm:grid-cols-2">
        <Specimen label={waiting.text}>
          <SkeletonText lines={4} />
          <div className="mt-6 flex flex-col gap-3">
            <ProgressBar value={0.62} label={waiting.upload} />
            <ProgressBar value={null} label={waiting.upload} />
          </div>
        </Specimen>
        <Specimen label={waiting.rows}>
          <div className="rounded-lg border border-line">
            <SkeletonRows rows={3} />
          </div>
        </Specimen>
      </div>
      <Specimen label={waiting.errors}>
        <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          {FAILURES.map((key) => (
            <div key={key}>
              <dt className="text-sm font-medium text-ink">{t(`error.title.${key}`)}</dt>
              <dd className="text-sm text-ink-muted">{t(`error.body.${key}`)}</dd>
            </div>
          ))}
        </dl>
      </Specimen>
    </Section>
  );
}

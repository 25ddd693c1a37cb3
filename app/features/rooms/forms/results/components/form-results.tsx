import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { type Person, usePersonLabel } from "../hooks/use-person-label";
import type { QuestionResult } from "../utils";
import { ResultBars } from "./result-bars";

type Props = { results: readonly QuestionResult[]; people: readonly Person[]; total: number };

const TEXTS_SHOWN = 20;

/** What was answered, question by question, with who said it. */
export function FormResults({ results, people, total }: Props) {
  const { t } = useTranslation("forms");
  const labelOf = usePersonLabel();
  if (total === 0) {
    return (
      <Card>
        <EmptyState title={t("results.emptyTitle")} body={t("results.emptyBody")} />
      </Card>
    );
  }
  const names = new Map(people.map((person) => [person.viewerId, labelOf(person)]));
  return (
    <div className="flex flex-col gap-5">
      {results.map((result) => (
        <Card
          key={result.id}
          title={result.label}
          description={[
            t(`kinds.${result.kind}`),
            t("results.n", { count: result.n }),
            ...(result.isFormer ? [t("results.former")] : []),
          ].join(" · ")}
        >
          <ResultBody result={result} nameOf={(viewerId) => names.get(viewerId) ?? ""} />
        </Card>
      ))}
    </div>
  );
}

type BodyProps = { result: QuestionResult; nameOf: (viewerId: string) => string };

function ResultBody({ result, nameOf }: BodyProps) {
  const { t } = useTranslation("forms");
  const { nps, mean, bars, n } = result;
  if (n === 0) return <p className="text-sm text-ink-muted">{t("results.noneYet")}</p>;
  // A net score of few people says less than what each of them said.
  const showsEach = bars.length === 0 || (nps !== null && nps.score === null);
  return (
    <div className="flex flex-col gap-4">
      {nps ? <NpsLine nps={nps} /> : null}
      {mean === null ? null : <p className="text-sm text-ink">{t("results.mean", { mean })}</p>}
      {bars.length > 0 && !showsEach ? <ResultBars result={result} /> : null}
      {showsEach ? (
        <GivenList result={result} nameOf={nameOf} />
      ) : (
        <EachFolded result={result} nameOf={nameOf} />
      )}
    </div>
  );
}

function NpsLine({ nps }: { nps: NonNullable<QuestionResult["nps"]> }) {
  const { t } = useTranslation("forms");
  const { score, promoters, passives, detractors, n } = nps;
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm text-ink">
      {score === null ? (
        <span>{t("results.npsFew", { n })}</span>
      ) : (
        <>
          <strong className="text-2xl font-semibold tabular-nums">{score > 0 ? `+${score}` : score}</strong>
          <span className="text-ink-muted">
            {t("results.npsParts", { n, promoters, passives, detractors })}
          </span>
        </>
      )}
      <Link to={paths.definitions("nps")} className="text-sm text-accent hover:underline">
        {t("results.howCounted")}
      </Link>
    </p>
  );
}

function EachFolded(props: BodyProps) {
  const { t } = useTranslation("forms");
  return (
    <details className="text-sm">
      <summary className="w-fit text-ink-muted hover:text-ink">{t("results.each")}</summary>
      <div className="mt-3">
        <GivenList {...props} />
      </div>
    </details>
  );
}

function GivenList({ result, nameOf }: BodyProps) {
  const { t } = useTranslation("forms");
  const words = (text: string) =>
    result.kind === "yesno" && (text === "yes" || text === "no") ? t(`results.${text}`) : text;
  const items = result.given.slice(0, TEXTS_SHOWN);
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {items.map(({ viewerId, text }) => (
          <li key={viewerId} className="flex flex-col gap-0.5 py-2 text-sm first:pt-0">
            <span className="whitespace-pre-line wrap-anywhere text-ink">{words(text)}</span>
            <span className="text-xs text-ink-muted">{nameOf(viewerId)}</span>
          </li>
        ))}
      </ul>
      {result.given.length > items.length ? (
        <p className="mt-2 text-sm text-ink-muted">
          {t("results.moreInFile", { count: result.given.length - items.length })}
        </p>
      ) : null}
    </>
  );
}

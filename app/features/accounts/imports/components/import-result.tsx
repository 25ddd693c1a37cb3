import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { ButtonLink, buttonLook } from "~/ui/button";
import { Card } from "~/ui/card";
import type { ImportKind } from "../fields/schema";
import { type Counts, ImportCounts } from "./import-counts";

const FAILURES = ["file_gone", "member_left", "broken_quotes"] as const;

type Props = {
  id: string;
  kind: ImportKind;
  state: "done" | "failed" | "cancelled";
  failure: string | null;
  doneRows: number;
  counts: Counts;
};

/** What an import came to, and the way to what could not be taken. */
export function ImportResult({ id, kind, state, failure, doneRows, counts }: Props) {
  const { t } = useTranslation("imports");
  const known = FAILURES.find((one) => one === failure) ?? "other";
  const isUntouched = state === "cancelled" && doneRows === 0;
  const words =
    state === "failed" ? t(`failures.${known}`) : isUntouched ? t("result.discarded") : t(`result.${state}`);
  const listOf = { accounts: paths.accounts(), contacts: paths.contacts(), deals: paths.deals() };
  return (
    <Card title={t(`states.${state}`)} description={words}>
      {isUntouched ? null : <ImportCounts counts={counts} />}
      {counts.refusedRows > 0 ? (
        <div className="mt-6 flex flex-col items-start gap-x-3 gap-y-2 rounded-md bg-warning-soft px-4 py-3 text-sm text-ink sm:flex-row sm:items-center">
          <a href={paths.importErrors(id)} className={buttonLook({ size: "sm" })}>
            <Download aria-hidden />
            {t("result.errors")}
          </a>
          <span className="min-w-0">{t("result.errorsHint")}</span>
        </div>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-2">
        {isUntouched ? null : (
          <ButtonLink to={listOf[kind]} variant="primary">
            {t(`result.open.${kind}`)}
          </ButtonLink>
        )}
        <ButtonLink to={paths.newImport(kind)}>{t("result.again")}</ButtonLink>
      </div>
    </Card>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import { ProgressBar } from "~/ui/progress-bar";
import { useImportEvents } from "../hooks/use-import-events";
import { type Counts, ImportCounts } from "./import-counts";

type Props = {
  state: "running" | "paused";
  doneRows: number;
  totalRows: number | null;
  counts: Counts;
  canSteer: boolean;
};

/** How far a running import has come, live, and the ways to stop it. */
export function ImportProgress({ state, doneRows, totalRows, counts, canSteer }: Props) {
  const { t } = useTranslation("imports");
  const { language } = useLocale();
  const navigation = useNavigation();
  useImportEvents({ isRunning: state === "running" });
  const text = t("progress.done", {
    done: formatNumber(doneRows, language),
    total: formatNumber(totalRows ?? doneRows, language),
  });
  const isBusy = navigation.state === "submitting";
  return (
    <Card title={t(`states.${state}`)} description={t(`progress.${state}`)}>
      <ProgressBar
        value={totalRows ? doneRows / totalRows : null}
        label={t("progress.label")}
        valueText={text}
      />
      <p className="mt-2 mb-5 text-sm text-ink tabular-nums">{text}</p>
      <ImportCounts counts={counts} />
      {canSteer ? (
        <Form method="post" className="mt-6 flex flex-wrap items-center gap-2" preventScrollReset>
          <Button
            type="submit"
            name="intent"
            value={state === "running" ? "pause" : "resume"}
            variant={state === "running" ? "secondary" : "primary"}
            pending={isBusy}
          >
            {state === "running" ? t("progress.pause") : t("progress.resume")}
          </Button>
          <Button type="submit" name="intent" value="cancel" variant="ghost">
            {t("progress.cancel")}
          </Button>
          <span className="text-sm text-ink-muted">{t("progress.cancelHint")}</span>
        </Form>
      ) : null}
    </Card>
  );
}

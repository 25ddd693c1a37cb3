import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { useReportLinks } from "../hooks/use-report-links";

type ReportEmptyProps = {
  of: "room" | "account";
  /** Read at some time, only not in this period. */
  hasEver: boolean;
  /** Where a first visit begins. */
  shareTo: string;
};

export function ReportEmpty({ of, hasEver, shareTo }: ReportEmptyProps) {
  const { t } = useTranslation("engagement");
  const { toWindow } = useReportLinks();
  if (hasEver) {
    return (
      <Card className="mb-6">
        <EmptyState
          title={t("report.quietTitle")}
          body={t("report.quietBody")}
          action={<ButtonLink to={toWindow("all")}>{t("report.showAll")}</ButtonLink>}
        />
      </Card>
    );
  }
  return (
    <Card className="mb-6">
      <EmptyState
        title={t(of === "room" ? "report.emptyTitle" : "report.emptyAccountTitle")}
        body={t(of === "room" ? "report.emptyBody" : "report.emptyAccountBody")}
        action={
          of === "room" ? (
            <ButtonLink to={shareTo} variant="primary">
              {t("report.emptyAction")}
            </ButtonLink>
          ) : undefined
        }
      />
    </Card>
  );
}

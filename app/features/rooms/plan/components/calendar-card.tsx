import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { CopyButton } from "~/ui/copy-button";
import { CONTROL_LOOK } from "~/ui/field";
import { useLocale } from "~/ui/locale";

type Props = {
  since: Date | string | null;
  /** Right after it was made, and never again. */
  freshUrl: string | null;
  canChange: boolean;
};

/** The reader's own secret address of the room's calendar. */
export function CalendarCard({ since, freshUrl, canChange }: Props) {
  const { t } = useTranslation("tasks");
  const locale = useLocale();
  return (
    <Card title={t("calendar.heading")} description={t("calendar.body")} className="max-w-read">
      {freshUrl ? (
        <div className="mb-4 flex flex-col gap-2 rounded-md bg-accent-soft p-4">
          <p className="text-sm text-ink">{t("calendar.fresh")}</p>
          <input
            readOnly
            value={freshUrl}
            aria-label={t("calendar.address")}
            onFocus={(event) => event.currentTarget.select()}
            className={CONTROL_LOOK}
          />
          <div>
            <CopyButton text={freshUrl} label={t("calendar.copy")} size="sm" />
          </div>
        </div>
      ) : null}
      {since && !freshUrl ? (
        <p className="mb-4 text-sm text-ink-muted">
          {t("calendar.active", { when: formatDate(since, { ...locale, style: "day" }) })}
        </p>
      ) : null}
      {canChange ? (
        <div className="flex flex-wrap items-center gap-2">
          <Form method="post">
            <Button type="submit" name="intent" value="create" variant={since ? "secondary" : "primary"}>
              {t(since ? "calendar.recreate" : "calendar.create")}
            </Button>
          </Form>
          {since ? (
            <>
              <Form method="post">
                <Button type="submit" name="intent" value="revoke" variant="ghost">
                  {t("calendar.revoke")}
                </Button>
              </Form>
              <span className="text-xs text-ink-muted">{t("calendar.recreateHint")}</span>
            </>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

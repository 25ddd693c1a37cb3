import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import { deviceOf } from "../utils";

type Session = { id: string; userAgent: string | null; createdAt: Date | string; isCurrent: boolean };

export function SessionList({ sessions }: { sessions: Session[] }) {
  const { t } = useTranslation("auth");
  const locale = useLocale();
  return (
    <Card title={t("settings.sessions")}>
      <p className="mb-4 text-sm text-ink-muted">{t("settings.sessionsBody")}</p>
      <ul className="mb-5 divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
            <span className="text-ink">{deviceOf(session.userAgent) ?? t("settings.unknownDevice")}</span>
            <span className="text-sm text-ink-muted">
              {t("settings.since", { date: formatDate(session.createdAt, { ...locale, style: "dayTime" }) })}
            </span>
            {session.isCurrent ? <Badge tone="accent">{t("settings.thisDevice")}</Badge> : null}
          </li>
        ))}
      </ul>
      <Form method="post">
        <Button type="submit" name="intent" value="sign-out-everywhere" variant="danger">
          {t("settings.signOutEverywhere")}
        </Button>
      </Form>
    </Card>
  );
}

import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import { deviceOf } from "../utils";
import { SavedNote } from "./saved-note";

type Session = {
  id: string;
  userAgent: string | null;
  createdAt: Date | string;
  lastUsedAt: Date | string | null;
  isCurrent: boolean;
};

export function SessionList({ sessions, hasEnded }: { sessions: Session[]; hasEnded: boolean }) {
  const { t } = useTranslation("auth");
  return (
    <Card title={t("settings.sessions")} id="securitySessions">
      <p className="mb-4 text-sm text-ink-muted">{t("settings.sessionsBody")}</p>
      <SavedNote>{hasEnded ? t("settings.sessionEnded") : null}</SavedNote>
      <ul className="mb-5 divide-y divide-line">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} />
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

function SessionLine({ session }: { session: Session }) {
  const { t } = useTranslation("auth");
  const locale = useLocale();
  const device = deviceOf(session.userAgent) ?? t("settings.unknownDevice");
  const dayTime = (at: Date | string) => formatDate(at, { ...locale, style: "dayTime" });
  const since = t("settings.since", { date: dayTime(session.createdAt) });
  const used = session.lastUsedAt && t("settings.lastUsed", { date: dayTime(session.lastUsedAt) });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 text-ink">
          {device}
          {session.isCurrent ? <Badge tone="accent">{t("settings.thisDevice")}</Badge> : null}
        </p>
        <p className="text-sm text-ink-muted">{[used, since].filter(Boolean).join(" · ")}</p>
      </div>
      {session.isCurrent ? null : (
        <Form method="post">
          <input type="hidden" name="intent" value="end-session" />
          <Button
            type="submit"
            name="sessionId"
            value={session.id}
            size="sm"
            aria-label={t("settings.endSessionOf", { device })}
          >
            {t("settings.endSession")}
          </Button>
        </Form>
      )}
    </li>
  );
}

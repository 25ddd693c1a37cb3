import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import type { Role } from "../../schema";
import type { InviteState } from "../schema";

type Invite = {
  id: string;
  email: string;
  role: Role;
  teamName: string | null;
  expiresAt: Date | string;
  state: InviteState;
};

/** Invites that wait or ran out of time: send the mail again, or take it back. */
export function InviteList({ invites, note }: { invites: readonly Invite[]; note: string | null }) {
  const { t } = useTranslation("members");
  if (invites.length === 0 && !note) return null;
  return (
    <Card title={t("invites.title")} id="membersInvites">
      <output className="block text-sm text-positive empty:hidden">{note}</output>
      <ul className="divide-y divide-line">
        {invites.map((invite) => (
          <InviteLine key={invite.id} invite={invite} />
        ))}
      </ul>
    </Card>
  );
}

function InviteLine({ invite }: { invite: Invite }) {
  const { t } = useTranslation("members");
  const { t: auth } = useTranslation("auth");
  const locale = useLocale();
  const isExpired = invite.state === "expired";
  const date = formatDate(invite.expiresAt, { ...locale, style: "day" });
  const place = [auth(`roles.${invite.role}`), invite.teamName].filter(Boolean).join(" · ");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="text-ink wrap-anywhere">{invite.email}</p>
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-muted">
          {place}
          <Badge tone={isExpired ? "warning" : "neutral"}>
            {isExpired ? t("invites.expired", { date }) : t("invites.waiting", { date })}
          </Badge>
        </p>
      </div>
      <Form method="post" className="flex flex-wrap gap-2">
        <input type="hidden" name="inviteId" value={invite.id} />
        <Button
          type="submit"
          name="intent"
          value="resend"
          size="sm"
          aria-label={t("invites.resendTo", { email: invite.email })}
        >
          {t("invites.resend")}
        </Button>
        <Button
          type="submit"
          name="intent"
          value="withdraw"
          size="sm"
          variant="ghost"
          aria-label={t("invites.withdrawTo", { email: invite.email })}
        >
          {t("invites.withdraw")}
        </Button>
      </Form>
    </li>
  );
}

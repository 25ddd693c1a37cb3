import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { useLocale } from "~/ui/locale";
import type { Role } from "../../schema";

type Props = {
  member: {
    id: string;
    name: string;
    email: string;
    title: string | null;
    photoKey: string | null;
    role: Role;
    teamName: string | null;
    lastActiveAt: Date | string | null;
    deactivatedAt: Date | string | null;
  };
};

/** Who it is, for everyone of the workspace. */
export function MemberFacts({ member }: Props) {
  const { t } = useTranslation("members");
  const { t: auth } = useTranslation("auth");
  const locale = useLocale();
  const { id, name, email, title, photoKey, role, teamName, lastActiveAt, deactivatedAt } = member;
  const seen = lastActiveAt
    ? t("member.lastActive", { date: formatDate(lastActiveAt, { ...locale, style: "dayTime" }) })
    : t("member.neverActive");
  return (
    <div className="flex items-center gap-4">
      <Avatar name={name} photo={photoKey && paths.memberPhoto(id, photoKey)} size="lg" />
      <div className="min-w-0 text-sm text-ink-muted">
        <p className="text-ink wrap-anywhere">{[title, email].filter(Boolean).join(" · ")}</p>
        <p>{[auth(`roles.${role}`), teamName ?? t("noTeam")].join(" · ")}</p>
        <p className="flex flex-wrap items-center gap-2">
          {seen}
          {deactivatedAt ? <Badge>{t("states.deactivated")}</Badge> : null}
        </p>
      </div>
    </div>
  );
}

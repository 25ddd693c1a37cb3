import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import type { Colleague } from "../colleagues/data.server";

export function ColleagueList({
  colleagues,
  isShown,
}: {
  colleagues: readonly Colleague[];
  isShown: boolean;
}) {
  const { t } = useTranslation("buyer");
  if (!isShown) return <p className="text-sm text-ink-muted">{t("people.hidden")}</p>;
  if (colleagues.length === 0) return <p className="text-sm text-ink-muted">{t("people.none")}</p>;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {colleagues.map(({ name, title, isSelf, hasCome }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and ids stay with us
        <li key={at} className="flex items-center gap-3 px-4 py-3">
          <Avatar name={name} />
          <div className="min-w-0 text-sm">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium wrap-anywhere text-ink">{name}</span>
              {isSelf ? <Badge tone="accent">{t("people.you")}</Badge> : null}
              {hasCome ? null : <Badge>{t("people.invitedBadge")}</Badge>}
            </p>
            {title ? <p className="wrap-anywhere text-ink-muted">{title}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

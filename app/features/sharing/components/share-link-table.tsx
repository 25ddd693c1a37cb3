import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge, type BadgeTone } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { useLocale } from "~/ui/locale";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { LinkState } from "../policy";
import { ConfirmLinkAction } from "./confirm-link-action";
import type { EditedLink } from "./share-link-form";

export type ListedLink = EditedLink & {
  state: LinkState;
  expiresAt: Date | null;
  createdAt: Date;
  createdByName: string;
  lastOpenedAt: Date | null;
  viewerCount: number;
};

export type ShareLinkTableProps = {
  links: readonly ListedLink[];
  room: { id: string; canShare: boolean; canRevoke: boolean };
};

const TONES: Record<LinkState, BadgeTone> = { active: "positive", expired: "warning", revoked: "neutral" };

/** Every way in that was ever given, closed ones too: who made it, what it asks, when it was last used. */
export function ShareLinkTable({ links, room }: ShareLinkTableProps) {
  const { t } = useTranslation("sharing");
  if (links.length === 0) {
    return (
      <Card>
        <EmptyState title={t("emptyTitle")} body={t("emptyBody")} />
      </Card>
    );
  }
  return (
    <Card flush>
      <Table caption={t("title")}>
        <thead>
          <Tr>
            <Th>{t("table.link")}</Th>
            <Th>{t("table.gate")}</Th>
            <Th align="end">{t("table.people")}</Th>
            <Th>{t("table.lastOpened")}</Th>
            <Th>{t("table.made")}</Th>
            <Th>{t("table.actions")}</Th>
          </Tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <LinkRow key={link.id} link={link} room={room} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

type LinkRowProps = { link: ListedLink; room: ShareLinkTableProps["room"] };

function LinkRow({ link, room }: LinkRowProps) {
  const { t } = useTranslation("sharing");
  const locale = useLocale();
  const day = (date: Date) => formatDate(date, { ...locale, style: "day" });
  const allowedCount = link.allowedDomains.length + link.allowedEmails.length;
  const notes = [
    link.allowDownload ? t("download") : t("noDownload"),
    link.expiresAt ? t("expires", { date: day(link.expiresAt) }) : t("noEnd"),
    ...(allowedCount > 0 ? [t("allowedCount", { count: allowedCount })] : []),
  ];
  return (
    <Tr>
      <Td heading>
        <span className="flex flex-wrap items-center gap-2">
          <span className="max-w-64 min-w-40 break-words">{link.label}</span>
          <Badge tone={TONES[link.state]}>{t(`state.${link.state}`)}</Badge>
        </span>
      </Td>
      <Td className="min-w-56">
        <span className="block">{t(`gates.${link.gate}`)}</span>
        <span className="block text-xs text-ink-muted">{notes.join(" · ")}</span>
      </Td>
      <Td align="end">{link.viewerCount}</Td>
      <Td className="whitespace-nowrap">
        {link.lastOpenedAt ? <RelativeTime date={link.lastOpenedAt} /> : t("never")}
      </Td>
      <Td>
        <span className="block max-w-40 truncate">{link.createdByName}</span>
        <span className="block text-xs whitespace-nowrap text-ink-muted">{day(link.createdAt)}</span>
      </Td>
      <Td>
        {link.state === "revoked" ? null : (
          <div className="flex gap-1">
            {room.canShare ? (
              <>
                <ButtonLink to={`${paths.roomLinks(room.id)}?edit=${link.id}`} variant="ghost" size="sm">
                  {t("actions.edit")}
                </ButtonLink>
                <ConfirmLinkAction intent="rotate" roomId={room.id} link={link} />
              </>
            ) : null}
            {room.canRevoke ? <ConfirmLinkAction intent="revoke" roomId={room.id} link={link} /> : null}
          </div>
        )}
      </Td>
    </Tr>
  );
}

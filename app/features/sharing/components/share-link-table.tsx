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
            <Th className="max-md:hidden">{t("table.gate")}</Th>
            <Th align="end" className="max-md:hidden">
              {t("table.people")}
            </Th>
            <Th className="max-md:hidden">{t("table.lastOpened")}</Th>
            <Th className="max-md:hidden">{t("table.made")}</Th>
            <Th align="end">
              <span className="sr-only">{t("table.actions")}</span>
            </Th>
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

/** On a phone the name's cell carries what would lie beyond the edge: what it asks, who came and when. */
function LinkRow({ link, room }: LinkRowProps) {
  const { t } = useTranslation("sharing");
  const locale = useLocale();
  const made = formatDate(link.createdAt, { ...locale, style: "day" });
  const visited = link.lastOpenedAt ? <RelativeTime date={link.lastOpenedAt} /> : t("never");
  return (
    <Tr>
      <Td heading className="max-w-80 align-top">
        <span className="block wrap-anywhere">{link.label}</span>
        <Badge tone={TONES[link.state]} className="mt-1">
          {t(`state.${link.state}`)}
        </Badge>
        <div className="mt-2 flex flex-col gap-1 text-xs font-normal text-ink-muted md:hidden">
          <LinkPolicy link={link} />
          <span>
            {t("table.people")}: {link.viewerCount} · {t("table.lastOpened")}: {visited}
          </span>
        </div>
      </Td>
      <Td className="min-w-56 align-top max-md:hidden">
        <LinkPolicy link={link} />
      </Td>
      <Td align="end" className="align-top max-md:hidden">
        {link.viewerCount}
      </Td>
      <Td className="align-top whitespace-nowrap max-md:hidden">{visited}</Td>
      <Td className="align-top max-md:hidden">
        <span className="block max-w-40 truncate">{link.createdByName}</span>
        <span className="block text-xs whitespace-nowrap text-ink-muted">{made}</span>
      </Td>
      <Td align="end" className="py-1.5 align-top max-md:pl-0">
        <LinkActions link={link} room={room} />
      </Td>
    </Tr>
  );
}

function LinkPolicy({ link }: Pick<LinkRowProps, "link">) {
  const { t } = useTranslation("sharing");
  const locale = useLocale();
  const allowedCount = link.allowedDomains.length + link.allowedEmails.length;
  const notes = [
    link.allowDownload ? t("download") : t("noDownload"),
    link.expiresAt
      ? t("expires", { date: formatDate(link.expiresAt, { ...locale, style: "day" }) })
      : t("noEnd"),
    ...(allowedCount > 0 ? [t("allowedCount", { count: allowedCount })] : []),
  ];
  return (
    <span className="block">
      <span className="block">{t(`gates.${link.gate}`)}</span>
      <span className="block text-xs text-ink-muted">{notes.join(" · ")}</span>
    </span>
  );
}

function LinkActions({ link, room }: LinkRowProps) {
  const { t } = useTranslation("sharing");
  if (link.state === "revoked") return null;
  return (
    <div className="flex flex-col items-end gap-1 md:flex-row md:justify-end">
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
  );
}

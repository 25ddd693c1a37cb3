import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ArchivedBanner } from "~/features/accounts/components/archived-banner";
import { DealState } from "~/features/accounts/deals/components/deal-badges";
import { paths } from "~/platform/paths";
import { Button, ButtonLink } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";
import { TabsNav } from "~/ui/tabs-nav";
import type { RoomFace } from "../data.server";
import { HealthBadge } from "../plan/components/health-badge";

/** The head of every screen of a room: whose it is, which deal it serves, and the ways to its other screens. */
export function RoomHeader({ room, canEdit }: { room: RoomFace; canEdit: boolean }) {
  const { t } = useTranslation("rooms");
  const { t: word } = useTranslation("accounts");
  const isLiving = room.archivedAt === null;
  const tabs = [
    { to: paths.room(room.id), label: t("tabs.pages"), end: true },
    { to: paths.roomChat(room.id), label: t("tabs.chat") },
    { to: paths.roomPeople(room.id), label: t("tabs.people") },
    { to: paths.roomLinks(room.id), label: t("tabs.share") },
    { to: paths.roomReport(room.id), label: t("tabs.report") },
    ...(canEdit && isLiving ? [{ to: paths.editRoom(room.id), label: t("tabs.edit") }] : []),
  ];
  return (
    <>
      <PageHeader
        title={room.name}
        eyebrow={
          <>
            <Link to={paths.account(room.accountId)} className="hover:text-ink hover:underline">
              {room.accountName}
            </Link>
            {" / "}
            <Link to={paths.deal(room.dealId)} className="hover:text-ink hover:underline">
              {room.dealName}
            </Link>
          </>
        }
        description={
          <span className="flex flex-wrap items-center gap-2">
            <DealState stage={room.dealStage} outcome={room.dealOutcome} />
            {word("ownedBy", { name: room.ownerName })}
            {room.planHealth ? <HealthBadge health={room.planHealth} hasRule /> : null}
          </span>
        }
        actions={
          isLiving ? (
            <>
              <Form method="post" action={paths.roomPreview(room.id)} reloadDocument>
                <Button type="submit">{t("preview")}</Button>
              </Form>
              <ButtonLink to={paths.roomLinks(room.id)} variant="primary">
                {t("share")}
              </ButtonLink>
            </>
          ) : null
        }
      />
      {isLiving ? null : (
        <ArchivedBanner message={t("archive.banner")} action={paths.editRoom(room.id)} canRestore={canEdit} />
      )}
      <TabsNav items={tabs} label={t("tabs.label")} />
    </>
  );
}

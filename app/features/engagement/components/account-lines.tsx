import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";

type Line = {
  id: string;
  name: string;
  visits: number;
  activeMs: number;
  lastAt: Date | null;
};
export type RoomLine = Line & { dealName: string; isArchived: boolean; people: number };
export type ContactLine = Line & { title: string | null };

export function RoomLines({ rooms }: { rooms: readonly RoomLine[] }) {
  const { t } = useTranslation("engagement");
  const { t: common } = useTranslation("common");
  return (
    <Card flush className="mb-6" title={t("account.rooms")}>
      {rooms.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-muted sm:px-5">{t("account.noRooms")}</p>
      ) : (
        <Table caption={t("account.roomsCaption")} isStacked>
          <thead>
            <Tr>
              <Th>{t("account.room")}</Th>
              <Th>{t("account.deal")}</Th>
              <Th align="end">{t("numbers.people")}</Th>
              <NumberHeadings />
            </Tr>
          </thead>
          <tbody>
            {rooms.map((room) => (
              <Tr key={room.id}>
                <Td heading>
                  <Link
                    to={paths.roomReport(room.id)}
                    className="rounded-sm hover:text-accent hover:underline"
                  >
                    {room.name}
                  </Link>{" "}
                  {room.isArchived ? <Badge>{common("status.archived")}</Badge> : null}
                </Td>
                <Td className="min-w-32 text-ink-muted">{room.dealName}</Td>
                <Td align="end" label={t("numbers.people")}>
                  {room.people}
                </Td>
                <NumberCells line={room} />
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

export function ContactLines({
  accountId,
  contacts,
}: {
  accountId: string;
  contacts: readonly ContactLine[];
}) {
  const { t } = useTranslation("engagement");
  return (
    <Card flush className="mb-6" title={t("account.contacts")}>
      {contacts.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-muted sm:px-5">{t("account.noContacts")}</p>
      ) : (
        <Table caption={t("account.contactsCaption")} isStacked>
          <thead>
            <Tr>
              <Th>{t("account.contact")}</Th>
              <NumberHeadings />
            </Tr>
          </thead>
          <tbody>
            {contacts.map((contact) => (
              <Tr key={contact.id}>
                <Td heading>
                  <Link
                    to={paths.contact(accountId, contact.id)}
                    className="rounded-sm hover:text-accent hover:underline"
                  >
                    {contact.name}
                  </Link>
                  {contact.title ? (
                    <span className="block text-xs font-normal text-ink-muted">{contact.title}</span>
                  ) : null}
                </Td>
                <NumberCells line={contact} />
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function NumberHeadings() {
  const { t } = useTranslation("engagement");
  return (
    <>
      <Th align="end">{t("numbers.visits")}</Th>
      <Th align="end">{t("numbers.activeTime")}</Th>
      <Th align="end">{t("account.lastVisit")}</Th>
    </>
  );
}

function NumberCells({ line }: { line: Line }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  return (
    <>
      <Td align="end" label={t("numbers.visits")}>
        {formatNumber(line.visits, language)}
      </Td>
      <Td align="end" label={t("numbers.activeTime")}>
        <Duration ms={line.activeMs} />
      </Td>
      <Td align="end" className="whitespace-nowrap" label={t("account.lastVisit")}>
        {line.lastAt ? (
          <RelativeTime date={line.lastAt} />
        ) : (
          <span className="text-ink-muted">{t("account.notYet")}</span>
        )}
      </Td>
    </>
  );
}

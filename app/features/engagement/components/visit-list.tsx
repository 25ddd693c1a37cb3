import { useTranslation } from "react-i18next";
import { formatDate, formatDuration } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { PersonTimeline } from "~/ui/charts/person-timeline";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { DefinedTitle } from "~/ui/stat";
import { Table, Td, Th, Tr } from "~/ui/table";
import { anchorOf } from "../definitions";
import type { Paged, VisitDays, VisitRow } from "../schema";
import { ListTurns } from "./list-turns";
import { PersonName, usePersonName } from "./person-name";

/** Who came when, how long and to which pages; newest first. */
export function VisitList({
  visits,
  visitDays,
  showsRoom = false,
}: {
  visits: Paged<VisitRow>;
  visitDays: VisitDays;
  showsRoom?: boolean;
}) {
  const { t } = useTranslation("engagement");
  const { language, timeZone } = useLocale();
  if (visits.rows.length === 0) return null;
  return (
    <Card
      flush
      className="mb-6"
      title={
        <DefinedTitle label={t("numbers.visits")} to={paths.definitions(anchorOf("visits"))}>
          {t("visits.title")}
        </DefinedTitle>
      }
    >
      <div className="px-4 pb-4 sm:px-5">
        <ComingAndGoing visitDays={visitDays} />
      </div>
      <Table caption={t("visits.caption")}>
        <thead>
          <Tr>
            <Th>{t("visits.who")}</Th>
            <Th>{t("visits.when")}</Th>
            <Th align="end">{t("visits.howLong")}</Th>
            {showsRoom ? <Th>{t("visits.room")}</Th> : null}
            <Th>{t("visits.pages")}</Th>
          </Tr>
        </thead>
        <tbody>
          {visits.rows.map((visit) => (
            <Tr key={visit.id}>
              <Td heading>
                <PersonName person={visit.person} />
              </Td>
              <Td className="whitespace-nowrap">
                <time dateTime={visit.startedAt.toISOString()}>
                  {formatDate(visit.startedAt, { language, timeZone, style: "dayTime" })}
                </time>
              </Td>
              <Td align="end">
                <Duration ms={visit.activeMs} />
              </Td>
              {showsRoom ? <Td className="min-w-32">{visit.roomName}</Td> : null}
              <Td className="min-w-44 text-ink-muted">{visit.pages.map(({ title }) => title).join(" · ")}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <ListTurns name="visits" label={t("visits.paging")} list={visits} />
    </Card>
  );
}

/** When in the period each of the readers came. */
function ComingAndGoing({ visitDays: { first, last, people } }: { visitDays: VisitDays }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  const nameOf = usePersonName();
  return (
    <PersonTimeline
      title={t("visits.chart")}
      first={first}
      last={last}
      headings={[t("visits.who"), t("visits.day"), t("visits.howLong")]}
      formatValue={(ms) => formatDuration(ms, language)}
      rows={people.map(({ person, days }) => ({
        key: person.key,
        name: nameOf(person),
        marks: days.map(({ day, activeMs }) => ({ day, value: activeMs })),
      }))}
    />
  );
}

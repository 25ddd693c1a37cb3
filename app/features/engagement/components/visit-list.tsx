import { useTranslation } from "react-i18next";
import { formatDate, formatDay, formatDuration } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { VisitTimeline } from "~/ui/charts/visit-timeline";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { DefinitionLink } from "~/ui/stat";
import { Table, Td, Th, Tr } from "~/ui/table";
import { anchorOf } from "../definitions";
import type { Paged, VisitRow } from "../schema";
import { ListTurns } from "./list-turns";
import { PersonName, usePersonName } from "./person-name";

/** Who came when, how long and to which pages; newest first. */
export function VisitList({ visits, showsRoom = false }: { visits: Paged<VisitRow>; showsRoom?: boolean }) {
  const { t } = useTranslation("engagement");
  const { language, timeZone } = useLocale();
  if (visits.rows.length === 0) return null;
  return (
    <Card
      flush
      className="mb-6"
      title={
        <span className="flex items-center gap-1">
          {t("visits.title")}
          <DefinitionLink label={t("numbers.visits")} to={paths.definitions(anchorOf("visits"))} />
        </span>
      }
    >
      <div className="px-4 pb-4 sm:px-5">
        <DayChart visits={visits.rows} />
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

/** The shown visits on the clock of their days. */
function DayChart({ visits }: { visits: readonly VisitRow[] }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  const nameOf = usePersonName();
  const days = [...new Set(visits.map(({ day }) => day))];
  return (
    <VisitTimeline
      title={t("visits.chart")}
      days={days.map((day) => ({
        key: day,
        label: formatDay(day, language, "monthDay"),
        visits: visits
          .filter((visit) => visit.day === day)
          .map(({ id, person, startMinute, endMinute, activeMs }) => ({
            id,
            startMinute,
            endMinute,
            label: t("visits.mark", { name: nameOf(person), time: formatDuration(activeMs, language) }),
          })),
      }))}
    />
  );
}

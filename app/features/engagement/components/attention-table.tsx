import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatPercent } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { HeatMap } from "~/ui/charts/heat-map";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { DefinedTitle } from "~/ui/stat";
import { anchorOf } from "../definitions";
import type { AttentionMap, PageLabel, ReadCell } from "../schema";
import { PersonName } from "./person-name";

/** People × pages as a real table; colour only repeats the active time that each cell says. */
export function AttentionTable({ map }: { map: AttentionMap }) {
  const { t } = useTranslation("engagement");
  const { people, pages, cells, peopleTotal, pagesTotal } = map;
  const hasSeveralRooms = new Set(pages.map(({ roomId }) => roomId)).size > 1;
  return (
    <Card
      className="mb-6"
      title={
        <DefinedTitle label={t("numbers.completion")} to={paths.definitions(anchorOf("completion"))}>
          {t("people.title")}
        </DefinedTitle>
      }
      description={t("people.description")}
    >
      <HeatMap
        title={t("people.title")}
        rowHeading={t("people.person")}
        totalHeading={t("people.total")}
        columns={pages.map((page) => ({
          key: page.id,
          title: page.title,
          heading: <PageHeading page={page} hasSeveralRooms={hasSeveralRooms} />,
        }))}
        rows={people.map(({ person, activeMs }, row) => ({
          key: person.key,
          heading: <PersonName person={person} />,
          total: <Duration ms={activeMs} />,
          cells: pages.map((_, column) => cellOf(cells[row]?.[column])),
        }))}
      />
      <p className="mt-3 text-xs text-ink-muted empty:hidden">
        {peopleTotal > people.length ? t("people.more", { shown: people.length, total: peopleTotal }) : null}
      </p>
      <p className="mt-1 text-xs text-ink-muted empty:hidden">
        {pagesTotal > pages.length ? t("people.morePages", { shown: pages.length, total: pagesTotal }) : null}
      </p>
    </Card>
  );
}

function cellOf(cell: ReadCell | null | undefined) {
  return cell ? { value: cell.activeMs, content: <CellText cell={cell} /> } : null;
}

function PageHeading({ page, hasSeveralRooms }: { page: PageLabel; hasSeveralRooms: boolean }) {
  const { t } = useTranslation("engagement");
  return (
    <>
      <Link
        to={paths.roomPage(page.roomId, page.id)}
        className="line-clamp-2 rounded-sm hover:text-accent hover:underline"
      >
        {page.title}
      </Link>
      {hasSeveralRooms ? <span className="line-clamp-1 font-normal">{page.roomName}</span> : null}
      {page.isArchived ? <span className="block font-normal">{t("dwell.removed")}</span> : null}
    </>
  );
}

function CellText({ cell }: { cell: ReadCell }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  return (
    <>
      <Duration ms={cell.activeMs} />
      {cell.completion === null ? null : (
        <span className="block text-xs">
          {t("people.readShare", { percent: formatPercent(cell.completion, language) })}
        </span>
      )}
    </>
  );
}

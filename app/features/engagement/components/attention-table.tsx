import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatPercent } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { levelOf } from "~/ui/charts/heat-map";
import { classes } from "~/ui/classes";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { ScrollRegion } from "~/ui/scroll-region";
import { DefinitionLink } from "~/ui/stat";
import { anchorOf } from "../definitions";
import type { AttentionMap, PageLabel, ReadCell } from "../schema";
import { PersonName } from "./person-name";

const LEVELS = ["bg-heat-0", "bg-heat-1", "bg-heat-2", "bg-heat-3", "bg-heat-4", "bg-heat-5"] as const;
// Two or three pages over a whole card would be blocks, not cells.
const MIN_STRETCHED_PAGES = 4;
const HEADING = "py-1.5 align-bottom text-xs font-medium text-ink-muted";

/** People × pages as a real table; colour only repeats the active time that each cell says. */
export function AttentionTable({ map }: { map: AttentionMap }) {
  const { t } = useTranslation("engagement");
  const { people, pages, cells, peopleTotal, pagesTotal } = map;
  const highest = Math.max(0, ...cells.flat().map((cell) => cell?.activeMs ?? 0));
  const hasSeveralRooms = new Set(pages.map(({ roomId }) => roomId)).size > 1;
  return (
    <Card
      className="mb-6"
      title={
        <span className="flex items-center gap-1">
          {t("people.title")}
          <DefinitionLink label={t("numbers.completion")} to={paths.definitions(anchorOf("completion"))} />
        </span>
      }
      description={t("people.description")}
    >
      <ScrollRegion label={t("people.title")}>
        <table
          className={classes(
            "border-separate border-spacing-0.5 text-sm tabular-nums",
            pages.length >= MIN_STRETCHED_PAGES && "w-full",
          )}
        >
          <caption className="sr-only">{t("people.title")}</caption>
          <thead>
            <tr>
              <th scope="col" className={classes(HEADING, "text-start sticky left-0 z-10 bg-surface pr-3")}>
                {t("people.person")}
              </th>
              {pages.map((page) => (
                <PageHeading key={page.id} page={page} hasSeveralRooms={hasSeveralRooms} />
              ))}
              <th scope="col" className={classes(HEADING, "px-2 text-end")}>
                {t("people.total")}
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ person, activeMs }, row) => (
              <tr key={person.key}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 max-w-40 min-w-32 bg-surface py-1 pr-3 text-start font-normal text-ink sm:max-w-72 sm:min-w-52"
                >
                  <PersonName person={person} />
                </th>
                {pages.map((page, column) => (
                  <AttentionCell key={page.id} cell={cells[row]?.[column] ?? null} highest={highest} />
                ))}
                <td className="px-2 text-end font-medium text-ink">
                  <Duration ms={activeMs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="mt-3 text-xs text-ink-muted empty:hidden">
        {peopleTotal > people.length ? t("people.more", { shown: people.length, total: peopleTotal }) : null}
      </p>
      <p className="mt-1 text-xs text-ink-muted empty:hidden">
        {pagesTotal > pages.length ? t("people.morePages", { shown: pages.length, total: pagesTotal }) : null}
      </p>
    </Card>
  );
}

function PageHeading({ page, hasSeveralRooms }: { page: PageLabel; hasSeveralRooms: boolean }) {
  const { t } = useTranslation("engagement");
  return (
    <th
      scope="col"
      title={page.title}
      className={classes(HEADING, "text-start w-32 min-w-24 px-1.5 wrap-anywhere")}
    >
      <Link
        to={paths.roomPage(page.roomId, page.id)}
        className="line-clamp-2 rounded-sm hover:text-accent hover:underline"
      >
        {page.title}
      </Link>
      {hasSeveralRooms ? <span className="line-clamp-1 font-normal">{page.roomName}</span> : null}
      {page.isArchived ? <span className="block font-normal">{t("dwell.removed")}</span> : null}
    </th>
  );
}

function AttentionCell({ cell, highest }: { cell: ReadCell | null; highest: number }) {
  const { t } = useTranslation("engagement");
  const { t: common } = useTranslation("common");
  const { language } = useLocale();
  const level = LEVELS[levelOf(cell?.activeMs ?? null, highest)];
  return (
    <td data-mark className={classes("h-12 rounded-sm px-2 text-center whitespace-nowrap text-ink", level)}>
      {cell === null ? (
        <>
          <span aria-hidden className="text-ink-faint">
            –
          </span>
          <span className="sr-only">{common("chart.notOpened")}</span>
        </>
      ) : (
        <>
          <Duration ms={cell.activeMs} />
          {cell.completion === null ? null : (
            <span className="block text-xs">
              {t("people.readShare", { percent: formatPercent(cell.completion, language) })}
            </span>
          )}
        </>
      )}
    </td>
  );
}

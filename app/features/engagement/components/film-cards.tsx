import { Link } from "@remix-run/react";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatPercent } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { DefinedTitle } from "~/ui/stat";
import { Table, Td, Th, Tr } from "~/ui/table";
import { anchorOf } from "../definitions";
import type { Film } from "../schema";
import { PersonName } from "./person-name";

/** Who watched how much of which film. `csvPath` is the report's own file. */
export function FilmCards({
  films,
  csvPath,
  window,
}: {
  films: readonly Film[];
  csvPath: string;
  window: string;
}) {
  const { t } = useTranslation("engagement");
  if (films.length === 0) return null;
  return (
    <Card
      flush
      className="mb-6"
      title={
        <DefinedTitle label={t("films.share")} to={paths.definitions(anchorOf("film"))}>
          {t("films.title")}
        </DefinedTitle>
      }
      description={t("films.description")}
      actions={
        <ButtonLink
          to={`${csvPath}?window=${window}&of=films`}
          reloadDocument
          size="sm"
          icon={<Download aria-hidden />}
        >
          {t("report.exportCsv")}
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-6">
        {films.map((film) => (
          <FilmTable key={`${film.page.id} ${film.blockId}`} film={film} />
        ))}
      </div>
    </Card>
  );
}

function FilmTable({ film }: { film: Film }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  const { page, watchers, people, activeMs, seen } = film;
  const title = film.title || t("films.untitled", { number: film.number });
  return (
    <div className="min-w-0 print:break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 sm:px-5">
        <h3 className="min-w-0 text-sm font-medium wrap-anywhere text-ink">{title}</h3>
        <Link
          to={paths.roomPage(page.roomId, page.id)}
          className="rounded-sm text-sm wrap-anywhere text-ink-muted hover:text-accent hover:underline"
        >
          {page.title}
        </Link>
        <span className="text-sm text-ink-muted tabular-nums">
          {t("films.summary", { count: people, share: formatPercent(seen ?? 0, language) })}{" "}
          <Duration ms={activeMs} />
        </span>
      </div>
      <Table caption={t("films.caption", { title })} isStacked className="mt-2">
        <thead>
          <Tr>
            <Th>{t("people.person")}</Th>
            <Th align="end">{t("films.share")}</Th>
            <Th align="end">{t("films.time")}</Th>
            <Th align="end">{t("films.viewings")}</Th>
          </Tr>
        </thead>
        <tbody>
          {watchers.map((watcher) => (
            <Tr key={watcher.person.key}>
              <Td heading>
                <PersonName person={watcher.person} />
              </Td>
              <Td align="end" label={t("films.share")}>
                {formatPercent(watcher.seen, language)}
              </Td>
              <Td align="end" label={t("films.time")} className="whitespace-nowrap">
                <Duration ms={watcher.activeMs} />
              </Td>
              <Td align="end" label={t("films.viewings")}>
                {watcher.viewings}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-1 px-4 text-xs text-ink-muted empty:hidden sm:px-5">
        {people > watchers.length ? t("films.more", { shown: watchers.length, total: people }) : null}
      </p>
    </div>
  );
}

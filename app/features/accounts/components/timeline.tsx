import { Link, useSearchParams } from "@remix-run/react";
import type { i18n as I18n } from "i18next";
import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "~/features/activity/data.server";
import type { EventType } from "~/features/activity/schema";
import { RelativeTime } from "~/ui/relative-time";

/** As many as one page of the data holds. */
const FULL_PAGE = 30;
const SHOWN_AT_ONCE = 10;

/** Who did what, newest first. Further pages are in the address as `activity`. */
export function Timeline({ entries, page }: { entries: readonly TimelineEntry[]; page: number }) {
  const { t } = useTranslation("activity");
  const { t: common } = useTranslation("common");
  if (entries.length === 0 && page === 1) return <p className="text-sm text-ink-muted">{t("empty")}</p>;
  return (
    <>
      <Entries entries={entries.slice(0, SHOWN_AT_ONCE)} />
      {entries.length > SHOWN_AT_ONCE ? (
        <details className="mt-3 text-sm">
          <summary className="w-fit text-ink-muted hover:text-ink">{common("actions.loadMore")}</summary>
          <div className="mt-3">
            <Entries entries={entries.slice(SHOWN_AT_ONCE)} />
          </div>
        </details>
      ) : null}
      <TimelinePages page={page} hasMore={entries.length === FULL_PAGE} />
    </>
  );
}

function Entries({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t, i18n } = useTranslation("activity");
  return (
    <ol className="flex flex-col gap-3">
      {entries.map((entry) => (
        <li key={entry.id} className="flex items-baseline justify-between gap-x-4 text-sm">
          <span className="min-w-0 text-ink">
            <span className="font-medium">
              {entry.actorName ?? (entry.actorKind === "system" ? t("system") : t("someone"))}
            </span>{" "}
            <span className="text-ink-muted">
              {isKnown(i18n, entry.type) ? t(`events.${entry.type}`) : entry.type}
            </span>
          </span>
          <span className="shrink-0 text-xs text-ink-muted">
            <RelativeTime date={entry.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function TimelinePages({ page, hasMore }: { page: number; hasMore: boolean }) {
  const { t } = useTranslation("accounts");
  const [search] = useSearchParams();
  const linkTo = (next: number) => {
    const query = new URLSearchParams(search);
    query.set("activity", String(next));
    return `?${query}`;
  };
  if (page === 1 && !hasMore) return null;
  const look = "text-sm text-accent hover:underline";
  return (
    <p className="mt-4 flex gap-4">
      {page > 1 ? (
        <Link to={linkTo(page - 1)} preventScrollReset className={look}>
          {t("timeline.newer")}
        </Link>
      ) : null}
      {hasMore ? (
        <Link to={linkTo(page + 1)} preventScrollReset className={look}>
          {t("timeline.older")}
        </Link>
      ) : null}
    </p>
  );
}

/** A type that was recorded by a newer version has no text here yet. */
function isKnown(i18n: I18n, type: string): type is EventType {
  return typeof i18n.getResource(i18n.language, "activity", `events.${type}`) === "string";
}

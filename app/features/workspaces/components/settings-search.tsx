import { Form, Link, useLocation, useNavigate, useSearchParams } from "@remix-run/react";
import { Search } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "~/ui/locale";
import { type SettingsEntry, searchSettings } from "../utils";

const MAX_SHOWN = 8;

/** Finds sections and single settings while somebody types; without scripts, after Enter. */
export function SettingsSearch({ entries }: { entries: readonly SettingsEntry[] }) {
  const { t } = useTranslation("settings");
  const navigate = useNavigate();
  const { key } = useLocation();
  const [search] = useSearchParams();
  const [query, setQuery] = useState(search.get("find") ?? "");
  const hits = searchSettings(entries, query).slice(0, MAX_SHOWN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: having gone somewhere ends the search
  useEffect(() => setQuery(search.get("find") ?? ""), [key]);
  const goToFirst = (event: FormEvent) => {
    event.preventDefault();
    if (hits[0]) navigate(hits[0].to);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is younger than our oldest browser
    <div role="search" className="relative">
      <Form method="get" onSubmit={goToFirst}>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-faint pointer-coarse:top-3.5"
        />
        <input
          type="search"
          name="find"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          autoComplete="off"
          aria-label={t("search.label")}
          placeholder={t("search.label")}
          className="min-h-9 w-full min-w-0 rounded-md border border-line-control bg-surface py-1.5 pr-3 pl-8 text-base text-ink placeholder:text-ink-faint sm:text-sm pointer-coarse:min-h-11"
        />
      </Form>
      <output className="sr-only">
        {query.trim() === "" ? "" : t("search.found", { count: hits.length })}
      </output>
      {query.trim() === "" ? null : <Hits hits={hits} query={query} onChosen={() => setQuery("")} />}
    </div>
  );
}

type HitsProps = { hits: readonly SettingsEntry[]; query: string; onChosen: () => void };

function Hits({ hits, query, onChosen }: HitsProps) {
  const { t } = useTranslation("settings");
  const { language } = useLocale();
  return (
    <div className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg bg-surface p-1 shadow-lg lg:w-72">
      {hits.length === 0 ? (
        <p className="px-2.5 py-2 text-sm text-ink-muted">{t("search.nothing", { query: query.trim() })}</p>
      ) : (
        <ul>
          {hits.map((hit) => (
            <li key={hit.to}>
              <Link
                to={hit.to}
                onClick={onChosen}
                className="block rounded-md px-2.5 py-1.5 text-sm text-ink hover:bg-sunken focus-visible:-outline-offset-2 pointer-coarse:py-2.5"
              >
                {hit.label[language]}
                {hit.to.includes("#") ? (
                  <span className="block text-xs text-ink-muted">{hit.section[language]}</span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { Form, Link, useSubmit } from "@remix-run/react";
import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { CONTROL_LOOK, Select } from "~/ui/field";
import type { BoardQuery } from "../schema";

type Choice = { id: string; name: string };
type Props = { query: BoardQuery; owners: readonly Choice[]; teams: readonly Choice[] };

/** Search, owner and team; all of it is in the address. */
export function BoardFilters({ query, owners, teams }: Props) {
  const { t } = useTranslation("board");
  const { t: text } = useTranslation("accounts");
  const { t: common } = useTranslation("common");
  const submit = useSubmit();
  const isFiltered = query.q !== "" || query.owner !== "" || query.team !== "";
  return (
    <Form
      key={`${query.q} ${query.owner} ${query.team}`}
      method="get"
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) submit(event.currentTarget);
      }}
      className="mb-4 flex flex-wrap items-center gap-2"
    >
      <div className="flex min-w-0 flex-1 basis-72 gap-2">
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
          />
          <input
            type="search"
            name="q"
            defaultValue={query.q}
            aria-label={text("deals.search")}
            placeholder={text("deals.search")}
            className={`${CONTROL_LOOK} pl-8`}
          />
        </div>
        <Button type="submit">{common("actions.search")}</Button>
      </div>
      <Filter name="owner" label={text("lists.owner")} value={query.owner} all={t("filters.allOwners")}>
        <option value="me">{t("filters.mine")}</option>
        {owners.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Filter>
      {teams.length > 0 ? (
        <Filter name="team" label={t("filters.team")} value={query.team} all={t("filters.allTeams")}>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Filter>
      ) : null}
      {isFiltered ? (
        <Link to={paths.dealBoard()} className="px-1 text-sm text-accent hover:underline">
          {t("filters.clear")}
        </Link>
      ) : null}
    </Form>
  );
}

function Filter({
  name,
  label,
  value,
  all,
  children,
}: {
  name: string;
  label: string;
  value: string;
  all: string;
  children: React.ReactNode;
}) {
  return (
    <Select
      name={name}
      aria-label={label}
      defaultValue={value}
      className="flex-1 basis-36 sm:max-w-52 sm:flex-none"
    >
      <option value="">{all}</option>
      {children}
    </Select>
  );
}

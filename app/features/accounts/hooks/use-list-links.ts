import { useLocation, useSearchParams } from "@remix-run/react";

type Direction = "asc" | "desc";
type List = { sort: string; dir: Direction; archived: boolean; page: number };

/** Addresses of the same list in another order, on another page or of the archived; the rest of the query stays. */
export function useListLinks(list: List) {
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const linkTo = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries({ page: null, ...changes })) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    const query = next.toString();
    return query ? `${pathname}?${query}` : pathname;
  };
  return {
    toPage: (page: number) => linkTo({ page: page > 1 ? String(page) : null }),
    toArchived: (archived: boolean) => linkTo({ archived: archived ? "1" : null }),
    withoutSearch: linkTo({ q: null }),
    /** For a column's heading. `first` is the direction that a first click sorts by. */
    sortBy: (key: string, first: Direction = "asc") => {
      const isCurrent = list.sort === key;
      const dir = isCurrent ? (list.dir === "asc" ? "desc" : "asc") : first;
      const direction = isCurrent ? (list.dir === "asc" ? "ascending" : "descending") : "none";
      return { to: linkTo({ sort: key, dir }), direction } as const;
    },
  };
}

import { useLocation } from "@remix-run/react";
import {
  cleared,
  filteredBy,
  type ListShape,
  type ListState,
  sortedBy,
  writeList,
} from "~/platform/lists/list-model";

export type ListLinks = ReturnType<typeof useListLinks>;

/** Addresses of the same list in other states. */
export function useListLinks(shape: ListShape, list: ListState) {
  const { pathname } = useLocation();
  const linkTo = (state: ListState, extra: Record<string, string> = {}) => {
    const search = new URLSearchParams(writeList(shape, state));
    for (const [name, value] of Object.entries(extra)) search.set(name, value);
    const query = search.toString();
    return query ? `${pathname}?${query}` : pathname;
  };
  return {
    pathname,
    query: writeList(shape, list),
    here: linkTo(list),
    toPage: (page: number) => linkTo({ ...list, page }),
    cleared: linkTo(cleared(list)),
    withoutSearch: linkTo({ ...list, q: "", page: 1 }),
    /** The list with one value of a filter less. */
    without: (name: string, value: string) =>
      linkTo(
        filteredBy(
          list,
          name,
          (list.filters[name] ?? []).filter((other) => other !== value),
        ),
      ),
    only: (name: string, value: string) => linkTo(filteredBy(list, name, [value])),
    /** The cell's form, for browsers that run no script. */
    toEdit: (id: string, field: string) => linkTo(list, { edit: `${id}.${field}` }),
    usualColumns: linkTo({ ...list, columns: shape.usualColumns, sort: shape.usualSort, page: 1 }),
    sortBy: (key: string) => {
      const isCurrent = list.sort === key;
      const direction = isCurrent ? (list.dir === "asc" ? "ascending" : "descending") : "none";
      return { to: linkTo(sortedBy(shape, list, key)), direction } as const;
    },
  };
}

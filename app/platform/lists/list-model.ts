import { cleanLine } from "../text";

/** One way to narrow a list. `parse` says what a text of the address means; null is nonsense and left out. */
export type ListFilter = {
  readonly isMany: boolean;
  readonly parse: (text: string) => string | null;
};

export type Direction = "asc" | "desc";

/** What a list can do. The first column names the row and is always there. */
export type ListShape = {
  readonly columns: readonly string[];
  readonly usualColumns: readonly string[];
  /** Sortable columns and the direction a first click sorts by. */
  readonly sorts: Readonly<Record<string, Direction>>;
  readonly usualSort: string;
  readonly filters: Readonly<Record<string, ListFilter>>;
};

/** One address of a list: everything that decides what it shows. */
export type ListState = {
  readonly q: string;
  readonly sort: string;
  readonly dir: Direction;
  readonly page: number;
  /** Beside the first. */
  readonly columns: readonly string[];
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** The saved view it came from, which may have been changed since. */
  readonly view: string | null;
};

const MAX_SEARCH_CHARS = 200;
const MAX_PAGE = 100_000;
const MAX_VALUES = 50;
const ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** Reads any address: what makes no sense there reads as the default. */
export function readList(shape: ListShape, search: URLSearchParams): ListState {
  const sort = search.get("sort") ?? "";
  const usual = Object.hasOwn(shape.sorts, sort) ? sort : shape.usualSort;
  return {
    q: readSearch(search.get("q")),
    sort: usual,
    dir: readDirection(search.get("dir")) ?? shape.sorts[usual] ?? "asc",
    page: readPage(search.get("page")),
    columns: readColumns(shape, search),
    filters: readFilters(shape, search),
    view: ID.test(search.get("view") ?? "") ? search.get("view") : null,
  };
}

/** The shortest address of a state, without the question mark; the same state always has the same. */
export function writeList(shape: ListShape, state: ListState): string {
  const search = new URLSearchParams();
  if (state.view) search.set("view", state.view);
  if (state.q) search.set("q", state.q);
  for (const name of Object.keys(shape.filters)) {
    for (const value of state.filters[name] ?? []) search.append(name, value);
  }
  const isUsualTurn = state.dir === (shape.sorts[state.sort] ?? "asc");
  if (state.sort !== shape.usualSort || !isUsualTurn) search.set("sort", state.sort);
  if (!isUsualTurn) search.set("dir", state.dir);
  if (!isSame(state.columns, shape.usualColumns)) search.set("cols", state.columns.join("."));
  if (state.page > 1) search.set("page", String(state.page));
  return search.toString();
}

/** What a saved view keeps: neither the page nor the view itself. */
export function writeView(shape: ListShape, state: ListState): string {
  return writeList(shape, { ...state, page: 1, view: null });
}

export function isFiltered(state: ListState): boolean {
  return state.q !== "" || Object.values(state.filters).some((values) => values.length > 0);
}

/** Without search and filters; order and columns stay. */
export function cleared(state: ListState): ListState {
  return { ...state, q: "", filters: {}, page: 1, view: null };
}

/** A further click on a column turns its order round. */
export function sortedBy(shape: ListShape, state: ListState, sort: string): ListState {
  const first = shape.sorts[sort] ?? "asc";
  const dir = state.sort === sort ? (state.dir === "asc" ? "desc" : "asc") : first;
  return { ...state, sort, dir, page: 1 };
}

/** Sets, or with no values removes, one filter. */
export function filteredBy(state: ListState, name: string, values: readonly string[]): ListState {
  const { [name]: _replaced, ...others } = state.filters;
  return { ...state, page: 1, filters: values.length > 0 ? { ...others, [name]: values } : others };
}

/** The values of a filter; none when it is not set. */
export function filterOf(state: ListState, name: string): readonly string[] {
  return state.filters[name] ?? [];
}

/** Ids of rows, or one of `words` such as "me". */
export function idFilter(...words: string[]): ListFilter {
  return { isMany: true, parse: (text) => (ID.test(text) || words.includes(text) ? text : null) };
}

export function choiceFilter(values: readonly string[], { isMany = true } = {}): ListFilter {
  return { isMany, parse: (text) => (values.includes(text) ? text : null) };
}

/** Keys that a workspace makes up itself. */
export function keyFilter(): ListFilter {
  return { isMany: true, parse: (text) => (/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(text) ? text : null) };
}

/** One value that `parse` understands: a day, an amount. */
export function valueFilter(parse: (text: string) => string | null): ListFilter {
  return { isMany: false, parse };
}

function readSearch(text: string | null): string {
  const line = cleanLine(text ?? "");
  return line.length > MAX_SEARCH_CHARS ? "" : line;
}

function readDirection(text: string | null): Direction | null {
  return text === "asc" || text === "desc" ? text : null;
}

function readPage(text: string | null): number {
  const page = /^\d{1,6}$/.test(text ?? "") ? Number(text) : 1;
  return page >= 1 && page <= MAX_PAGE ? page : 1;
}

/** In the list's own order, whatever order they are asked for in. */
function readColumns(shape: ListShape, search: URLSearchParams): readonly string[] {
  if (!search.has("cols")) return shape.usualColumns;
  const asked = search.getAll("cols").flatMap((text) => text.split("."));
  const known = shape.columns.slice(1).filter((key) => asked.includes(key));
  return known.length > 0 || search.getAll("cols").every((text) => text === "") ? known : shape.usualColumns;
}

function readFilters(shape: ListShape, search: URLSearchParams): Record<string, readonly string[]> {
  const filters: Record<string, readonly string[]> = {};
  for (const [name, { isMany, parse }] of Object.entries(shape.filters)) {
    const known = search
      .getAll(name)
      .slice(0, MAX_VALUES)
      .flatMap((text) => parse(text.trim()) ?? []);
    const values = [...new Set(known)].sort();
    if (values.length > 0) filters[name] = isMany ? values : values.slice(-1);
  }
  return filters;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

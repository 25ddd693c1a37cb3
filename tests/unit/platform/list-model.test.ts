import { describe, expect, test } from "vitest";
import {
  choiceFilter,
  cleared,
  filteredBy,
  idFilter,
  isFiltered,
  type ListShape,
  readList,
  sortedBy,
  valueFilter,
  writeList,
  writeView,
} from "~/platform/lists/list-model";

const ID = "0123456789abcdefghjkmnpqrs";
const SHAPE: ListShape = {
  columns: ["name", "owner", "amount", "close"],
  usualColumns: ["owner", "amount"],
  sorts: { name: "asc", amount: "desc" },
  usualSort: "name",
  filters: {
    owner: idFilter("me"),
    state: choiceFilter(["open", "won"]),
    from: valueFilter((text) => (/^\d+$/.test(text) ? text : null)),
  },
};
const read = (query: string) => readList(SHAPE, new URLSearchParams(query));
const again = (query: string) => writeList(SHAPE, read(query));

test("an empty address is the list as it usually is, and the other way round", () => {
  expect(read("")).toEqual({
    q: "",
    sort: "name",
    dir: "asc",
    page: 1,
    columns: ["owner", "amount"],
    filters: {},
    view: null,
  });
  expect(again("")).toBe("");
});

describe("nonsense in an address reads as the default", () => {
  test.each([
    "sort=password",
    "dir=up",
    "page=0",
    "page=-3",
    "page=x",
    "page=1e9",
    "page=99999999999",
    "owner=%00",
    "owner=somebody",
    "state=lost",
    "from=soon",
    "cols=secret",
    "view=1",
    `q=${"x".repeat(201)}`,
    "q=%00%E2%80%8B",
    "__proto__=1",
    "sort=__proto__",
    "sort=constructor",
  ])("%s", (query) => {
    expect(again(query)).toBe("");
  });
});

test.each([
  "q=foods",
  `owner=${ID}&owner=me`,
  "state=open&state=won",
  "from=12",
  "sort=amount",
  "sort=name&dir=desc",
  "sort=amount&dir=asc",
  "cols=close",
  "cols=",
  "page=7",
  `view=${ID}&q=a&page=2`,
])("%s survives being read and written", (query) => {
  expect(again(query)).toBe(query);
});

test("values come in one order, each once, and only the last where there may be one", () => {
  expect(again("state=won&state=open&state=won")).toBe("state=open&state=won");
  expect(again("from=3&from=5")).toBe("from=5");
  expect(again("cols=close&cols=owner&cols=")).toBe("cols=owner.close");
  expect(again("cols=&cols=owner&cols=amount")).toBe("");
});

test("sorting by another column starts with its first direction, by the same turns round", () => {
  const byAmount = sortedBy(SHAPE, read("page=4"), "amount");
  expect(byAmount).toMatchObject({ sort: "amount", dir: "desc", page: 1 });
  expect(sortedBy(SHAPE, byAmount, "amount")).toMatchObject({ sort: "amount", dir: "asc" });
});

test("a filter is set and dropped, which leads back to the first page", () => {
  const mine = filteredBy(read("page=4&state=open"), "owner", ["me"]);
  expect(writeList(SHAPE, mine)).toBe("owner=me&state=open");
  expect(writeList(SHAPE, filteredBy(mine, "owner", []))).toBe("state=open");
  expect(isFiltered(mine)).toBe(true);
  expect(isFiltered(read("sort=amount"))).toBe(false);
});

test("clearing keeps the order and the columns; a view keeps all but its page and itself", () => {
  const state = read(`view=${ID}&q=a&owner=me&sort=amount&cols=close&page=3`);
  expect(writeList(SHAPE, cleared(state))).toBe("sort=amount&cols=close");
  expect(writeView(SHAPE, state)).toBe("q=a&owner=me&sort=amount&cols=close");
});

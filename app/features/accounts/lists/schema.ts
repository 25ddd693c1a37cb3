import { choiceFilter, idFilter, type ListShape } from "~/platform/lists/list-model";

/** When somebody of the buying side was last there. */
export const VISITED = ["week", "month", "older", "never"] as const;
export const YES_NO = ["yes", "no"] as const;
/** Stands for the member who looks, so that a shared view is everybody's own. */
export const ME = "me";
export const NO_TEAM = "none";

/** Filters that every list has. */
export const COMMON_FILTERS = {
  owner: idFilter(ME),
  team: idFilter(NO_TEAM),
  visited: choiceFilter(VISITED, { isMany: false }),
  archived: choiceFilter(["1"], { isMany: false }),
};

export const ACCOUNT_LIST = {
  columns: [
    "name",
    "domain",
    "owner",
    "team",
    "openDeals",
    "contacts",
    "rooms",
    "visited",
    "updated",
    "created",
  ],
  usualColumns: ["owner", "openDeals", "contacts", "visited", "updated"],
  sorts: {
    name: "asc",
    domain: "asc",
    owner: "asc",
    openDeals: "desc",
    contacts: "desc",
    visited: "desc",
    updated: "desc",
    created: "desc",
  },
  usualSort: "name",
  filters: { ...COMMON_FILTERS, deals: choiceFilter(YES_NO, { isMany: false }) },
} as const satisfies ListShape;

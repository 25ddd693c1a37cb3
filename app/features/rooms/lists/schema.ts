import { COMMON_FILTERS } from "~/features/accounts/lists/schema";
import { choiceFilter, idFilter, keyFilter, type ListShape } from "~/platform/lists/list-model";

export const ROOM_LIST = {
  columns: [
    "name",
    "account",
    "deal",
    "stage",
    "pages",
    "owner",
    "team",
    "visited",
    "visits",
    "updated",
    "created",
  ],
  usualColumns: ["account", "stage", "pages", "owner", "visited", "updated"],
  sorts: {
    name: "asc",
    account: "asc",
    deal: "asc",
    stage: "asc",
    owner: "asc",
    visited: "desc",
    updated: "desc",
    created: "desc",
  },
  usualSort: "updated",
  filters: {
    ...COMMON_FILTERS,
    stage: keyFilter(),
    outcome: choiceFilter(["open", "won", "lost"]),
    account: idFilter(),
  },
} as const satisfies ListShape;

import { choiceFilter, idFilter, type ListShape } from "~/platform/lists/list-model";
import { COMMON_FILTERS } from "../../lists/schema";
import { DECISION_ROLES } from "../utils";

export const NO_ROLE = "none";

export const CONTACT_LIST = {
  columns: [
    "name",
    "reading",
    "email",
    "account",
    "title",
    "department",
    "role",
    "phone",
    "owner",
    "visited",
    "updated",
    "created",
  ],
  usualColumns: ["account", "title", "role", "owner", "updated"],
  sorts: {
    name: "asc",
    email: "asc",
    account: "asc",
    title: "asc",
    department: "asc",
    role: "asc",
    owner: "asc",
    visited: "desc",
    updated: "desc",
    created: "desc",
  },
  usualSort: "name",
  filters: {
    ...COMMON_FILTERS,
    account: idFilter(),
    role: choiceFilter([...DECISION_ROLES, NO_ROLE]),
  },
} as const satisfies ListShape;

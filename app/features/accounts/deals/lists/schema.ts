import { choiceFilter, idFilter, keyFilter, type ListShape, valueFilter } from "~/platform/lists/list-model";
import { COMMON_FILTERS, YES_NO } from "../../lists/schema";
import { CURRENCIES, isCalendarDay, parseAmount } from "../utils";

const OUTCOMES = ["open", "won", "lost"] as const;

export const dayFilter = valueFilter((text) => (isCalendarDay(text) ? text : null));
/** Whole units of any currency, typed as people do: 1,200,000 or 120万. */
const amountFilter = valueFilter((text) => {
  const units = parseAmount(text, "JPY");
  return units === null ? null : String(units);
});

export const DEAL_LIST = {
  columns: [
    "name",
    "account",
    "stage",
    "outcome",
    "amount",
    "close",
    "owner",
    "team",
    "rooms",
    "visited",
    "updated",
    "created",
  ],
  usualColumns: ["account", "stage", "amount", "close", "owner"],
  sorts: {
    name: "asc",
    account: "asc",
    stage: "asc",
    outcome: "asc",
    amount: "desc",
    close: "asc",
    owner: "asc",
    visited: "desc",
    updated: "desc",
    created: "desc",
  },
  usualSort: "close",
  filters: {
    ...COMMON_FILTERS,
    stage: keyFilter(),
    outcome: choiceFilter(OUTCOMES),
    account: idFilter(),
    closeFrom: dayFilter,
    closeTo: dayFilter,
    amountMin: amountFilter,
    amountMax: amountFilter,
    currency: choiceFilter(CURRENCIES),
    room: choiceFilter(YES_NO, { isMany: false }),
  },
} as const satisfies ListShape;

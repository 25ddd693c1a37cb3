import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import type { FilterField, FilterOption } from "~/ui/list/filter-form";
import type { FoundOptions } from "~/ui/list/find-filter";
import { usePipeline } from "../../pipeline/hooks/use-pipeline";
import { ME, NO_TEAM, VISITED } from "../schema";

export const COLUMN_KEYS = [
  "name",
  "domain",
  "owner",
  "team",
  "openDeals",
  "contacts",
  "rooms",
  "visited",
  "visits",
  "updated",
  "created",
  "reading",
  "email",
  "account",
  "title",
  "department",
  "role",
  "phone",
  "stage",
  "outcome",
  "amount",
  "currency",
  "close",
  "deal",
  "pages",
] as const;

/** What a column is called; its key when nobody knows. */
export function useColumnLabel(): (key: string) => string {
  const { t } = useTranslation("lists");
  return (key) => {
    const known = COLUMN_KEYS.find((column) => column === key);
    return known ? t(`columns.${known}`) : key;
  };
}

type Choices = {
  people: readonly { id: string; name: string; isActive: boolean }[];
  teams: readonly { id: string; name: string }[];
  filteredAccounts: readonly { id: string; name: string }[];
  foundAccounts: FoundOptions | null;
};

/** Filters that several lists have. */
export function useCommonFields({ people, teams, filteredAccounts, foundAccounts }: Choices) {
  const { t } = useTranslation("lists");
  const dealFields = useDealFields();
  const yesNo = [
    { value: "yes", label: t("values.yes") },
    { value: "no", label: t("values.no") },
  ];
  return {
    owner: {
      name: "owner",
      kind: "many",
      label: t("filters.owner"),
      options: [{ value: ME, label: t("values.me") }, ...people.map(optionOf)],
    },
    team: {
      name: "team",
      kind: "many",
      label: t("filters.team"),
      options:
        teams.length > 0 ? [...teams.map(optionOf), { value: NO_TEAM, label: t("values.noTeam") }] : [],
    },
    visited: {
      name: "visited",
      kind: "one",
      label: t("filters.visited"),
      options: VISITED.map((value) => ({ value, label: t(`visited.${value}`) })),
    },
    archived: {
      name: "archived",
      kind: "one",
      label: t("filters.archived"),
      options: [{ value: "1", label: t("values.archived") }],
    },
    account: {
      name: "account",
      kind: "find",
      label: t("filters.account"),
      placeholder: t("find.account"),
      options: filteredAccounts.map(optionOf),
      found: foundAccounts,
      toFind: paths.accountChoices,
    },
    ...dealFields,
    deals: { name: "deals", kind: "one", label: t("filters.deals"), options: yesNo },
    room: { name: "room", kind: "one", label: t("filters.room"), options: yesNo },
  } satisfies Record<string, FilterField>;
}

function useDealFields() {
  const { t } = useTranslation("lists");
  const { t: word } = useTranslation("accounts");
  const { stages, stageLabel } = usePipeline();
  return {
    stage: {
      name: "stage",
      kind: "many",
      label: t("filters.stage"),
      options: stages.map(({ key }) => ({ value: key, label: stageLabel(key) })),
    },
    outcome: {
      name: "outcome",
      kind: "many",
      label: t("filters.outcome"),
      options: (["open", "won", "lost"] as const).map((value) => ({
        value,
        label: word(`outcomes.${value}`),
      })),
    },
  } satisfies Record<string, FilterField>;
}

/** Active people, and the one who owns it now even if they left. */
export function ownerOptions(
  people: Choices["people"],
  current: { ownerId: string; ownerName: string },
): FilterOption[] {
  const active = people.filter((person) => person.isActive).map(optionOf);
  if (active.some(({ value }) => value === current.ownerId)) return active;
  return [{ value: current.ownerId, label: current.ownerName }, ...active];
}

function optionOf({ id, name }: { id: string; name: string }): FilterOption {
  return { value: id, label: name };
}

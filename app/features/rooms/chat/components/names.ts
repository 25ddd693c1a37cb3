import { useTranslation } from "react-i18next";
import type { ChatThread } from "../schema";

/** What people are called here; visitors nobody knows by name are told apart by a tag. */
export function useAuthorName(person: { name: string | null; tag: string }): string {
  const { t } = useTranslation("chat");
  return person.name ?? t("visitor", { tag: person.tag });
}

export function useSpotName(spot: Omit<ChatThread, "id">): string {
  const { t } = useTranslation("chat");
  if (spot.pageTitle === null) return t("gone");
  return spot.unit === null ? spot.pageTitle : t("pageSpot", { title: spot.pageTitle, unit: spot.unit });
}

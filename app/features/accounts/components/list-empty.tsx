import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { useListLinks } from "../hooks/use-list-links";
import type { ListState } from "./list-toolbar";

/** Why a list shows nothing: the search found nothing, nothing is archived, or there is nothing yet (`children`). */
export function ListEmpty({ list, children }: { list: ListState; children: ReactNode }) {
  const { t } = useTranslation("accounts");
  const links = useListLinks(list);
  if (list.q) {
    return (
      <EmptyState
        title={t("lists.nothingTitle")}
        body={t("lists.nothingBody", { q: list.q })}
        action={<ButtonLink to={links.withoutSearch}>{t("lists.clear")}</ButtonLink>}
      />
    );
  }
  if (list.archived)
    return <EmptyState title={t("lists.noArchivedTitle")} body={t("lists.noArchivedBody")} />;
  return children;
}

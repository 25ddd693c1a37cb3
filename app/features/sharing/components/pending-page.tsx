import { useTranslation } from "react-i18next";
import { EmptyState } from "~/ui/empty-state";

/** The same words whether the file is still being prepared or can't be shown: the seller sees which. */
export function PendingPage({ title }: { title: string }) {
  const { t } = useTranslation("buyer");
  return (
    <>
      <h1 className="text-xl font-semibold text-ink">{title}</h1>
      <EmptyState title={t("room.pendingTitle")} body={t("room.pendingBody")} />
    </>
  );
}

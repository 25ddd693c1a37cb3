import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { listBuyerPages } from "~/features/sharing/buyer/data.server";
import { requireViewer } from "~/features/sharing/guard.server";
import { paths } from "~/platform/paths";
import { EmptyState } from "~/ui/empty-state";

/** The clean address of a room leads to its first page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, params.roomId ?? "");
  const [first] = await listBuyerPages(viewer);
  if (first) throw redirect(paths.buyerPage(viewer.roomId, first.id), 303);
  return null;
}

export default function EmptyRoom() {
  const { t } = useTranslation("buyer");
  return <EmptyState title={t("room.emptyTitle")} body={t("room.emptyBody")} />;
}

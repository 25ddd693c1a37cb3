import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { type Accepted, AcceptedNote } from "./acceptance-place";

type Props = { roomId: string; pageId: string; accepted: Accepted };

/** Instead of the form: somebody was quicker, or this reader has done it before. Nothing is left to sign. */
export function AlreadyAccepted({ roomId, pageId, accepted }: Props) {
  const { t } = useTranslation("buyer");
  return (
    <div role="status" className="rounded-lg border border-line-strong bg-surface p-5">
      <AcceptedNote roomId={roomId} accepted={accepted} />
      <p className="mt-3 text-sm text-ink-muted">
        {t(accepted.isOwn ? "acceptance.alreadyOwn" : "acceptance.already")}
      </p>
      <Link to={paths.buyerPage(roomId, pageId)} className="mt-1 inline-block text-sm text-accent underline">
        {t("acceptance.back")}
      </Link>
    </div>
  );
}

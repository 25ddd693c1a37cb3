import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { ButtonLink, buttonLook } from "~/ui/button";
import { useLocale } from "~/ui/locale";

export type Accepted = {
  id: string;
  name: string;
  at: Date | string;
  number: number;
  hasCertificate: boolean;
  isOwn: boolean;
};
export type AcceptancePlaceProps = {
  roomId: string;
  pageId: string;
  place: { versionId: string; isPreview: boolean; accepted: Accepted | null };
};

/** Stands in a proposal where it can be accepted: the way to sign, or who has signed. */
export function AcceptancePlace({ roomId, pageId, place }: AcceptancePlaceProps) {
  const { t } = useTranslation("buyer");
  const { versionId, isPreview, accepted } = place;
  return (
    <div className="not-prose my-6 rounded-lg border border-line-strong bg-surface p-5 shadow-sm">
      {accepted ? (
        <AcceptedNote roomId={roomId} accepted={accepted} />
      ) : isPreview ? (
        <p className="text-sm text-ink-muted">{t("acceptance.place.preview")}</p>
      ) : (
        <div className="flex flex-col items-start gap-4 sm:flex-row sm:items-center sm:justify-between">
          <p className="min-w-0 text-sm text-ink">{t("acceptance.place.lead")}</p>
          <ButtonLink variant="primary" to={paths.acceptPage(roomId, pageId, versionId)}>
            {t("acceptance.place.open")}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}

export function AcceptedNote({ roomId, accepted }: { roomId: string; accepted: Accepted }) {
  const { t } = useTranslation("buyer");
  const { language, timeZone } = useLocale();
  const { id, name, at, number, isOwn, hasCertificate } = accepted;
  const when = formatDate(at, { language, timeZone, style: "dayTime" });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <CircleCheck aria-hidden className="size-6 shrink-0 text-positive" />
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium text-ink">{t("acceptance.place.accepted", { name })}</p>
        <p className="text-sm text-ink-muted">{t("acceptance.place.acceptedOn", { number, at: when })}</p>
      </div>
      {isOwn && hasCertificate ? (
        <a href={paths.buyerCertificate(roomId, id)} className={buttonLook({})} download>
          {t("acceptance.place.certificate")}
        </a>
      ) : null}
      {isOwn && !hasCertificate ? (
        <p className="text-sm text-ink-muted">{t("acceptance.place.making")}</p>
      ) : null}
    </div>
  );
}

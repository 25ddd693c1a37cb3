import { useTranslation } from "react-i18next";
import type { Consent, ConsentMode } from "../schema";
import { ConsentChoice } from "./consent-choice";
import { LanguageSwitch } from "./language-switch";

export type PrivacyFooterProps = {
  roomId: string;
  brandName: string;
  visitor: { consent: Consent; consentMode: ConsentMode; preview: boolean };
};

/** What is measured, the way to stop it at any time, and the language. */
export function PrivacyFooter({ roomId, brandName, visitor }: PrivacyFooterProps) {
  const { t } = useTranslation("buyer");
  const brand = brandName;
  const isMeasured =
    visitor.consent === "granted" || (visitor.consent === "unasked" && visitor.consentMode === "notice");
  const isAsked = visitor.consent !== "unasked" || visitor.consentMode === "notice";
  return (
    <div className="flex flex-col gap-4 sm:flex-row sm:items-start sm:justify-between sm:gap-8">
      <section aria-labelledby="privacy" className="min-w-0 max-w-read">
        <h2 id="privacy" className="font-medium text-ink">
          {t("room.privacy")}
        </h2>
        {visitor.preview ? null : (
          <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-2">
            <p>
              {isMeasured
                ? t("consent.isMeasured")
                : isAsked
                  ? t("consent.isNotMeasured")
                  : t("consent.isNotAsked")}
            </p>
            {isMeasured ? (
              <ConsentChoice roomId={roomId} choice="declined" label={t("consent.withdraw")} />
            ) : (
              <ConsentChoice roomId={roomId} choice="granted" label={t("consent.allowAgain")} />
            )}
          </div>
        )}
        <details className="mt-2">
          <summary className="cursor-pointer py-1">{t("consent.detailsTitle")}</summary>
          <ul className="mt-1 flex list-disc flex-col gap-1 pl-5">
            <li>{t("consent.details.what")}</li>
            <li>{t("consent.details.who")}</li>
            <li>{t("consent.details.technical")}</li>
            <li>{t("consent.details.not", { brand })}</li>
          </ul>
        </details>
      </section>
      <div className="shrink-0">
        <LanguageSwitch />
      </div>
    </div>
  );
}

import { useTranslation } from "react-i18next";
import type { ConsentMode } from "../schema";
import { ConsentChoice } from "./consent-choice";

export type ConsentBarProps = { roomId: string; brandName: string; mode: ConsentMode };

/** The notice that stands on screen before anything is measured. Both answers are equally easy to give. */
export function ConsentBar({ roomId, brandName, mode }: ConsentBarProps) {
  const { t } = useTranslation("buyer");
  const brand = brandName;
  const isStrict = mode === "strict";
  return (
    <section
      aria-label={t("consent.label")}
      data-consent={mode}
      className="sticky bottom-0 z-30 border-t border-line bg-surface shadow-lg print:hidden"
    >
      <div className="mx-auto flex w-full max-w-page flex-col gap-3 px-4 py-3 sm:flex-row sm:items-center sm:px-6 lg:px-8">
        <p className="min-w-0 flex-1 text-sm text-ink">
          {isStrict ? t("consent.ask", { brand }) : t("consent.notice", { brand })}
        </p>
        <div className="flex flex-wrap gap-2">
          <ConsentChoice roomId={roomId} choice="declined" label={t("consent.decline")} />
          <ConsentChoice
            roomId={roomId}
            choice="granted"
            label={isStrict ? t("consent.allow") : t("consent.ok")}
          />
        </div>
      </div>
    </section>
  );
}

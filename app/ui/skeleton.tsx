import { useTranslation } from "react-i18next";
import { classes } from "./classes";

/** A grey block in the shape of what will come: give it a height and a width. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div aria-hidden className={classes("rounded-md bg-sunken animate-breathe", className ?? "h-4 w-full")} />
  );
}

const WIDTHS = ["w-11/12", "w-4/5", "w-full", "w-2/3"] as const;

/** Lines of text that are on their way, announced once. */
export function SkeletonLines({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation("common");
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t("status.loading")}</span>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <Skeleton key={line} className={classes("h-4", WIDTHS[line % WIDTHS.length])} />
      ))}
    </div>
  );
}

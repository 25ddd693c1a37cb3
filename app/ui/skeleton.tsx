import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";

/** Holds the place of what is on its way, at about its size, so that nothing jumps when it comes. */
export function Skeleton({ className, children }: { className?: string; children: ReactNode }) {
  const { t } = useTranslation("common");
  return (
    <div role="status" aria-busy="true" className={className}>
      <span className="sr-only">{t("status.loading")}</span>
      <div aria-hidden className="animate-shimmer">
        {children}
      </div>
    </div>
  );
}

const LINES = ["w-11/12", "w-full", "w-4/5", "w-3/5"] as const;

export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <Skeleton>
      <div className="flex flex-col gap-2.5 py-1">
        {keysOf(lines).map((key) => (
          <Bone key={key} className={classes("h-3.5", LINES[key % LINES.length])} />
        ))}
      </div>
    </Skeleton>
  );
}

/** Rows of a table, as wide as the card around it. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  return (
    <Skeleton>
      {keysOf(rows).map((key) => (
        <div
          key={key}
          className="flex h-13 items-center gap-6 border-b border-line px-4 last:border-b-0 sm:px-5"
        >
          <Bone className={classes("h-3.5", key % 2 === 0 ? "w-2/5" : "w-1/3")} />
          <Bone className="h-3.5 w-1/5 max-sm:hidden" />
          <Bone className="ml-auto h-3.5 w-16" />
        </div>
      ))}
    </Skeleton>
  );
}

/** A sheet of a document or a picture. */
export function SkeletonSheet({ className }: { className?: string }) {
  return (
    <Skeleton className={classes("flex justify-center overflow-hidden p-4 sm:p-8 [&>div]:w-full", className)}>
      <Bone className="mx-auto aspect-[1/1.414] max-h-full w-full max-w-read rounded-md" />
    </Skeleton>
  );
}

function Bone({ className }: { className?: string }) {
  return <div className={classes("rounded-sm bg-sunken", className)} />;
}

function keysOf(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

import { Link } from "@remix-run/react";
import { CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export type StatProps = {
  label: string;
  value: ReactNode;
  hint?: ReactNode;
  /** Where the number is defined: `paths.definitions("visit")`. */
  definitionTo?: string;
  /** A sparkline or badge beside the value. */
  aside?: ReactNode;
};

/** Several of them belong into a `StatList`. */
export function Stat({ label, value, hint, definitionTo, aside }: StatProps) {
  return (
    <div className="min-w-0">
      <dt className="flex items-center gap-1 text-sm text-ink-muted">
        {label}
        {definitionTo ? <DefinitionLink label={label} to={definitionTo} /> : null}
      </dt>
      <dd className="mt-0.5 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="text-2xl font-semibold text-ink tabular-nums">{value}</span>
        {aside}
      </dd>
      {hint ? <dd className="mt-0.5 text-xs text-ink-muted">{hint}</dd> : null}
    </div>
  );
}

export function StatList({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-6 gap-y-5 lg:grid-cols-4 print:grid-cols-4">{children}</dl>;
}

/** A card's title whose number or list is explained: the mark stays with the last word. */
export function DefinedTitle({ children, ...definition }: { children: string; label: string; to: string }) {
  // The last character is bound to the mark; before it the title may break as any other.
  const letters = Array.from(children);
  return (
    <>
      {letters.slice(0, -1).join("")}
      <span className="whitespace-nowrap">
        {letters.at(-1)}
        <span className="ml-1.5 inline-flex translate-y-0.5">
          <DefinitionLink {...definition} />
        </span>
      </span>
    </>
  );
}

/** "How is this counted?" beside any number's label. */
export function DefinitionLink({ label, to }: { label: string; to: string }) {
  const { t } = useTranslation("common");
  return (
    <Link
      to={to}
      aria-label={t("chart.howCountedFor", { label })}
      title={t("chart.howCounted")}
      className="-m-1 rounded-sm p-1 text-ink-faint hover:text-ink pointer-coarse:-m-3.5 pointer-coarse:p-3.5 print:hidden"
    >
      <CircleHelp aria-hidden className="size-3.5" />
    </Link>
  );
}

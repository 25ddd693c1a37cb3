import type { ReactNode } from "react";
import { classes } from "./classes";

export type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Without padding, for tables and lists that reach the edges. */
  flush?: boolean;
  id?: string;
  className?: string;
  children?: ReactNode;
};

export function Card({ title, description, actions, flush = false, id, className, children }: CardProps) {
  return (
    <section
      id={id}
      data-card
      className={classes("min-w-0 rounded-lg border border-line bg-surface shadow-sm", className)}
    >
      {title || actions ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
          <div className="min-w-0">
            {title ? <h2 className="text-base font-semibold text-ink">{title}</h2> : null}
            {description ? <p className="mt-0.5 text-sm text-ink-muted">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        </div>
      ) : null}
      <div className={flush ? "pt-3" : "px-4 py-4 sm:px-5"}>{children}</div>
    </section>
  );
}

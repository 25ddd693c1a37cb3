import type { ReactNode } from "react";
import { classes } from "./classes";

/** Scrolls sideways inside itself, by keyboard too. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={classes("relative overflow-x-auto overscroll-x-contain print:overflow-visible", className)}
    >
      {children}
    </section>
  );
}

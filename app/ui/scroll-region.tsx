import type { ReactNode } from "react";
import { classes } from "./classes";

/** Scrolls sideways inside itself, by keyboard too. Its edges fade where more lies beyond them (base.css). */
export function ScrollRegion({
  label,
  hasFixedStart = false,
  className,
  children,
}: {
  label: string;
  /** The first column stays, so that nothing fades at the start. */
  hasFixedStart?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      data-fades={hasFixedStart ? "end" : "both"}
      className={classes("relative overflow-x-auto overscroll-x-contain print:overflow-visible", className)}
    >
      {children}
    </section>
  );
}

import type { ComponentProps } from "react";

/** One look for every control of the toolbar: 44 px to the finger, less to the mouse. */
export const TOOL_CLASS =
  "inline-flex size-11 shrink-0 items-center justify-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-fine:size-9 [&>svg]:size-5 pointer-fine:[&>svg]:size-4";

export function ToolButton({ label, className = "", ...rest }: { label: string } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`${TOOL_CLASS} ${className}`}
      {...rest}
    />
  );
}

import { classes } from "./classes";

/** `value` is 0 to 1; null while the length is unknown. */
export function ProgressBar({
  value,
  label,
  valueText,
  className,
}: {
  value: number | null;
  label: string;
  /** What stands for the number when read out, such as "3.1 of 8 MB". */
  valueText?: string;
  className?: string;
}) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={valueText}
      className={classes("h-1.5 w-full overflow-hidden rounded-full bg-sunken", className)}
    >
      <div
        data-mark
        className={classes(
          "h-full rounded-full bg-accent transition-[width]",
          percent === null && "w-1/3 animate-breathe",
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}

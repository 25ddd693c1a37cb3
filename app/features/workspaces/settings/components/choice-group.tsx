import { CircleAlert } from "lucide-react";
import { useId } from "react";
import { useMessage } from "~/ui/message";

type Props = {
  label: string;
  /** Sent as `name[]`, once for each that is ticked. */
  name: string;
  /** One a line. */
  chosen: string | undefined;
  options: readonly { value: string; label: string }[];
  error?: string;
  hint?: string;
  /** In one row, for short labels. */
  isInline?: boolean;
};

/** Several of a short list. */
export function ChoiceGroup({ label, name, chosen, options, error, hint, isInline = false }: Props) {
  const id = useId();
  const message = useMessage(error);
  const ticked = new Set((chosen ?? "").split("\n"));
  const notes = [message && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <fieldset aria-describedby={notes || undefined} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium text-ink">{label}</legend>
      <div className={isInline ? "flex flex-wrap gap-x-5 gap-y-1" : "grid gap-x-5 gap-y-1 sm:grid-cols-2"}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-8 items-center gap-2 text-sm text-ink pointer-coarse:min-h-11"
          >
            <input
              type="checkbox"
              name={`${name}[]`}
              value={option.value}
              defaultChecked={ticked.has(option.value)}
              aria-invalid={message ? true : undefined}
              className="size-4 shrink-0 accent-accent pointer-coarse:size-5"
            />
            {option.label}
          </label>
        ))}
      </div>
      {message ? (
        <p id={`${id}-error`} className="flex gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{message}</span>
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-muted">
          {hint}
        </p>
      ) : null}
    </fieldset>
  );
}

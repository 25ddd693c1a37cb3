import { ChevronDown, CircleAlert } from "lucide-react";
import { type ComponentPropsWithoutRef, type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";
import { useMessage } from "./message";

/** What `Field` hands to the control it labels. */
export type FieldControl = {
  id: string;
  name: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
  "aria-required": true | undefined;
};

export type FieldProps = {
  label: ReactNode;
  name: string;
  /** A key of the "validation" texts, or a finished sentence. */
  error?: string | null;
  hint?: ReactNode;
  required?: boolean;
  className?: string;
};

export function Field({
  label,
  name,
  error,
  hint,
  required = false,
  className,
  children,
}: FieldProps & { children?: (control: FieldControl) => ReactNode }) {
  const { t } = useTranslation("common");
  const { ids, control } = useFieldControl({ name, error, hint, required });
  return (
    <div className={classes("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline gap-2">
        <label htmlFor={ids.control} className="text-sm font-medium text-ink">
          {label}
        </label>
        {required ? <span className="shrink-0 text-xs text-ink-faint">{t("form.required")}</span> : null}
      </div>
      {children?.(control)}
      <FieldNotes ids={ids} error={error} hint={hint} />
    </div>
  );
}

type InputProps = Omit<ComponentPropsWithoutRef<"input">, keyof FieldProps | "children">;
type TextAreaProps = Omit<ComponentPropsWithoutRef<"textarea">, keyof FieldProps | "children">;

/** One line of text, also `type="email" | "date" | "number" | …`. */
export function TextField({
  label,
  name,
  error,
  hint,
  required,
  className,
  ...input
}: FieldProps & InputProps) {
  return (
    <Field label={label} name={name} error={error} hint={hint} required={required} className={className}>
      {(control) => (
        <input
          type="text"
          {...input}
          {...control}
          className={classes(CONTROL_LOOK, input.type === "file" && FILE_LOOK)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  label,
  name,
  error,
  hint,
  required,
  className,
  ...input
}: FieldProps & TextAreaProps) {
  return (
    <Field label={label} name={name} error={error} hint={hint} required={required} className={className}>
      {(control) => (
        <textarea
          rows={4}
          {...input}
          {...control}
          className={classes(CONTROL_LOOK, "field-sizing-content min-h-24 max-h-96 resize-y")}
        />
      )}
    </Field>
  );
}

export type SelectOption = { value: string; label: string; disabled?: boolean };
type SelectProps = Omit<ComponentPropsWithoutRef<"select">, keyof FieldProps | "children" | "multiple">;

export function SelectField({
  label,
  name,
  error,
  hint,
  required,
  className,
  options,
  placeholder,
  ...select
}: FieldProps & SelectProps & { options: readonly SelectOption[]; placeholder?: string }) {
  return (
    <Field label={label} name={name} error={error} hint={hint} required={required} className={className}>
      {(control) => (
        <Select {...select} {...control}>
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The bare control, for where a label stands elsewhere; `className` is that of its frame. */
export function Select({ className, children, ...select }: ComponentPropsWithoutRef<"select">) {
  return (
    <div className={classes("relative min-w-0", className)}>
      <select {...select} className={classes(CONTROL_LOOK, "appearance-none pr-9")}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-muted"
      />
    </div>
  );
}

type CheckboxProps = Omit<
  ComponentPropsWithoutRef<"input">,
  keyof FieldProps | "children" | "defaultValue" | "type"
>;

/** Ticked when `defaultChecked`, or when `defaultValue` is the repeated value of a refused form ("on" or `value`). */
export function CheckboxField({
  label,
  name,
  error,
  hint,
  required,
  className,
  defaultChecked,
  defaultValue,
  ...input
}: FieldProps & CheckboxProps & { defaultValue?: string | boolean | null }) {
  const { ids, control } = useFieldControl({ name, error, hint, required });
  const isTicked =
    defaultChecked ?? (typeof defaultValue === "string" ? defaultValue !== "" : Boolean(defaultValue));
  return (
    <div className={classes("flex gap-2.5", className)}>
      <input
        type="checkbox"
        defaultChecked={input.checked === undefined ? isTicked : undefined}
        {...input}
        {...control}
        className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
      />
      <div className="flex min-w-0 flex-col gap-1">
        <label htmlFor={ids.control} className="text-sm text-ink">
          {label}
        </label>
        <FieldNotes ids={ids} error={error} hint={hint} />
      </div>
    </div>
  );
}

function useFieldControl({ name, error, hint, required }: Omit<FieldProps, "label">) {
  const id = useId();
  const ids = { control: id, error: `${id}-error`, hint: `${id}-hint` };
  const describedBy = classes(error && ids.error, hint !== undefined && hint !== null && ids.hint);
  const control: FieldControl = {
    id,
    name,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy || undefined,
    "aria-required": required || undefined,
  };
  return { ids, control };
}

function FieldNotes({
  ids,
  error,
  hint,
}: Pick<FieldProps, "error" | "hint"> & { ids: { error: string; hint: string } }) {
  const message = useMessage(error);
  return (
    <>
      {message ? (
        <p id={ids.error} className="flex gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{message}</span>
        </p>
      ) : null}
      {hint === undefined || hint === null ? null : (
        <p id={ids.hint} className="text-sm text-ink-muted">
          {hint}
        </p>
      )}
    </>
  );
}

/** Its button fills the start of the control. */
export const FILE_LOOK =
  "p-0! file:mr-3 file:min-h-9 file:border-0 file:border-r file:border-line file:bg-sunken file:px-3 file:text-sm " +
  "file:text-ink pointer-coarse:file:min-h-11";

// Below 16 px phones zoom into a focused control.
export const CONTROL_LOOK =
  "w-full min-w-0 rounded-md border border-line-control bg-surface px-3 py-1.5 text-base text-ink shadow-sm " +
  "transition-colors placeholder:text-ink-faint hover:not-focus:border-ink-faint aria-invalid:border-danger " +
  "aria-invalid:focus-visible:outline-danger disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken " +
  "disabled:text-ink-muted " +
  "[&[readonly]]:bg-sunken sm:text-sm min-h-9 pointer-coarse:min-h-11";

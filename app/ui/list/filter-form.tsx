import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { filterOf, type ListState } from "~/platform/lists/list-model";
import { CONTROL_LOOK, Select } from "../field";
import { FindFilter, type FoundOptions } from "./find-filter";

export type FilterOption = { value: string; label: string };

/** One filter as the panel and the chips show it. */
export type FilterField = {
  /** Of the address. */
  name: string;
  label: string;
} & (
  | { kind: "many" | "one"; options: readonly FilterOption[] }
  | { kind: "day" | "text"; show?: (value: string) => string }
  /** One of too many to list: `options` are those of the address. */
  | {
      kind: "find";
      options: readonly FilterOption[];
      placeholder: string;
      found: FoundOptions | null;
      toFind: (term: string) => string;
    }
);

/** What a value of the filter is called. */
export function labelOfValue(field: FilterField, value: string, gone: string): string {
  if (!("options" in field)) return field.show?.(value) ?? value;
  return field.options.find((option) => option.value === value)?.label ?? gone;
}

export function FilterForm({ fields, list }: { fields: readonly FilterField[]; list: ListState }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {fields.map((field) => (
        <FilterControl key={field.name} field={field} values={filterOf(list, field.name)} />
      ))}
    </div>
  );
}

function FilterControl({ field, values }: { field: FilterField; values: readonly string[] }) {
  switch (field.kind) {
    case "many":
      return field.options.length > 0 ? (
        <ManyOf name={field.name} label={field.label} options={field.options} values={values} />
      ) : null;
    case "one":
      return <OneOf name={field.name} label={field.label} options={field.options} values={values} />;
    case "find": {
      const { options, ...rest } = field;
      return <FindFilter {...rest} chosen={options.filter(({ value }) => values.includes(value))} />;
    }
    default:
      return (
        <Labelled label={field.label}>
          {(id) => (
            <input
              id={id}
              type={field.kind === "day" ? "date" : "text"}
              inputMode={field.kind === "day" ? undefined : "decimal"}
              name={field.name}
              defaultValue={values[0] ?? ""}
              className={CONTROL_LOOK}
            />
          )}
        </Labelled>
      );
  }
}

type Choice = { name: string; label: string; options: readonly FilterOption[]; values: readonly string[] };

function ManyOf({ name, label, options, values }: Choice) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-xs font-medium text-ink-muted">{label}</legend>
      <div className="flex max-h-44 flex-col gap-0.5 overflow-y-auto rounded-md border border-line p-1">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-7 items-center gap-2 rounded-sm px-1.5 text-sm text-ink hover:bg-sunken pointer-coarse:min-h-10"
          >
            <input
              type="checkbox"
              name={name}
              value={option.value}
              defaultChecked={values.includes(option.value)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 truncate">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function OneOf({ name, label, options, values }: Choice) {
  const { t } = useTranslation("lists");
  return (
    <Labelled label={label}>
      {(id) => (
        <Select id={id} name={name} defaultValue={values[0] ?? ""}>
          <option value="">{t("values.any")}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Labelled>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block text-xs font-medium text-ink-muted">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

import { Form, useNavigation, useSubmit } from "@remix-run/react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import {
  IMPORT_FIELDS,
  type ImportField,
  type ImportKind,
  type Mapping,
  ON_DUPLICATE,
  type OnDuplicate,
  REQUIRED_FIELDS,
} from "../fields/schema";
import { columnNames, repeatedHeadings } from "../utils";

type Props = {
  kind: ImportKind;
  columns: readonly string[];
  firstRow: readonly string[];
  mapping: Mapping;
  onDuplicate: OnDuplicate;
  /** Needed fields without a column, after a start was tried. */
  missing: readonly string[];
  isHeadless: boolean;
};

const FORM_ID = "import-mapping";

const HINTED = new Set<ImportField>(["owner", "account", "closeDate"]);

/** Which column becomes which field, and what happens to rows that exist already. Every choice renews the preview. */
export function MappingForm({ kind, columns, firstRow, mapping, onDuplicate, missing, isHeadless }: Props) {
  const { t } = useTranslation("imports");
  const submit = useSubmit();
  const names = columnNames(columns, (place) => t("mapping.column", { place }));
  const options = [
    { value: "", label: t("mapping.none") },
    ...names.map((label, index) => ({ value: String(index), label })),
  ];
  const look = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    data.set("intent", "map");
    submit(data, { method: "post", replace: true, preventScrollReset: true });
  };
  return (
    <Form id={FORM_ID} method="post" noValidate onChange={look} className="flex flex-col gap-6">
      <Card title={t("mapping.title")} description={t("mapping.body")}>
        <MappingNotes kind={kind} columns={columns} missing={missing} isHeadless={isHeadless} />
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {IMPORT_FIELDS[kind].map((field) => (
            <SelectField
              key={`${field} ${mapping[field] ?? ""}`}
              label={t(`fields.${field}`)}
              name={field}
              required={REQUIRED_FIELDS[kind].includes(field)}
              defaultValue={String(mapping[field] ?? "")}
              error={missing.includes(field) ? t("mapping.missingField") : null}
              options={options}
              hint={hintOf(field)}
            />
          ))}
        </div>
      </Card>
      <DuplicateChoice kind={kind} onDuplicate={onDuplicate} />
    </Form>
  );

  function hintOf(field: ImportField) {
    const index = mapping[field];
    const example = index === undefined ? "" : (firstRow[index] ?? "").slice(0, 60);
    if (example) return t("mapping.example", { text: example });
    return HINTED.has(field) && (field === "owner" || field === "account" || field === "closeDate")
      ? t(`hints.${field}`)
      : null;
  }
}

/** Stands below the preview, so that what would happen is seen before it is started. */
export function StartBar() {
  const { t } = useTranslation("imports");
  const { state } = useNavigation();
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        type="submit"
        form={FORM_ID}
        variant="primary"
        name="intent"
        value="start"
        pending={state === "submitting"}
      >
        {t("start")}
      </Button>
      <Button type="submit" form={FORM_ID} name="intent" value="map">
        {t("preview.refresh")}
      </Button>
    </div>
  );
}

function MappingNotes({
  kind,
  columns,
  missing,
  isHeadless,
}: Pick<Props, "kind" | "columns" | "missing" | "isHeadless">) {
  const { t } = useTranslation("imports");
  const repeated = repeatedHeadings(columns);
  const needed = REQUIRED_FIELDS[kind].filter((field) => missing.includes(field));
  const fields = needed.map((field) => t(`fields.${field}`)).join(", ");
  return (
    <div className="mb-4 flex flex-col gap-2 empty:hidden">
      <FormError message={needed.length > 0 ? t("mapping.missing", { fields }) : null} />
      {isHeadless ? <Note>{t("mapping.headless")}</Note> : null}
      {repeated.length > 0 ? <Note>{t("mapping.repeated", { names: repeated.join(", ") })}</Note> : null}
    </div>
  );
}

function Note({ children }: { children: string }) {
  return <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-ink">{children}</p>;
}

function DuplicateChoice({ kind, onDuplicate }: Pick<Props, "kind" | "onDuplicate">) {
  const { t } = useTranslation("imports");
  return (
    <Card title={t("duplicates.title")} description={t(`duplicates.${kind}`)}>
      <fieldset className="flex flex-col gap-1">
        <legend className="sr-only">{t("duplicates.title")}</legend>
        {ON_DUPLICATE.map((choice) => (
          <label
            key={choice}
            className="flex min-h-8 items-center gap-2.5 text-sm text-ink pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name="onDuplicate"
              value={choice}
              defaultChecked={choice === onDuplicate}
              className="size-4 shrink-0 accent-accent"
            />
            {choice === "create" && kind === "contacts"
              ? t("duplicates.createContacts")
              : t(`duplicates.${choice}`)}
          </label>
        ))}
      </fieldset>
    </Card>
  );
}

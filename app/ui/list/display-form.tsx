import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ListShape, ListState } from "~/platform/lists/list-model";
import { Select } from "../field";

/** Order and columns; also the way to sort where headings have no room. */
export function DisplayForm({
  shape,
  list,
  columnLabel,
}: {
  shape: ListShape;
  list: ListState;
  columnLabel: (key: string) => string;
}) {
  const { t } = useTranslation("lists");
  const id = useId();
  return (
    <>
      <div className="grid grid-cols-[2fr_1fr] gap-2">
        <div className="min-w-0">
          <label htmlFor={`${id}-sort`} className="mb-1.5 block text-xs font-medium text-ink-muted">
            {t("order")}
          </label>
          <Select id={`${id}-sort`} name="sort" defaultValue={list.sort}>
            {Object.keys(shape.sorts).map((key) => (
              <option key={key} value={key}>
                {columnLabel(key)}
              </option>
            ))}
          </Select>
        </div>
        <div className="min-w-0">
          <label htmlFor={`${id}-dir`} className="mb-1.5 block text-xs font-medium text-ink-muted">
            {t("direction")}
          </label>
          <Select id={`${id}-dir`} name="dir" defaultValue={list.dir}>
            <option value="asc">{t("ascending")}</option>
            <option value="desc">{t("descending")}</option>
          </Select>
        </div>
      </div>
      <fieldset className="mt-4">
        <legend className="mb-1.5 text-xs font-medium text-ink-muted">{t("shownColumns")}</legend>
        {/* Present also when no box is ticked. */}
        <input type="hidden" name="cols" value="" />
        <div className="flex flex-col gap-0.5">
          {shape.columns.slice(1).map((key) => (
            <label
              key={key}
              className="flex min-h-7 items-center gap-2 rounded-sm px-1.5 text-sm text-ink hover:bg-sunken pointer-coarse:min-h-10"
            >
              <input
                type="checkbox"
                name="cols"
                value={key}
                defaultChecked={list.columns.includes(key)}
                className="size-4 shrink-0 accent-accent"
              />
              {columnLabel(key)}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}

import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";

export type ChartTableProps = {
  title: string;
  headings: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly { key: string; cells: readonly string[] }[];
};

/** The same numbers for everybody who would rather read than look. */
export function ChartTable({ title, headings, rows }: ChartTableProps) {
  const { t } = useTranslation("common");
  return (
    <details className="group/table mt-3 text-sm print:hidden">
      <summary className="inline-flex list-none items-center gap-1 rounded-sm py-0.5 text-ink-muted hover:text-ink pointer-coarse:py-2.5">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/table:rotate-90" />
        {t("chart.asTable")}
      </summary>
      <div className="mt-2 max-h-80 overflow-auto rounded-md border border-line">
        <table className="w-full tabular-nums">
          <caption className="sr-only">{title}</caption>
          <thead className="sticky top-0 bg-sunken">
            <tr>
              {headings.map((heading, at) => (
                <th
                  key={heading}
                  scope="col"
                  className={at === 0 ? HEADING : `${HEADING} text-end whitespace-nowrap`}
                >
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [name, ...values] }) => (
              <tr key={key} className="border-t border-line first:border-t-0">
                <th scope="row" className="px-3 py-1 text-start font-normal text-ink wrap-anywhere">
                  {name}
                </th>
                {values.map((value, at) => (
                  <td key={headings[at + 1]} className="px-3 py-1 text-end whitespace-nowrap text-ink">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const HEADING = "px-3 py-1.5 text-start text-xs font-medium text-ink-muted";

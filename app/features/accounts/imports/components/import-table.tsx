import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge, type BadgeTone } from "~/ui/badge";
import { useLocale } from "~/ui/locale";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { ImportKind } from "../fields/schema";

const TONES = {
  mapping: "neutral",
  running: "accent",
  paused: "warning",
  done: "positive",
  failed: "danger",
  cancelled: "neutral",
} as const satisfies Record<string, BadgeTone>;

type Row = {
  id: string;
  kind: ImportKind;
  fileName: string;
  state: keyof typeof TONES;
  doneRows: number;
  totalRows: number | null;
  createdAt: Date | string;
  memberName: string;
};

export function ImportTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation("imports");
  const { language } = useLocale();
  return (
    <Table caption={t("title")} isStacked>
      <thead>
        <Tr>
          <Th>{t("list.file")}</Th>
          <Th>{t("list.kind")}</Th>
          <Th>{t("list.state")}</Th>
          <Th align="end">{t("list.rows")}</Th>
          <Th>{t("list.by")}</Th>
          <Th>{t("list.at")}</Th>
        </Tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td heading className="max-w-72 truncate">
              <Link to={paths.import(row.id)} prefetch="intent" className="hover:text-accent hover:underline">
                {row.fileName}
              </Link>
            </Td>
            <Td>{t(`kinds.${row.kind}`)}</Td>
            <Td>
              <Badge tone={TONES[row.state]}>{t(`states.${row.state}`)}</Badge>
            </Td>
            <Td align="end" className="whitespace-nowrap" label={t("list.rows")}>
              {formatNumber(row.doneRows, language)}
              {row.totalRows === null ? "" : ` / ${formatNumber(row.totalRows, language)}`}
            </Td>
            <Td className="whitespace-nowrap">{row.memberName}</Td>
            <Td className="whitespace-nowrap text-ink-muted">
              <RelativeTime date={row.createdAt} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import { Table, Td, Th, Tr } from "~/ui/table";
import { useReason } from "../hooks/use-reason";
import type { Judgement } from "../rows/schema";
import { columnNames } from "../utils";

const TONES = {
  created: "positive",
  updated: "accent",
  skipped: "neutral",
  refused: "warning",
} as const satisfies Record<Judgement["outcome"], BadgeTone>;
const SHOWN_CHARS = 80;

type Props = { judgements: readonly Judgement[]; columns: readonly string[]; total: number };

/** The first rows as they were read, and what would become of each. */
export function PreviewTable({ judgements, columns, total }: Props) {
  const { t } = useTranslation("imports");
  const { language } = useLocale();
  const names = columnNames(columns, (place) => t("mapping.column", { place }));
  return (
    <Card
      title={t("preview.title")}
      description={t("preview.body", { total: formatNumber(total, language) })}
      flush
    >
      <Table caption={t("preview.title")}>
        <thead>
          <Tr>
            <Th align="end">{t("preview.row")}</Th>
            <Th>{t("preview.fate")}</Th>
            {names.map((name) => (
              <Th key={name}>{name}</Th>
            ))}
          </Tr>
        </thead>
        <tbody>
          {judgements.map((judgement) => (
            <Tr key={judgement.row.number}>
              <Td align="end" className="text-ink-muted">
                {judgement.row.number}
              </Td>
              <Td className="min-w-56">
                <Fate judgement={judgement} />
              </Td>
              {names.map((name, index) => (
                <Td key={name} className="max-w-64 truncate whitespace-nowrap">
                  {(judgement.row.cells[index] ?? "").slice(0, SHOWN_CHARS)}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Fate({ judgement }: { judgement: Judgement }) {
  const { t } = useTranslation("imports");
  const reasonOf = useReason();
  const { outcome } = judgement;
  return (
    <>
      <Badge tone={TONES[outcome]}>{t(`outcomes.${outcome}`)}</Badge>
      {outcome === "refused" ? (
        <span className="mt-0.5 block text-xs text-ink-muted">{reasonOf(judgement)}</span>
      ) : null}
      {outcome !== "refused" && judgement.newAccount ? (
        <span className="mt-0.5 block text-xs text-ink-muted">
          {t("preview.newAccount", { name: judgement.newAccount })}
        </span>
      ) : null}
    </>
  );
}

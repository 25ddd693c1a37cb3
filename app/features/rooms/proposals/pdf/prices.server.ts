import { formatMoney, formatNumber, formatRate } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import type { BlockTexts } from "../blocks/context";
import { type LineTotal, type Pricing, totalsOf } from "../pricing/utils";
import { type Box, drawTable, type PaperCell, type Pdf } from "./paper.server";

type Drawing = { pdf: Pdf; t: BlockTexts; language: Language };

const SHARES = [3.6, 1.6, 2, 1, 2];
const SUM_SHARES = [8.2, 2];

/** The lines and sums as this reader has chosen them, by the same arithmetic as on the page. */
export function drawPrices(
  { pdf, t, language }: Drawing,
  box: Box,
  pricing: Pricing,
  chosen: readonly string[] | null,
): void {
  const totals = totalsOf(pricing, chosen);
  const money = (minor: number) => formatMoney(minor, pricing.currency, language);
  const number = (text: string, isHead = false): PaperCell => ({ text, isHead, align: "right" });
  const head = [
    { text: t("pricing.item"), isHead: true },
    number(t("pricing.quantity"), true),
    number(t("pricing.unitPrice"), true),
    number(t("pricing.taxRate"), true),
    number(t("pricing.amount"), true),
  ];
  const nameOf = ({ line, isOn }: LineTotal) =>
    [
      line.name,
      line.optional ? `(${t(isOn ? "pricing.optionOn" : "pricing.optionOff")})` : "",
      line.description,
    ]
      .filter(Boolean)
      .join("\n");
  const discountOf = ({ line }: LineTotal) => {
    if (line.discountKind === "none" || line.discount === 0) return "";
    const off = line.discountKind === "percent" ? formatRate(line.discount, language) : money(line.discount);
    return `\n${t("pricing.discountOff", { off })}`;
  };
  const rows = totals.lines.map((total) => [
    { text: nameOf(total), isHead: false },
    number(formatNumber(total.line.quantityMilli / 1_000, language)),
    number(money(total.line.unitMinor) + discountOf(total)),
    number(formatRate(total.line.taxRate, language)),
    number(total.isOn ? money(total.netMinor) : "–"),
  ]);
  const sum = (label: string, minor: number, isHead = false) => [
    { text: label, isHead },
    number(money(minor), isHead),
  ];
  drawTable(pdf, [head, ...rows], box, SHARES);
  pdf.moveUp(0.8);
  const taxes = totals.rates.map(({ taxRate, baseMinor, taxMinor }) =>
    sum(t("pricing.taxOf", { rate: formatRate(taxRate, language), base: money(baseMinor) }), taxMinor),
  );
  const sums = [
    sum(t("pricing.subtotal"), totals.netMinor),
    ...taxes,
    sum(t("pricing.total"), totals.totalMinor, true),
  ];
  drawTable(pdf, sums, box, SUM_SHARES);
}

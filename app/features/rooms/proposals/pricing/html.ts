import { formatMoney, formatNumber, formatRate } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import type { BlockContext } from "../blocks/context";
import { attribute, escapeHtml } from "../blocks/escape";
import { type LineTotal, type Pricing, type PricingTotals, totalsOf } from "./utils";

/**
 * The table with its sums. Where the reader may choose, it is a form: it works by its button, and a script may send it
 * at each switch.
 */
export function pricingHtml(pricing: Pricing | null, blockId: string, context: BlockContext): string {
  const { t, parts, place } = context;
  if (!pricing || pricing.lines.length === 0)
    return `<p class="card-note">${escapeHtml(t("pricing.empty"))}</p>`;
  const totals = totalsOf(pricing, parts.choices.get(blockId) ?? null);
  const hasOptions = pricing.lines.some((line) => line.optional);
  const isForm = hasOptions && parts.canChoose && place?.side === "buyer";
  const note = hasOptions ? `<p class="pricing-note">${escapeHtml(t("pricing.optionalNote"))}</p>` : "";
  const table = tableHtml(pricing, totals, { ...context, canSwitch: isForm });
  if (!isForm || !place) return `<div class="pricing">${note}${table}</div>`;
  const action = paths.buyerPricing(place.roomId, place.pageId);
  return (
    `<form class="pricing" method="post" action="${escapeHtml(action)}" data-pricing="${escapeHtml(blockId)}">` +
    `<input type="hidden" name="blockId" value="${escapeHtml(blockId)}">${note}${table}` +
    `<p class="pricing-submit"><button type="submit">${escapeHtml(t("pricing.update"))}</button></p></form>`
  );
}

type Drawing = BlockContext & { canSwitch: boolean };

function tableHtml(pricing: Pricing, totals: PricingTotals, drawing: Drawing): string {
  const { t } = drawing;
  const heads = [
    t("pricing.item"),
    t("pricing.quantity"),
    t("pricing.unitPrice"),
    t("pricing.taxRate"),
    t("pricing.amount"),
  ];
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join("");
  const rows = totals.lines.map((total) => lineHtml(total, pricing, drawing)).join("");
  return (
    `<div class="table-scroll" tabindex="0" role="group"${attribute("aria-label", t("pricing.table"))}>` +
    `<table class="pricing-table"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody>` +
    `<tfoot>${sumsHtml(pricing, totals, drawing)}</tfoot></table></div>`
  );
}

function lineHtml({ line, isOn, netMinor }: LineTotal, pricing: Pricing, drawing: Drawing): string {
  const { t, language } = drawing;
  const money = (minor: number) => escapeHtml(formatMoney(minor, pricing.currency, language));
  const unit = money(line.unitMinor) + discountHtml(line, pricing, drawing);
  const cells = [
    [t("pricing.quantity"), escapeHtml(formatNumber(line.quantityMilli / 1_000, language))],
    [t("pricing.unitPrice"), unit],
    [t("pricing.taxRate"), escapeHtml(formatRate(line.taxRate, language))],
    [t("pricing.amount"), isOn ? money(netMinor) : `<s>${money(netMinor)}</s>`],
  ];
  const numbers = cells.map(
    ([label = "", html]) => `<td data-label="${escapeHtml(label)}"><span>${html}</span></td>`,
  );
  return `<tr${attribute("data-off", !isOn || null)}><th scope="row">${nameHtml({ line, isOn }, drawing)}</th>${numbers.join("")}</tr>`;
}

function nameHtml({ line, isOn }: Pick<LineTotal, "line" | "isOn">, { t, canSwitch }: Drawing): string {
  const description = line.description ? `<small>${escapeHtml(line.description)}</small>` : "";
  const name = `<span>${escapeHtml(line.name)}</span>`;
  if (!line.optional) return name + description;
  const mark = `<em class="pricing-optional">${escapeHtml(t(isOn ? "pricing.optionOn" : "pricing.optionOff"))}</em>`;
  const field = `<input type="checkbox" name="line[]" value="${escapeHtml(line.id)}"${attribute("checked", isOn)}>`;
  return canSwitch
    ? `<label class="pricing-switch">${field}${name}</label>${mark}${description}`
    : `${name}${mark}${description}`;
}

function discountHtml(line: LineTotal["line"], { currency }: Pricing, { t, language }: Drawing): string {
  if (line.discountKind === "none" || line.discount === 0) return "";
  const off =
    line.discountKind === "percent"
      ? formatRate(line.discount, language)
      : formatMoney(line.discount, currency, language);
  return `<small>${escapeHtml(t("pricing.discountOff", { off }))}</small>`;
}

function sumsHtml(pricing: Pricing, totals: PricingTotals, { t, language }: Drawing): string {
  const money = (minor: number) => formatMoney(minor, pricing.currency, language);
  const row = (label: string, minor: number, kind: string) =>
    `<tr data-sum="${kind}"><th scope="row" colspan="4">${escapeHtml(label)}</th><td>${escapeHtml(money(minor))}</td></tr>`;
  const rates = totals.rates.map(({ taxRate, baseMinor, taxMinor }) =>
    row(t("pricing.taxOf", { rate: formatRate(taxRate, language), base: money(baseMinor) }), taxMinor, "tax"),
  );
  return (
    row(t("pricing.subtotal"), totals.netMinor, "net") +
    rates.join("") +
    row(t("pricing.total"), totals.totalMinor, "total")
  );
}

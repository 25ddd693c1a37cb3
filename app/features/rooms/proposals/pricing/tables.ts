import { isPricing, type Pricing, totalsOf } from "./utils";

type Table = { blockId: string; pricing: Pricing };

/** The price tables of a document, in their order. */
export function tablesIn(body: unknown): Table[] {
  const content = isObject(body) && Array.isArray(body.content) ? body.content : [];
  return content.flatMap((block: unknown): Table[] => {
    if (!isObject(block) || block.type !== "pricing" || !isObject(block.attrs)) return [];
    const { blockId, pricing } = block.attrs;
    return typeof blockId === "string" && isPricing(pricing) ? [{ blockId, pricing }] : [];
  });
}

export function pricingOf(body: unknown, blockId: string): Pricing | undefined {
  return tablesIn(body).find((table) => table.blockId === blockId)?.pricing;
}

export type TableTotals = {
  blockId: string;
  currency: string;
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
  /** Ids of the optional lines that count. */
  chosen: string[];
};

/** The sums of every table as this reader has it: what an acceptance is about. */
export function sumsIn(body: unknown, choices: ReadonlyMap<string, readonly string[]>): TableTotals[] {
  return tablesIn(body).map(({ blockId, pricing }) => {
    const { lines, netMinor, taxMinor, totalMinor } = totalsOf(pricing, choices.get(blockId) ?? null);
    const chosen = lines.filter(({ line, isOn }) => line.optional && isOn).map(({ line }) => line.id);
    return { blockId, currency: pricing.currency, netMinor, taxMinor, totalMinor, chosen };
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

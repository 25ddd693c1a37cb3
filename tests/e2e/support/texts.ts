import { seller as en } from "~/locales/en/seller";
import { seller as ja } from "~/locales/ja/seller";

/** What the screens say, by language. Tests never repeat it. */
export const TEXTS = { ja, en } as const;

export type Language = keyof typeof TEXTS;
export type Texts = (typeof TEXTS)[Language];

/** A text with its placeholders filled in. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Finds a text whatever number stands in it. */
export function withAnyNumber(text: string): RegExp {
  const parts = text.split(/\{\{\w+\}\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join("[\\d,]+"));
}

import type { ParseKeys } from "i18next";
import type { seller } from "~/locales/en/seller";
import { isLanguage, type Language } from "./i18n/language";
import { textOf } from "./i18n/texts";

export const PRODUCT_NAME = "Engawa";
const SEPARATOR = " · ";

export type TitleKey = ParseKeys<(keyof typeof seller)[]>;
type Match = { readonly id: string; readonly data?: unknown };
/** What the framework hands to `meta`. */
export type TitledPage = { readonly matches: readonly Match[]; readonly error?: unknown };

/**
 * For `meta`: what the page is, whom or what it is about, the workspace, the product. A page about one thing that needs
 * no word for itself gives null as its key: `pageTitle(page, null, data?.room.name)`.
 */
export function pageTitle(
  page: TitledPage,
  key: TitleKey | readonly TitleKey[] | null,
  subject?: string | null,
): { title: string }[] {
  if (page.error) return errorTitle(page);
  return titleOf([...keysOf(key).map((one) => textOf(languageOf(page), one)), subject, workspaceOf(page)]);
}

const KNOWN = ["400", "403", "404", "409", "410", "413", "429", "503"] as const;
export type ErrorKey = (typeof KNOWN)[number] | "500" | "offline";

/** Which of the error texts speaks for a status. What the form of a screen never sends is 422 and has no field to stand at. */
export function errorKeyOf(status: number): ErrorKey {
  return status === 422 ? "400" : (KNOWN.find((known) => known === String(status)) ?? "500");
}

/** For `meta` of routes with an error boundary: the pages below name themselves, an error is named here. */
export function errorTitle(page: TitledPage): { title: string }[] {
  if (!page.error) return [{ title: PRODUCT_NAME }];
  const name = textOf(languageOf(page), `common:error.title.${errorKeyOf(statusOf(page.error))}`);
  return titleOf([name, workspaceOf(page)]);
}

function keysOf(key: TitleKey | readonly TitleKey[] | null): readonly TitleKey[] {
  if (key === null) return [];
  return typeof key === "string" ? [key] : key;
}

function titleOf(parts: readonly (string | null | undefined)[]): { title: string }[] {
  return [{ title: [...parts, PRODUCT_NAME].filter(Boolean).join(SEPARATOR) }];
}

function languageOf({ matches }: TitledPage): Language {
  const language = field(matches.find(({ id }) => id === "root")?.data, "language");
  return isLanguage(language) ? language : "en";
}

function workspaceOf({ matches }: TitledPage): string | null {
  for (const { data } of matches) {
    const name = field(field(data, "workspace"), "name");
    if (typeof name === "string") return name;
  }
  return null;
}

function statusOf(error: unknown): number {
  const status = field(error, "status");
  return typeof status === "number" ? status : 500;
}

function field(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null ? Reflect.get(data, name) : undefined;
}

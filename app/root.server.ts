import type { EntryContext } from "@remix-run/server-runtime";
import { findMember, type Member } from "~/features/auth/guard.server";
import { readCookie } from "~/platform/http/cookies.server";
import { isLanguage, type Language, languageOf } from "~/platform/i18n/language";

export const LANGUAGE_COOKIE = "engawa_language";
export const THEME_COOKIE = "engawa_theme";
export const THEMES = ["light", "dark", "system"] as const;

export type Frame = {
  language: Language;
  timeZone: string;
  side: "buyer" | "seller";
  /** Null follows the system. */
  theme: "light" | "dark" | null;
  /** Shows a refusal at the address of what is no page: the browser's router would look for another one there. */
  isStill: boolean;
};

/** What every page's frame needs. Buyer pages never look at the member's session here, so that nothing of it can leak. */
export async function frameOf(request: Request, isStill = false): Promise<Frame> {
  const side = /^\/(r|room)(\/|$)/.test(new URL(request.url).pathname) ? "buyer" : "seller";
  const member = side === "seller" ? await memberOrNobody(request) : null;
  return {
    language: chooseLanguage(request, member),
    timeZone: member?.user.timeZone ?? member?.workspace.timeZone ?? "Asia/Tokyo",
    side,
    theme: side === "seller" ? themeOf(request) : null,
    isStill,
  };
}

/** A frame stands also while the database doesn't: the page in it says what is wrong, in its reader's language. */
function memberOrNobody(request: Request): Promise<Member | null> {
  return findMember(request).catch(() => null);
}

function themeOf(request: Request): "light" | "dark" | null {
  const theme = readCookie(request, THEME_COOKIE);
  return theme === "light" || theme === "dark" ? theme : null;
}

/** Profile, else the choice in the footer, else the browser. */
export function chooseLanguage(request: Request, member: Member | null): Language {
  if (member?.user.language) return member.user.language;
  const chosen = readCookie(request, LANGUAGE_COOKIE);
  return isLanguage(chosen) ? chosen : languageOf(request.headers.get("accept-language"));
}

/** The language the root loader chose, for rendering; an error page before it speaks English. */
export function languageOfPage(context: EntryContext): Language {
  const data = context.staticHandlerContext.loaderData?.root;
  const language = typeof data === "object" && data !== null && "language" in data ? data.language : null;
  return isLanguage(language) ? language : "en";
}

import { foldText } from "~/platform/text";

export const MAX_NAME_CHARS = 120;

/** Typed by hand, a name may differ in width, case, spaces and kana, and in nothing else. */
export function isSignatureOf(signature: string, name: string): boolean {
  const [typed, meant] = [bare(signature), bare(name)];
  return typed !== "" && typed === meant;
}

function bare(text: string): string {
  return foldText(text).replace(/[\s.,・･]/gu, "");
}

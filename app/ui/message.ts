import { useTranslation } from "react-i18next";

/** A form reply carries keys of the "validation" texts; a sentence that is none of them is shown as it is. */
export function useMessage(keyOrSentence: string | null | undefined): string | null {
  const { t, i18n } = useTranslation("validation");
  if (!keyOrSentence) return null;
  return i18n.exists(keyOrSentence, { ns: "validation" }) ? t(keyOrSentence) : keyOrSentence;
}

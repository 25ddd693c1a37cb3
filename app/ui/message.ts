import { useTranslation } from "react-i18next";

/** A form reply carries keys of the "validation" texts; a sentence that is none of them is shown as it is. */
export function useMessage(keyOrSentence: string | null | undefined): string | null {
  const { t } = useTranslation("validation");
  return keyOrSentence ? t(keyOrSentence, { defaultValue: keyOrSentence }) : null;
}

import { useTranslation } from "react-i18next";

/**
 * A form reply carries keys of the "validation" texts ("required"), or of others by name ("sharing:gate.wrong");
 * a sentence that is no key is shown as it is.
 */
export function useMessage(keyOrSentence: string | null | undefined): string | null {
  const { i18n } = useTranslation("validation");
  if (!keyOrSentence) return null;
  const [, namespace = "validation", key = ""] = /^(?:([\w-]+):)?(.*)$/s.exec(keyOrSentence) ?? [];
  const text: unknown = i18n.getResource(i18n.language, namespace, key);
  return typeof text === "string" ? text : keyOrSentence;
}

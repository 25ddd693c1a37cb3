import { design as en } from "~/locales/en/design";
import { design as ja } from "~/locales/ja/design";
import { useLocale } from "~/ui/locale";

export function useDesignTexts() {
  return useLocale().language === "ja" ? ja : en;
}

import { useTranslation } from "react-i18next";
import { reasonText } from "../utils";

/** Why a row was refused, as a sentence. */
export function useReason(): (refusal: { field: string; reason: string }) => string {
  const { t } = useTranslation("imports");
  return (refusal) => reasonText(t, refusal);
}

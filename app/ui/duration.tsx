import { formatDuration } from "~/platform/i18n/format";
import { useLocale } from "./locale";

/** Active time and other spans, in words: "3 min 12 s". */
export function Duration({ ms }: { ms: number }) {
  const { language } = useLocale();
  return <span className="whitespace-nowrap tabular-nums">{formatDuration(ms, language)}</span>;
}

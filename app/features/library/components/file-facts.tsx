import { useTranslation } from "react-i18next";
import { formatBytes, formatNumber } from "~/platform/i18n/format";
import { useLocale } from "~/ui/locale";
import type { ListedDocument } from "./document-table";

/** Which version is the newest, and what is known of its file. */
export function FileFacts({ file }: { file: NonNullable<ListedDocument["newest"]> }) {
  const { t } = useTranslation("library");
  const { language } = useLocale();
  const facts = [
    t("version", { number: formatNumber(file.number, language) }),
    file.pageCount ? t("pageCount", { count: file.pageCount }) : null,
    formatBytes(file.sizeBytes, language),
  ];
  return <p className="mt-2 text-sm text-ink-muted">{facts.filter(Boolean).join(" · ")}</p>;
}

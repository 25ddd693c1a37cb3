import { useTranslation } from "react-i18next";
import { PageKindIcon } from "~/ui/page-kind-icon";
import type { PagePreview } from "../schema";

/** The pages of a template with what they hold, in a few lines each. */
export function TemplatePreview({ pages }: { pages: readonly PagePreview[] }) {
  const { t } = useTranslation("templates");
  if (pages.length === 0) return <p className="text-sm text-ink-muted">{t("noPages")}</p>;
  return (
    <ol className="flex flex-col gap-3">
      {pages.map((page) => (
        <li key={`${page.kind} ${page.title}`} className="min-w-0">
          <p className="flex items-center gap-2 text-sm font-medium text-ink [&>svg]:size-4 [&>svg]:shrink-0">
            <PageKindIcon kind={page.kind} />
            <span className="min-w-0 break-words">{page.title}</span>
            <span className="shrink-0 text-xs font-normal text-ink-muted">{t(`kinds.${page.kind}`)}</span>
          </p>
          {page.lines.length > 0 ? (
            <p className="mt-1 whitespace-pre-line pl-6 text-sm text-ink-muted">{page.lines.join("\n")}</p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatBytes, formatNumber } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { useLocale } from "~/ui/locale";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { LibraryRow } from "../schema";
import { DocumentMenu } from "./document-menu";
import { DocumentState } from "./document-state";

export type ListedDocument = LibraryRow & { canEdit: boolean; canRetry: boolean; isStuck: boolean };

export function DocumentTable({ documents }: { documents: readonly ListedDocument[] }) {
  const { t } = useTranslation("library");
  return (
    <Table caption={t("list.caption")}>
      <thead>
        <Tr>
          <Th>{t("column.title")}</Th>
          <Th className="max-sm:hidden">{t("column.state")}</Th>
          <Th align="end" className="max-sm:hidden">
            {t("column.pages")}
          </Th>
          <Th align="end" className="max-lg:hidden">
            {t("column.size")}
          </Th>
          <Th className="max-lg:hidden">{t("column.uploader")}</Th>
          <Th className="max-md:hidden">{t("column.changed")}</Th>
          <Th align="end">
            <span className="sr-only">{t("column.actions")}</span>
          </Th>
        </Tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} />
        ))}
      </tbody>
    </Table>
  );
}

function DocumentRow({ document }: { document: ListedDocument }) {
  const { t } = useTranslation("library");
  const { language } = useLocale();
  const { newest, shown } = document;
  const measured = shown ?? newest;
  return (
    <Tr>
      <Td heading className="sm:min-w-72">
        <div className="flex items-center gap-3 text-start">
          <Thumbnail versionId={shown?.id ?? null} />
          <div className="min-w-0">
            <Link
              to={paths.document(document.id)}
              prefetch="intent"
              className="line-clamp-2 wrap-anywhere hover:text-accent hover:underline"
            >
              {document.title}
            </Link>
            {newest ? (
              <p className="text-xs font-normal text-ink-muted">
                {t("version", { number: formatNumber(newest.number, language) })}
              </p>
            ) : null}
          </div>
        </div>
        {/* On a phone these columns would lie beyond the edge. */}
        <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-start text-xs font-normal text-ink-muted sm:hidden">
          <DocumentState document={document} />
          {measured ? (
            <span className="whitespace-nowrap">{formatBytes(measured.sizeBytes, language)}</span>
          ) : null}
          <RelativeTime date={document.updatedAt} />
        </div>
      </Td>
      <Td className="min-w-52 max-sm:hidden">
        <DocumentState document={document} />
      </Td>
      <Td align="end" className="max-sm:hidden">
        {measured?.pageCount ? formatNumber(measured.pageCount, language) : null}
      </Td>
      <Td align="end" className="whitespace-nowrap max-lg:hidden">
        {measured ? formatBytes(measured.sizeBytes, language) : null}
      </Td>
      <Td className="whitespace-nowrap max-lg:hidden">{document.uploaderName}</Td>
      <Td className="whitespace-nowrap max-md:hidden">
        <RelativeTime date={document.updatedAt} />
      </Td>
      <Td align="end">
        <DocumentMenu document={document} />
      </Td>
    </Tr>
  );
}

/** The title stands beside it, so the picture says nothing more. */
function Thumbnail({ versionId }: { versionId: string | null }) {
  const frame = "h-12 w-10 shrink-0 rounded-sm border border-line bg-sunken object-contain";
  if (!versionId) return <span aria-hidden className={frame} />;
  return <img src={paths.fileThumb(versionId)} alt="" loading="lazy" decoding="async" className={frame} />;
}

import { Form } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { PagesReply } from "../schema";
import type { PageFace } from "../utils";
import { PageRow } from "./page-row";

export type PageListProps = {
  pages: readonly PageFace[];
  archived: readonly PageFace[];
  documents: readonly { id: string; title: string }[];
  canEdit: boolean;
  reply?: PagesReply;
};

/** The pages in the order buyers see. Each change is a form, so it works by keyboard and without any script. */
export function PageList({ pages, archived, documents, canEdit, reply }: PageListProps) {
  const { t } = useTranslation("rooms");
  const list = useRef<HTMLOListElement>(null);
  useFocusAfterMove(list, reply);
  if (pages.length === 0) {
    return (
      <>
        <Outcome pages={pages} archived={archived} canEdit={canEdit} reply={reply} />
        <EmptyState
          title={t("pages.emptyTitle")}
          body={canEdit ? t("pages.emptyBody") : t("pages.emptyForReaders")}
        />
      </>
    );
  }
  return (
    <>
      <Outcome pages={pages} archived={archived} canEdit={canEdit} reply={reply} />
      <ol ref={list} className="divide-y divide-line">
        {pages.map((page, place) => (
          <PageRow
            key={page.id}
            page={page}
            previousId={pages[place - 1]?.id ?? null}
            hasNext={place < pages.length - 1}
            afterNextId={pages[place + 2]?.id ?? null}
            documents={documents}
            canEdit={canEdit}
            reply={reply?.pageId === page.id ? reply : undefined}
          />
        ))}
      </ol>
    </>
  );
}

/** Says what the last change came to; a removed page can be taken back at once. */
function Outcome({ pages, archived, canEdit, reply }: Omit<PageListProps, "documents">) {
  const { t } = useTranslation("rooms");
  const place = pages.findIndex((page) => page.id === reply?.pageId);
  const page = pages[place] ?? archived.find(({ id }) => id === reply?.pageId);
  const title = page?.title ?? "";
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-2 text-sm text-ink-muted empty:hidden sm:px-5"
    >
      {reply?.done === "moved" ? t("pages.moved", { title, place: place + 1, count: pages.length }) : null}
      {reply?.done === "renamed" ? t("pages.renamed") : null}
      {reply?.done === "replaced" ? t("pages.replaced") : null}
      {reply?.done === "restored" ? t("pages.restored", { title }) : null}
      {reply?.done === "archived" && page?.isArchived ? (
        <>
          {t("pages.removed", { title })}
          {canEdit ? <RestoreForm pageId={page.id} label={t("pages.undo")} /> : null}
        </>
      ) : null}
    </div>
  );
}

export function ArchivedPages({ pages, canEdit }: { pages: readonly PageFace[]; canEdit: boolean }) {
  const { t } = useTranslation("rooms");
  if (pages.length === 0) return null;
  return (
    <details className="border-t border-line px-4 py-3 text-sm sm:px-5">
      <summary className="text-ink-muted">
        {t("pages.archived")} ({pages.length})
      </summary>
      <ul className="mt-2 flex flex-col gap-2">
        {pages.map((page) => (
          <li key={page.id} className="flex flex-wrap items-center justify-between gap-2">
            <span className="min-w-0 text-ink">{page.title}</span>
            {canEdit ? <RestoreForm pageId={page.id} label={t("pages.restore")} /> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

function RestoreForm({ pageId, label }: { pageId: string; label: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="restore" />
      <input type="hidden" name="pageId" value={pageId} />
      <Button type="submit" size="sm">
        {label}
      </Button>
    </Form>
  );
}

/** A moved row is put elsewhere in the document, which loses the focus of the button that moved it. */
function useFocusAfterMove(list: RefObject<HTMLOListElement>, reply: PagesReply | undefined) {
  useEffect(() => {
    if (reply?.done !== "moved" || !reply.pageId) return;
    const row = list.current?.querySelector(`[data-page="${reply.pageId}"]`);
    const pressed = row?.querySelector<HTMLElement>(
      `[data-direction="${reply.values.direction}"]:not(:disabled)`,
    );
    const other = row?.querySelector<HTMLElement>("[data-direction]:not(:disabled)");
    (pressed ?? other)?.focus();
  }, [list, reply]);
}

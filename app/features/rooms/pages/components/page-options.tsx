import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { SelectField, TextField } from "~/ui/field";
import type { PagesReply } from "../schema";
import type { PageFace } from "../utils";

type Props = {
  page: PageFace;
  documents: readonly { id: string; title: string }[];
  reply?: PagesReply;
};

/** Rename, show another document, remove: folded away until wanted, open after a refusal. */
export function PageOptions({ page, documents, reply }: Props) {
  const { t } = useTranslation("rooms");
  const hasTrouble = Object.keys(reply?.errors ?? {}).length > 0 || Boolean(reply?.staleTitle);
  const others = documents.filter(({ id }) => id !== page.documentId);
  return (
    <details open={hasTrouble || undefined} className="mt-1 text-sm">
      <summary
        aria-label={t("pages.optionsFor", { title: page.title })}
        className="w-fit text-ink-muted hover:text-ink"
      >
        {t("pages.options")}
      </summary>
      <div className="mt-3 flex max-w-form flex-col gap-4 pb-2">
        <RenameForm key={page.title} page={page} reply={reply} />
        {page.kind === "document" && others.length > 0 ? (
          <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
            <Target intent="replace" pageId={page.id} />
            <SelectField
              label={t("pages.replaceLabel")}
              name="documentId"
              className="min-w-0 flex-1 basis-56"
              error={reply?.values.intent === "replace" && reply.errors.documentId ? "required" : null}
              placeholder={t("pages.chooseDocument")}
              options={others.map(({ id, title }) => ({ value: id, label: title }))}
            />
            <Button type="submit">{t("pages.replace")}</Button>
          </Form>
        ) : null}
        <Form method="post" preventScrollReset>
          <Target intent="archive" pageId={page.id} />
          <Button type="submit">{t("pages.remove")}</Button>
        </Form>
      </div>
    </details>
  );
}

function RenameForm({ page, reply }: Pick<Props, "page" | "reply">) {
  const { t } = useTranslation("rooms");
  const isMine = reply?.values.intent === "rename" && reply.done === null;
  const stale = isMine ? reply.staleTitle : null;
  return (
    <Form method="post" preventScrollReset noValidate className="flex flex-wrap items-end gap-2">
      <Target intent="rename" pageId={page.id} />
      <input type="hidden" name="seenTitle" value={stale ?? page.title} />
      <TextField
        label={t("pages.titleLabel")}
        name="title"
        className="min-w-0 flex-1 basis-56"
        defaultValue={isMine ? reply.values.title : page.title}
        error={stale ? t("pages.renameStale", { title: stale }) : isMine ? reply.errors.title : null}
        autoComplete="off"
        required
      />
      <Button type="submit">{t("pages.rename")}</Button>
    </Form>
  );
}

function Target({ intent, pageId }: { intent: "rename" | "replace" | "archive"; pageId: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="pageId" value={pageId} />
    </>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { Paperclip, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "~/platform/i18n/format";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextArea } from "~/ui/field";
import { useLocale } from "~/ui/locale";
import { useMessage } from "~/ui/message";
import type { Attachment } from "../../attachments/schema";
import { ACCEPTED_FILES } from "../../attachments/utils";
import type { TaskComment } from "../schema";
import { CommentList } from "./comment-list";

type TalkProps = {
  comments: readonly TaskComment[];
  canWrite: boolean;
  hint: string;
  clientId: string;
  refused?: { body: string; error: string };
};

/** Comments of both sides and the field for the next one. */
export function TaskTalk({ comments, canWrite, hint, clientId, refused }: TalkProps) {
  const { t } = useTranslation("tasks");
  const form = useRef<HTMLFormElement>(null);
  const count = comments.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the comment stands in the list the field is free again
  useEffect(() => form.current?.reset(), [count]);
  return (
    <Card title={t("comments.title")} description={hint}>
      <CommentList comments={comments} canWrite={canWrite} />
      {canWrite ? (
        <Form
          ref={form}
          method="post"
          preventScrollReset
          noValidate
          className="mt-4 flex max-w-form flex-col gap-2"
        >
          <input type="hidden" name="intent" value="comment" />
          <input type="hidden" name="clientId" value={clientId} />
          <TextArea
            label={t("comments.label")}
            name="body"
            rows={2}
            defaultValue={refused?.body}
            error={refused?.error}
          />
          <div>
            <Button type="submit">{t("comments.submit")}</Button>
          </div>
        </Form>
      ) : null}
    </Card>
  );
}

type FilesProps = {
  files: readonly Attachment[];
  hrefOf: (id: string) => string;
  canAdd: boolean;
  canDrop: boolean;
  error?: string | null;
};

export function TaskFiles({ files, hrefOf, canAdd, canDrop, error }: FilesProps) {
  const { t } = useTranslation("tasks");
  const { language } = useLocale();
  return (
    <Card title={t("files.title")}>
      {files.length === 0 ? <p className="text-sm text-ink-muted">{t("files.none")}</p> : null}
      <ul className="flex flex-col gap-1.5 text-sm">
        {files.map(({ id, fileName, sizeBytes }) => (
          <li key={id} className="flex items-center gap-2">
            <Paperclip aria-hidden className="size-4 shrink-0 text-ink-faint" />
            <a href={hrefOf(id)} className="min-w-0 wrap-anywhere text-accent hover:underline">
              {fileName}
            </a>
            <span className="shrink-0 text-xs text-ink-muted">{formatBytes(sizeBytes, language)}</span>
            {canDrop ? (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="dropFile" />
                <input type="hidden" name="attachmentId" value={id} />
                <Button
                  type="submit"
                  size="sm"
                  variant="ghost"
                  aria-label={t("files.remove", { name: fileName })}
                  icon={<X aria-hidden className="size-4" />}
                />
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {canAdd ? <FileForm key={files.length} error={error} /> : null}
    </Card>
  );
}

function FileForm({ error }: { error?: string | null }) {
  const { t } = useTranslation("tasks");
  const { formData, state } = useNavigation();
  const message = useMessage(error);
  const isSending = state !== "idle" && formData?.has("file") === true;
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      preventScrollReset
      className="mt-4 flex flex-wrap items-center gap-2 text-sm"
    >
      <label className="min-w-0">
        <span className="sr-only">{t("files.label")}</span>
        <input
          type="file"
          name="file"
          required
          accept={ACCEPTED_FILES}
          className="max-w-full text-sm text-ink-muted file:mr-3 file:rounded-md file:border file:border-line-control file:bg-surface file:px-3 file:py-1.5 file:text-ink"
        />
      </label>
      <Button type="submit" pending={isSending}>
        {t("files.submit")}
      </Button>
      <p className="basis-full text-xs text-ink-muted">{t("files.hint")}</p>
      {message ? (
        <p role="alert" className="basis-full text-danger">
          {message}
        </p>
      ) : null}
    </Form>
  );
}

import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";

export type VersionsReply = {
  done: "kept" | "restored" | "refused" | null;
  number: number;
  /** The version that brings back what was there before. */
  undoId: string | null;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
};

/** What has just been done, and the way back. */
export function VersionNews({ reply, undoKey }: { reply: VersionsReply | undefined; undoKey: string }) {
  const { t } = useTranslation("versions");
  if (!reply?.done) return <div role="status" />;
  const { done, number, undoId } = reply;
  const texts = {
    kept: t("keep.done", { number }),
    restored: t("list.restored", { number }),
    refused: t("list.refused"),
  };
  return (
    <div
      role="status"
      className="mb-6 flex flex-wrap items-center gap-3 rounded-md bg-accent-soft px-4 py-2.5 text-sm text-ink"
    >
      <span className="min-w-0 flex-1">{texts[done]}</span>
      {undoId ? (
        <Form method="post">
          <input type="hidden" name="intent" value="restore" />
          <input type="hidden" name="versionId" value={undoId} />
          <input type="hidden" name="requestKey" value={undoKey} />
          <Button type="submit" size="sm">
            {t("list.undo")}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

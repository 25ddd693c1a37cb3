import { Form } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Button } from "~/ui/button";
import { useLocale } from "~/ui/locale";
import { DocumentDialogs, loadDialogs } from "./document-dialogs";
import type { ListedDocument } from "./document-table";

const TONES = {
  processing: "accent",
  stuck: "warning",
  ready: "positive",
  failed: "danger",
} as const satisfies Record<string, BadgeTone>;

/** What became of the newest file and, when it can't be used, why and what to do about it. */
export function DocumentState({ document }: { document: ListedDocument }) {
  const { t } = useTranslation("library");
  const { language } = useLocale();
  const { newest, shown, isStuck, canEdit } = document;
  if (!newest) return null;
  const state = isStuck ? "stuck" : newest.state;
  const reason = isStuck ? "stuck" : newest.failure;
  return (
    <div className="grid justify-items-start gap-1.5">
      <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
      {reason ? <p className="max-w-form text-sm text-ink">{t(`failure.${reason}`)}</p> : null}
      {shown && shown.id !== newest.id ? (
        <p className="text-xs text-ink-muted">
          {t("showsOlder", { number: formatNumber(shown.number, language) })}
        </p>
      ) : null}
      {canEdit && reason && document.archivedAt === null ? <WaysForward document={document} /> : null}
    </div>
  );
}

function WaysForward({ document }: { document: ListedDocument }) {
  const { t } = useTranslation("library");
  const [isUploading, setUploading] = useState(false);
  const { id, title, canRetry } = document;
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="sm"
        type="button"
        onClick={() => setUploading(true)}
        onPointerEnter={loadDialogs}
        onFocus={loadDialogs}
      >
        {t("action.newVersion")}
      </Button>
      {canRetry ? (
        <Form method="post" action={paths.library()} navigate={false}>
          <input type="hidden" name="documentId" value={id} />
          <Button size="sm" variant="ghost" name="intent" value="retry">
            {t("action.retry")}
          </Button>
        </Form>
      ) : null}
      <DocumentDialogs
        documentId={id}
        title={title}
        opened={isUploading ? "version" : null}
        onClose={() => setUploading(false)}
      />
    </div>
  );
}

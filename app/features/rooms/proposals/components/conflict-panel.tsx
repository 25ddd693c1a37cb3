import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";

type Props = {
  conflict: { editorName: string | null; body: unknown };
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** Two texts, both in sight: the person decides which goes on. */
export function ConflictPanel({ conflict, onKeepMine, onTakeTheirs }: Props) {
  const { t } = useTranslation("proposals");
  const theirs = useMemo(() => plainText(conflict.body), [conflict.body]);
  return (
    <section role="alert" className="rounded-lg border border-line bg-warning-soft p-4">
      <h2 className="font-semibold text-ink">
        {t("conflict.title", { name: conflict.editorName ?? t("conflict.someone") })}
      </h2>
      <p className="mt-1 text-sm text-ink-muted">{t("conflict.body")}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button variant="primary" onClick={onKeepMine}>
          {t("conflict.keepMine")}
        </Button>
        <Button onClick={onTakeTheirs}>{t("conflict.takeTheirs")}</Button>
      </div>
      <details className="mt-3" open>
        <summary className="cursor-pointer text-sm font-medium text-ink">{t("conflict.theirs")}</summary>
        <pre className="mt-2 max-h-72 overflow-auto whitespace-pre-wrap rounded-md bg-surface p-3 font-sans text-sm text-ink">
          {theirs}
        </pre>
      </details>
    </section>
  );
}

/** The words of a document, a line for each block. */
function plainText(node: unknown): string {
  if (typeof node !== "object" || node === null) return "";
  if ("text" in node && typeof node.text === "string") return node.text;
  if (!("content" in node) || !Array.isArray(node.content)) return "";
  const parts = node.content.map(plainText);
  const isInline = node.content.some(
    (child) => typeof child === "object" && child !== null && "text" in child,
  );
  return parts.join(isInline ? "" : "\n");
}

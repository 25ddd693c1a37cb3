import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { RelativeTime } from "~/ui/relative-time";

type Props = {
  merges: readonly { id: string; at: Date | string; goneName: string; memberName: string }[];
  /** Where taking back is posted to. */
  action: string;
  canUndo: boolean;
};

/** What was merged into the thing on this page, each with the way back. */
export function MergeNotes({ merges, action, canUndo }: Props) {
  const { t } = useTranslation("merging");
  if (merges.length === 0) return null;
  return (
    <section aria-label={t("undoMany")} className="mb-6 rounded-md bg-sunken px-4 py-2.5 text-sm text-ink">
      <ul className="flex flex-col gap-2">
        {merges.map(({ id, at, goneName, memberName }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span>
              {t("merged", { name: goneName, by: memberName })}{" "}
              <span className="text-xs text-ink-muted">
                <RelativeTime date={at} />
              </span>
            </span>
            {canUndo ? (
              <Form method="post" action={action}>
                <input type="hidden" name="mergeId" value={id} />
                <Button type="submit" name="intent" value="undo" size="sm">
                  {t("undo")}
                  <span className="sr-only"> {goneName}</span>
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

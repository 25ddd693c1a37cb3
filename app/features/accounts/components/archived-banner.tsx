import { Form } from "@remix-run/react";
import { Archive } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/button";

/** Says that a thing is archived and lets those who may bring it back. Posts `intent=restore` to `action`. */
export function ArchivedBanner({
  message,
  action,
  canRestore,
  deleteTo,
}: {
  message: string;
  action: string;
  canRestore: boolean;
  /** Where the same thing is deleted for good, for those who may. */
  deleteTo?: string | null;
}) {
  const { t } = useTranslation("accounts");
  const { t: deleting } = useTranslation("deleting");
  return (
    <div
      role="status"
      className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-md bg-warning-soft px-4 py-2.5 text-sm text-ink"
    >
      <p className="flex items-center gap-2">
        <Archive aria-hidden className="size-4 shrink-0 text-warning" />
        {message}
      </p>
      <div className="flex flex-wrap gap-2">
        {canRestore ? (
          <Form method="post" action={action}>
            <Button type="submit" name="intent" value="restore" size="sm">
              {t("archive.restore")}
            </Button>
          </Form>
        ) : null}
        {deleteTo ? (
          <ButtonLink to={deleteTo} variant="ghost" size="sm">
            {deleting("link")}
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}

import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";

/** Archives by one press: it can be undone at any time. Posts `intent=archive` to the page it stands on. */
export function ArchiveCard({
  body,
  submit,
  deleteTo,
  children,
}: {
  body: string;
  submit: string;
  /** Where the same thing is deleted for good, for those who may. */
  deleteTo?: string | null;
  children?: ReactNode;
}) {
  const { t } = useTranslation("accounts");
  const { t: deleting } = useTranslation("deleting");
  return (
    <Card title={t("archive.title")} className="mt-6 max-w-read">
      <Form method="post" className="flex max-w-form flex-col items-start gap-4">
        <p className="text-sm text-ink-muted">{body}</p>
        {children}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" name="intent" value="archive">
            {submit}
          </Button>
          {deleteTo ? (
            <ButtonLink to={deleteTo} variant="ghost">
              {deleting("link")}
            </ButtonLink>
          ) : null}
        </div>
      </Form>
    </Card>
  );
}

import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";

/** Archives by one press: it can be undone at any time. Posts `intent=archive` to the page it stands on. */
export function ArchiveCard({
  body,
  submit,
  children,
}: {
  body: string;
  submit: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation("accounts");
  return (
    <Card title={t("archive.title")} className="mt-6 max-w-read">
      <Form method="post" className="flex max-w-form flex-col items-start gap-4">
        <p className="text-sm text-ink-muted">{body}</p>
        {children}
        <Button type="submit" name="intent" value="archive">
          {submit}
        </Button>
      </Form>
    </Card>
  );
}

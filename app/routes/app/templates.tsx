import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { faceOf, listTemplates } from "~/features/rooms/templates/data.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { CheckboxField, TextField } from "~/ui/field";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const asked = new URL(request.url).searchParams;
  const term = (asked.get("q") ?? "").slice(0, 200);
  const archived = asked.get("archived") === "on";
  const templates = await listTemplates(member.scope, {
    language: chooseLanguage(request, member),
    term,
    archived,
  });
  return { templates: templates.map(faceOf), term, archived };
}

export const meta: MetaFunction = (page) => pageTitle(page, "templates:title");

export default function Templates() {
  const { t } = useTranslation("templates");
  const { templates, term, archived } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Form method="get" className="mb-5 flex flex-wrap items-end gap-3">
        <TextField key={term} label={t("search")} name="q" type="search" defaultValue={term} />
        <CheckboxField label={t("archivedOnly")} name="archived" defaultChecked={archived} className="py-2" />
        <Button type="submit">{t("find")}</Button>
      </Form>
      {templates.length === 0 ? (
        <Card>
          <EmptyState title={t("emptyTitle")} body={t("emptyBody")} />
        </Card>
      ) : (
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {templates.map((template) => (
            <li key={template.id} className="flex">
              <Card className="flex-1">
                <h2 className="font-semibold break-words text-ink">
                  <Link to={paths.template(template.id)} className="hover:underline">
                    {template.name}
                  </Link>
                </h2>
                <p className="mt-1.5 flex flex-wrap gap-1.5">
                  <Badge>{t(`languages.${template.language}`)}</Badge>
                  <Badge>{t(`kind.${template.kind}`)}</Badge>
                  {template.isBuiltIn ? <Badge tone="accent">{t("builtIn")}</Badge> : null}
                  {template.isArchived ? <Badge tone="warning">{t("archived")}</Badge> : null}
                </p>
                {template.description ? (
                  <p className="mt-2 text-sm break-words text-ink-muted">{template.description}</p>
                ) : null}
                <p className="mt-2 text-sm text-ink">
                  {template.pages.map(({ title }) => title).join(" · ")}
                </p>
                {template.kind === "room" && !template.isArchived ? (
                  <p className="mt-3">
                    <ButtonLink size="sm" to={paths.newRoomFrom(template.id)}>
                      {t("use")}
                      <span className="sr-only"> {template.name}</span>
                    </ButtonLink>
                  </p>
                ) : null}
              </Card>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

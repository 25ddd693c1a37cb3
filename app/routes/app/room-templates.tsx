import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FormTrouble } from "~/features/accounts/components/form-parts";
import { requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { getRoom } from "~/features/rooms/data.server";
import { listPages } from "~/features/rooms/pages/data.server";
import { canEditPages } from "~/features/rooms/policy";
import { TemplatePreview } from "~/features/rooms/templates/components/template-preview";
import { faceOf, listTemplates } from "~/features/rooms/templates/data.server";
import { insertTemplatePage, keepAsTemplate } from "~/features/rooms/templates/mutations.server";
import { roomTemplateIntent } from "~/features/rooms/templates/schema";
import { parseForm } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField, TextField } from "~/ui/field";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const room = await getRoom(scope, params.roomId ?? "");
  const [pages, all] = await Promise.all([
    listPages(scope, { roomId: room.id }),
    listTemplates(scope, { language: room.language }),
  ]);
  const own = all.filter(({ language }) => language === room.language);
  const templates = own.map((template) => ({ ...faceOf(template), requestKey: newId() }));
  return {
    room: { id: room.id, name: room.name },
    pages: pages.map(({ id, title }) => ({ value: id, label: title })),
    templates,
    canEdit: canEditPages(scope, room),
    requestKey: newId(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const { id: roomId } = await getRoom(scope, params.roomId ?? "");
  const form = await parseForm(request, roomTemplateIntent);
  if (!form.ok) return data(form.reply, 422);
  const { value } = form;
  if (value.intent === "keep")
    return redirect(paths.template(await keepAsTemplate(scope, { roomId, ...value })));
  return redirect(paths.roomPage(roomId, await insertTemplatePage(scope, { roomId, ...value })));
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "templates:title", page.data?.room.name);

export default function RoomTemplates() {
  const { t } = useTranslation("templates");
  const { room, pages, templates, canEdit, requestKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const errors = reply?.errors ?? {};
  return (
    <>
      <PageHeader title={t("ofRoom.title")} back={{ to: paths.room(room.id), label: room.name }} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title={t("ofRoom.keep")} description={t("ofRoom.keepHint")}>
          <Form method="post" noValidate className="flex flex-col gap-4">
            <FormTrouble errors={errors} />
            <input type="hidden" name="intent" value="keep" />
            <input type="hidden" name="requestKey" value={requestKey} />
            <SelectField
              label={t("ofRoom.what")}
              name="pageId"
              defaultValue={reply?.values.pageId ?? ""}
              options={[{ value: "", label: t("ofRoom.wholeRoom") }, ...pages]}
            />
            <TextField
              label={t("edit.name")}
              name="name"
              defaultValue={reply?.values.name ?? room.name}
              error={errors.name}
              required
            />
            <TextField
              label={t("edit.description")}
              name="description"
              defaultValue={reply?.values.description}
              error={errors.description}
            />
            <Button type="submit" variant="primary">
              {t("ofRoom.submit")}
            </Button>
          </Form>
        </Card>
        {canEdit ? (
          <Card title={t("ofRoom.insert")} description={t("ofRoom.insertHint")}>
            <ul className="flex flex-col gap-4">
              {templates.map((template) => (
                <li key={template.id}>
                  <h3 className="text-sm font-semibold text-ink">{template.name}</h3>
                  <ul className="mt-1 divide-y divide-line">
                    {template.pages.map((page, place) => (
                      <li key={`${page.kind} ${page.title}`} className="flex items-start gap-3 py-2">
                        <details className="min-w-0 flex-1 text-sm text-ink">
                          <summary className="cursor-pointer break-words">{page.title}</summary>
                          <div className="mt-2">
                            <TemplatePreview pages={[page]} />
                          </div>
                        </details>
                        <Form method="post">
                          <input type="hidden" name="intent" value="insert" />
                          <input type="hidden" name="requestKey" value={template.requestKey} />
                          <input type="hidden" name="templateId" value={template.id} />
                          <input type="hidden" name="place" value={place} />
                          <Button
                            type="submit"
                            size="sm"
                            aria-label={t("ofRoom.addLabel", { title: page.title })}
                          >
                            {t("ofRoom.add")}
                          </Button>
                        </Form>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
      </div>
    </>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FormTrouble } from "~/features/accounts/components/form-parts";
import { listStages } from "~/features/accounts/pipeline/data.server";
import { usePipeline } from "~/features/accounts/pipeline/hooks/use-pipeline";
import { requireMember } from "~/features/auth/guard.server";
import { TemplatePreview } from "~/features/rooms/templates/components/template-preview";
import { faceOf, getTemplate } from "~/features/rooms/templates/data.server";
import {
  archiveTemplate,
  restoreTemplate,
  updateTemplate,
} from "~/features/rooms/templates/mutations.server";
import { canEditTemplate } from "~/features/rooms/templates/policy";
import { templateIntent } from "~/features/rooms/templates/schema";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField, TextArea, TextField } from "~/ui/field";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const template = await getTemplate(scope, params.templateId ?? "");
  const stages = await listStages(scope);
  return {
    template: faceOf(template),
    stages: stages.map(({ key }) => key),
    canEdit: canEditTemplate(scope, template),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const { id: templateId } = await getTemplate(scope, params.templateId ?? "");
  const form = await parseForm(request, templateIntent);
  if (!form.ok) return data(form.reply, 422);
  const { value } = form;
  if (value.intent === "save") {
    const { intent: _, ...facts } = value;
    const edit = await updateTemplate(scope, { templateId, ...facts });
    if (!edit.ok) return data(refuse({ form: "stale" }, form.values), 409);
    return redirect(paths.templates());
  }
  await (value.intent === "archive" ? archiveTemplate : restoreTemplate)(scope, templateId);
  return redirect(paths.template(templateId));
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "templates:one", page.data?.template.name);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function TemplatePage() {
  const { t } = useTranslation("templates");
  const { template, stages, canEdit } = useLoaderData<typeof loader>();
  const { id, kind, isArchived, isBuiltIn } = template;
  return (
    <>
      <PageHeader
        title={template.name}
        description={template.description}
        back={{ to: paths.templates(), label: t("title") }}
        actions={
          kind === "room" && !isArchived ? (
            <ButtonLink variant="primary" to={paths.newRoomFrom(id)}>
              {t("use")}
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title={t("contents")} description={isBuiltIn ? t("builtInHint") : null}>
          {isArchived ? (
            <p className="mb-3">
              <Badge tone="warning">{t("archived")}</Badge>
            </p>
          ) : null}
          <TemplatePreview pages={template.pages} />
        </Card>
        {canEdit ? <EditCard template={template} stages={stages} /> : null}
      </div>
    </>
  );
}

function EditCard({ template, stages }: Pick<Loaded, "template" | "stages">) {
  const { t } = useTranslation("templates");
  const { stageLabel } = usePipeline();
  const reply = useActionData<typeof action>();
  const isPending = useNavigation().formMethod === "POST";
  const { name, description, language, stage, version, isArchived } = template;
  const stored = { name, description: description ?? "", language, stage: stage ?? "" };
  const values: Record<string, string> = { ...stored, ...reply?.values };
  const errors = reply?.errors ?? {};
  return (
    <Card title={t("edit.title")}>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <FormTrouble errors={errors} />
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="version" value={version} />
        <TextField
          label={t("edit.name")}
          name="name"
          defaultValue={values.name}
          error={errors.name}
          required
        />
        <TextArea
          label={t("edit.description")}
          name="description"
          defaultValue={values.description}
          error={errors.description}
          rows={3}
        />
        <SelectField
          label={t("edit.language")}
          name="language"
          defaultValue={values.language}
          error={errors.language}
          options={[
            { value: "ja", label: t("languages.ja") },
            { value: "en", label: t("languages.en") },
          ]}
        />
        <SelectField
          label={t("edit.stage")}
          name="stage"
          defaultValue={values.stage}
          error={errors.stage}
          hint={t("edit.stageHint")}
          options={[
            { value: "", label: t("edit.noStage") },
            ...stages.map((key) => ({ value: key, label: stageLabel(key) })),
          ]}
        />
        <Button type="submit" variant="primary" pending={isPending}>
          {t("edit.save")}
        </Button>
      </Form>
      <Form method="post" className="mt-4 border-t border-line pt-4">
        <Button type="submit" name="intent" value={isArchived ? "restore" : "archive"}>
          {isArchived ? t("edit.restore") : t("edit.archive")}
        </Button>
      </Form>
    </Card>
  );
}

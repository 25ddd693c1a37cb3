import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { GeneralForm } from "~/features/workspaces/settings/components/general-form";
import { answerSection, openSection, requireSettings } from "~/features/workspaces/settings/replies.server";
import { readForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { view } = await openSection(request, "general");
  return { view };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireSettings(request);
  const { status, reply } = await answerSection(scope, await readForm(request), "general");
  return data(reply, status);
}

export const meta: MetaFunction = (page) => pageTitle(page, "settings:sections.workspace");

export default function WorkspaceSettings() {
  const { t } = useTranslation("settings");
  const { view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("sections.workspace")} description={t("general.body")} />
      <GeneralForm {...view} reply={reply} />
    </>
  );
}

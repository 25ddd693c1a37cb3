import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { comingDaysOff } from "~/features/workspaces/hours/data.server";
import { DaysOff } from "~/features/workspaces/settings/components/days-off";
import { HoursForm } from "~/features/workspaces/settings/components/hours-form";
import { answerSection, openSection, requireSettings } from "~/features/workspaces/settings/replies.server";
import { now } from "~/platform/clock.server";
import { readForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { chooseLanguage } from "~/root.server";
import { PageHeader } from "~/ui/page-header";

const DAYS_SHOWN = 8;

export async function loader({ request }: LoaderFunctionArgs) {
  const { member, workspace, view } = await openSection(request, "hours");
  const language = chooseLanguage(request, member);
  return { view, daysOff: comingDaysOff(workspace, { language, now: now(), count: DAYS_SHOWN }) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireSettings(request);
  const { status, reply } = await answerSection(scope, await readForm(request), "hours");
  return data(reply, status);
}

export const meta: MetaFunction = (page) => pageTitle(page, "settings:sections.hours");

export default function HoursSettings() {
  const { t } = useTranslation("settings");
  const { view, daysOff } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("sections.hours")} description={t("hours.body")} />
      <HoursForm {...view} reply={reply} />
      <DaysOff days={daysOff} />
    </>
  );
}

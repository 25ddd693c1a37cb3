import { isIP } from "node:net";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DomainForm } from "~/features/workspaces/domains/components/domain-form";
import { DomainSteps } from "~/features/workspaces/domains/components/domain-steps";
import { lastReached, originOf } from "~/features/workspaces/domains/data.server";
import { answerSection, openSection, requireSettings } from "~/features/workspaces/settings/replies.server";
import { env } from "~/platform/env.server";
import { readForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageHeader } from "~/ui/page-header";

const SAMPLE_TOKEN = "…";

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspace, view } = await openSection(request, "domain");
  const { customDomain } = workspace;
  if (!customDomain) return { view, steps: null };
  const origin = originOf(customDomain);
  const steps = {
    domain: customDomain,
    record: recordOf(customDomain, env().appUrl.hostname),
    probeUrl: new URL(paths.health(), origin).href,
    reachedAt: lastReached(customDomain),
    sampleUrl: `${origin.origin}${paths.shareLink(SAMPLE_TOKEN)}`,
  };
  return { view, steps };
}

/** What to enter in the DNS: an alias of the installation's name, or its address where it has no name. */
function recordOf(domain: string, appHost: string): string {
  const address = appHost.replace(/^\[|\]$/g, "");
  if (isIP(address) === 0) return `${domain}. CNAME ${appHost}.`;
  return `${domain}. ${isIP(address) === 4 ? "A" : "AAAA"} ${address}`;
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireSettings(request);
  const { status, reply } = await answerSection(scope, await readForm(request), "domain");
  return data(reply, status);
}

export const meta: MetaFunction = (page) => pageTitle(page, "settings:sections.domain");

export default function DomainSettings() {
  const { t } = useTranslation("settings");
  const { view, steps } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("sections.domain")} description={t("domain.body")} />
      <DomainForm {...view} reply={reply} />
      {steps ? <DomainSteps {...steps} /> : null}
    </>
  );
}

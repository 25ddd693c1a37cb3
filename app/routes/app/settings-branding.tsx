import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BrandForm } from "~/features/workspaces/branding/components/brand-form";
import { LogoForm } from "~/features/workspaces/branding/components/logo-form";
import { removeLogo, setLogo } from "~/features/workspaces/branding/mutations.server";
import { MAX_LOGO_BYTES } from "~/features/workspaces/branding/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { answerSection, openSection, requireSettings } from "~/features/workspaces/settings/replies.server";
import type { SettingsReply } from "~/features/workspaces/settings/schema";
import { readForm } from "~/platform/http/form.server";
import { isUpload, readUpload } from "~/platform/http/upload.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspace, view } = await openSection(request, "branding");
  return { view, name: workspace.name, logoUrl: workspace.logoKey && paths.logo(workspace.logoKey) };
}

type LogoReply = { error?: string; done: "logo" | "logo-removed" | null };

function answer(logo: LogoReply | null, form: SettingsReply | null, status = 200) {
  return data({ logo, form }, status);
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireSettings(request);
  if (isUpload(request)) return saveLogo(scope, request);
  const form = await readForm(request);
  if (form.get("intent") === "remove-logo") {
    await removeLogo(scope);
    return answer({ done: "logo-removed" }, null);
  }
  const { status, reply } = await answerSection(scope, form, "branding");
  return answer(null, reply, status);
}

async function saveLogo(scope: WorkspaceScope, request: Request) {
  const file = await readUpload(request, { field: "logo", maxBytes: MAX_LOGO_BYTES });
  if (!file.ok) return answer({ error: file.error, done: null }, null, 422);
  if (await setLogo(scope, file.bytes)) return answer({ done: "logo" }, null);
  return answer({ error: "settings:errors.logo", done: null }, null, 422);
}

export const meta: MetaFunction = (page) => pageTitle(page, "settings:sections.branding");

export default function BrandingSettings() {
  const { t } = useTranslation("settings");
  const { view, name, logoUrl } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("sections.branding")} description={t("branding.body")} />
      <LogoForm
        logoUrl={logoUrl}
        canChange={view.canChange}
        error={reply?.logo?.error}
        done={reply?.logo?.done ?? null}
      />
      <BrandForm {...view} reply={reply?.form ?? undefined} workspaceName={name} logoUrl={logoUrl} />
    </>
  );
}

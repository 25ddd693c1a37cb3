import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { StepCard, type StepReply } from "~/features/accounts/pipeline/components/step-card";
import { countStepUse } from "~/features/accounts/pipeline/data.server";
import { usePipeline } from "~/features/accounts/pipeline/hooks/use-pipeline";
import {
  addStep,
  archiveStep,
  moveStep,
  renameStep,
  restoreStep,
  type StepOutcome,
} from "~/features/accounts/pipeline/mutations.server";
import { type StepForm, stepFormSchema } from "~/features/accounts/pipeline/schema";
import { canChangeWorkspaceSettings } from "~/features/workspaces/policy";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { Setting } from "~/features/workspaces/settings/components/setting";
import { requireSettings } from "~/features/workspaces/settings/replies.server";
import { parseFields, readForm } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireSettings(request);
  const requestKeys = { stage: newId(), won: newId(), lost: newId() };
  return {
    use: await countStepUse(member.scope),
    canChange: canChangeWorkspaceSettings(member),
    requestKeys,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireSettings(request);
  const form = await readForm(request);
  const parsed = parseFields(form, stepFormSchema);
  const about = { list: String(form.get("list")), key: String(form.get("key") ?? ""), otherName: null };
  if (!parsed.ok) return data<StepReply>({ ...about, ...parsed.reply }, 422);
  const outcome = await change(scope, parsed.value);
  const nothing = { errors: {}, values: {} };
  if (outcome.ok) return data<StepReply>({ ...about, ...nothing });
  if (outcome.reason === "invalid")
    return data<StepReply>({ ...about, errors: outcome.errors, values: parsed.values }, 422);
  return data<StepReply>({ ...about, errors: {}, values: parsed.values, otherName: outcome.name }, 409);
}

function change(scope: WorkspaceScope, form: StepForm): Promise<StepOutcome> {
  switch (form.intent) {
    case "add":
      return addStep(scope, form);
    case "rename":
      return renameStep(scope, form);
    case "move":
      return moveStep(scope, form);
    case "archive":
      return archiveStep(scope, form);
    case "restore":
      return restoreStep(scope, form);
  }
}

export const meta: MetaFunction = (page) => pageTitle(page, ["settings:sections.deals", "settings:title"]);

export default function DealSettings() {
  const { t } = useTranslation("settings");
  const { use, canChange, requestKeys } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { stages, reasons, stageLabel, reasonLabel } = usePipeline();
  const stageUse = (key: string) => {
    const { open = 0, closed = 0 } = use.stages[key] ?? {};
    const parts = [
      open > 0 ? t("deals.openDeals", { count: open }) : null,
      closed > 0 ? t("deals.closedDeals", { count: closed }) : null,
    ].filter(Boolean);
    return parts.join(", ") || t("deals.unused");
  };
  const reasonUse = (key: string) => {
    const count = use.reasons[key] ?? 0;
    return count > 0 ? t("deals.usedBy", { count }) : t("deals.unused");
  };
  return (
    <>
      <PageHeader title={t("sections.deals")} description={t("deals.body")} />
      <Setting id="stages">
        <StepCard
          list="stage"
          title={t("items.stages")}
          description={t("deals.stagesBody")}
          steps={stages}
          labelOf={stageLabel}
          countOf={stageUse}
          openIn={(key) => use.stages[key]?.open ?? 0}
          canChange={canChange}
          requestKey={requestKeys.stage}
          reply={reply}
        />
      </Setting>
      {(["won", "lost"] as const).map((outcome) => (
        <Setting key={outcome} id={`${outcome}Reasons`}>
          <StepCard
            list={outcome}
            title={outcome === "won" ? t("items.wonReasons") : t("items.lostReasons")}
            description={outcome === "won" ? t("deals.wonBody") : t("deals.lostBody")}
            steps={reasons.filter((reason) => reason.outcome === outcome)}
            labelOf={reasonLabel}
            countOf={reasonUse}
            openIn={() => 0}
            canChange={canChange}
            requestKey={requestKeys[outcome]}
            reply={reply}
          />
        </Setting>
      ))}
    </>
  );
}

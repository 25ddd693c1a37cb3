import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ArchiveCard } from "~/features/accounts/components/archive-card";
import { listOwners } from "~/features/accounts/data.server";
import { DealForm } from "~/features/accounts/deals/components/deal-form";
import { getDeal } from "~/features/accounts/deals/data.server";
import { archiveDeal, updateDeal } from "~/features/accounts/deals/mutations.server";
import { canEditDeal } from "~/features/accounts/deals/policy";
import { dealSchema } from "~/features/accounts/deals/schema";
import { dealTexts } from "~/features/accounts/deals/utils";
import { mayAskToDelete } from "~/features/accounts/deleting/policy";
import { stageProblem } from "~/features/accounts/pipeline/data.server";
import { archiveSchema } from "~/features/accounts/schema";
import { takeStaleFields } from "~/features/accounts/stale/schema";
import { mergeStale } from "~/features/accounts/stale/utils";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { tellArchived } from "~/features/home/undo/flash.server";
import { AppError, assertCan } from "~/platform/errors";
import { isAfterForm, parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const deal = await getDeal(scope, params.dealId ?? "");
  if (deal.archivedAt && !isAfterForm(request)) throw redirect(paths.deal(deal.id));
  assertCan(canEditDeal(scope, deal));
  const owners = await listOwners(scope, deal.ownerId);
  return { deal, owners, canDelete: mayAskToDelete(scope, deal) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  const dealId = params.dealId ?? "";
  if (form.get("intent") !== "archive") return save(member, dealId, form);
  if (!parseFields(form, archiveSchema).ok) throw new AppError("INVALID");
  const { name } = await getDeal(member.scope, dealId);
  await archiveDeal(member.scope, dealId);
  return redirect(paths.deal(dealId), tellArchived(name, { kind: "deal", id: dealId }));
}

async function save(member: Member, dealId: string, form: FormData) {
  const seen = takeStaleFields(form);
  const parsed = parseFields(form, dealSchema);
  if (!parsed.ok) return data({ ...NOTHING, ...parsed.reply, seen }, 422);
  const { stage: current } = await getDeal(member.scope, dealId);
  const problem = await stageProblem(member.scope, { next: parsed.value.stage, current });
  if (problem) return data({ ...NOTHING, ...refuse(problem, parsed.values), seen }, 422);
  const edit = await updateDeal(member.scope, { ...parsed.value, dealId });
  if (edit.ok) return redirect(paths.deal(dealId));
  const saved = dealTexts(edit.current);
  const message = edit.current.archivedAt ? "accounts:stale.archived" : "accounts:stale.title";
  const { values, taken } = mergeStale({ typed: parsed.values, seen, saved });
  return data({ ...refuse({ form: message }, values), saved, taken, seen }, 409);
}

const NOTHING = { saved: undefined, taken: undefined };

export const handle = aboutThing("deal");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "accounts:deals.edit", page.data?.deal.name);

export default function EditDeal() {
  const { t } = useTranslation("accounts");
  const { deal, owners, canDelete } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = paths.deal(deal.id);
  return (
    <>
      <PageHeader title={t("deals.edit")} back={{ to: back, label: deal.name }} />
      <Card className="max-w-read">
        <DealForm
          key={reply?.saved?.version ?? deal.version}
          values={{ ...dealTexts(deal), ...reply?.values }}
          errors={reply?.errors ?? {}}
          saved={reply?.saved}
          seen={reply?.seen ?? dealTexts(deal)}
          taken={reply?.taken}
          owners={owners}
          cancelTo={back}
        />
      </Card>
      <ArchiveCard
        body={t("deals.archiveBody")}
        submit={t("deals.archive")}
        deleteTo={canDelete ? paths.deleteDeal(deal.id) : null}
      />
    </>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getAccount } from "~/features/accounts/data.server";
import { DealForm } from "~/features/accounts/deals/components/deal-form";
import { createDeal } from "~/features/accounts/deals/mutations.server";
import { newDealSchema } from "~/features/accounts/deals/schema";
import { listStages, stageProblem } from "~/features/accounts/pipeline/data.server";
import { requireMember } from "~/features/auth/guard.server";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { id, name, archivedAt } = await getAccount(member.scope, params.accountId ?? "");
  if (archivedAt) throw redirect(paths.account(id));
  const [first] = await listStages(member.scope);
  const start = { requestKey: newId(), stage: first?.key ?? "", currency: member.workspace.currency };
  return { account: { id, name }, start };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, newDealSchema);
  if (!form.ok) return data(form.reply, 422);
  const problem = await stageProblem(scope, { next: form.value.stage });
  if (problem) return data(refuse(problem, form.values), 422);
  const deal = await createDeal(scope, { ...form.value, accountId: params.accountId ?? "" });
  return redirect(paths.deal(deal.id));
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "accounts:deals.new", page.data?.account.name);

export default function NewDeal() {
  const { t } = useTranslation("accounts");
  const { account, start } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = paths.account(account.id);
  return (
    <>
      <PageHeader
        title={t("deals.newFor", { account: account.name })}
        back={{ to: back, label: account.name }}
      />
      <Card className="max-w-read">
        <DealForm values={{ ...start, ...reply?.values }} errors={reply?.errors ?? {}} cancelTo={back} />
      </Card>
    </>
  );
}

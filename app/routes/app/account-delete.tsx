import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeletePage } from "~/features/accounts/deleting/components/delete-page";
import { answerDeletion, openDeletion } from "~/features/accounts/deleting/replies.server";
import type { Target } from "~/features/accounts/deleting/schema";
import { reassignPerson } from "~/features/tracking/persons.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await openDeletion(request, targetOf(params));
  return { ...opened, back: paths.account(opened.doomed.id) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const refused = await answerDeletion(request, targetOf(params), reassignPerson);
  return refused ? data(refused, 422) : redirect(paths.accounts());
}

function targetOf(params: { accountId?: string }): Target {
  return { kind: "account", accountId: params.accountId ?? "" };
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "deleting:title.account", page.data?.doomed.name);

export default function DeleteAccount() {
  return <DeletePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}

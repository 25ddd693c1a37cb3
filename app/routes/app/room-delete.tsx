import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DeleteForm } from "~/features/accounts/deleting/components/delete-form";
import { getDoomed } from "~/features/accounts/deleting/data.server";
import { deleteForGood } from "~/features/accounts/deleting/mutations.server";
import { canDelete, mayAskToDelete } from "~/features/accounts/deleting/policy";
import { deleteSchema, type Target } from "~/features/accounts/deleting/schema";
import { requireMember } from "~/features/auth/guard.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import { assertCan } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const doomed = await getDoomed(scope, targetOf(params));
  assertCan(mayAskToDelete(scope, doomed));
  return { doomed, canDelete: canDelete(scope, doomed), back: paths.room(doomed.id) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, deleteSchema);
  if (!form.ok) return data(form.reply, 422);
  const target = targetOf(params);
  const deleted = await deleteForGood(scope, { target, ...form.value }, reassignPerson);
  if (deleted.ok) return redirect(paths.rooms());
  return data(refuse({ confirmation: "deleting:mismatch" }, form.values), 422);
}

function targetOf(params: { roomId?: string }): Target {
  return { kind: "room", roomId: params.roomId ?? "" };
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "deleting:title.room", page.data?.doomed.name);

export default function DeleteRoom() {
  const { t } = useTranslation("deleting");
  const { doomed, canDelete, back } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("title.room")} back={{ to: back, label: doomed.name }} />
      <DeleteForm doomed={doomed} canDelete={canDelete} reply={reply} cancelTo={back} />
    </>
  );
}

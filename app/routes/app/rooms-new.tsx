import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listAccountChoices } from "~/features/accounts/data.server";
import { listDealChoices } from "~/features/accounts/deals/data.server";
import { requireMember } from "~/features/auth/guard.server";
import { NewRoomForm } from "~/features/rooms/components/new-room-form";
import { createRoom } from "~/features/rooms/mutations.server";
import { newRoomSchema } from "~/features/rooms/schema";
import { listRoomTemplates } from "~/features/rooms/templates/data.server";
import { createRoomFrom } from "~/features/rooms/templates/mutations.server";
import { parseForm } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope, workspace } = await requireMember(request);
  const asked = new URL(request.url).searchParams;
  const dealId = asked.get("deal") ?? undefined;
  const [choices, accounts, templates] = await Promise.all([
    listDealChoices(scope, dealId),
    listAccountChoices(scope),
    listRoomTemplates(scope, { language: workspace.language, dealId }),
  ]);
  const deals = choices.map(({ id, name, accountName }) => ({ id, name, accountName }));
  const isKnown = deals.some((deal) => deal.id === dealId);
  const start = {
    requestKey: newId(),
    from: deals.length > 0 ? "deal" : "account",
    language: workspace.language,
    templateId: asked.get("template") ?? "",
    ...(isKnown && dealId ? { dealId } : {}),
  };
  return { deals, accounts, templates, start };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope, workspace } = await requireMember(request);
  const form = await parseForm(request, newRoomSchema);
  if (!form.ok) return data(form.reply, 422);
  const { templateId, ...wish } = { ...form.value, currency: workspace.currency };
  const room = templateId
    ? await createRoomFrom(scope, { ...wish, templateId })
    : await createRoom(scope, wish);
  return redirect(paths.room(room.id));
}

export const meta: MetaFunction = (page) => pageTitle(page, "rooms:new.title");

export default function NewRoom() {
  const { t } = useTranslation("rooms");
  const { deals, accounts, templates, start } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t("new.title")}
        description={t("new.description")}
        back={{ to: paths.rooms(), label: t("list.title") }}
      />
      <Card className="max-w-read">
        <NewRoomForm
          values={{ ...start, ...reply?.values }}
          errors={reply?.errors ?? {}}
          deals={deals}
          accounts={accounts}
          templates={templates}
        />
      </Card>
    </>
  );
}

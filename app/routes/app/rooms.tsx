import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { actOnList, readListScreen } from "~/features/accounts/lists/list-route.server";
import { requireMember } from "~/features/auth/guard.server";
import { RoomList } from "~/features/rooms/lists/components/room-list";
import { roomDesk } from "~/features/rooms/lists/mutations.server";
import { readForm } from "~/platform/http/form.server";
import { listReply } from "~/platform/http/list-reply.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  return readListScreen(roomDesk, scope, request.url);
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  return listReply(await actOnList(roomDesk, scope, await readForm(request)), paths.rooms());
}

export const meta: MetaFunction = (page) => pageTitle(page, "rooms:list.title");

export default function Rooms() {
  const { t } = useTranslation("rooms");
  return (
    <>
      <PageHeader
        title={t("list.title")}
        description={t("list.description")}
        actions={
          <ButtonLink to={paths.newRoom()} variant="primary">
            {t("list.new")}
          </ButtonLink>
        }
      />
      <RoomList data={useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />
    </>
  );
}

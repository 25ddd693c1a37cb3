import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ListEmpty } from "~/features/accounts/components/list-empty";
import { ListPager } from "~/features/accounts/components/list-pager";
import { ListToolbar } from "~/features/accounts/components/list-toolbar";
import { requireMember } from "~/features/auth/guard.server";
import { RoomTable } from "~/features/rooms/components/room-table";
import { listRooms } from "~/features/rooms/data.server";
import { roomListSchema } from "~/features/rooms/schema";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const list = roomListSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { list, ...(await listRooms(member.scope, list)) };
}

export const meta: MetaFunction = (page) => pageTitle(page, "rooms:list.title");

export default function Rooms() {
  const { t } = useTranslation("rooms");
  const { list, rows, hasMore } = useLoaderData<typeof loader>();
  const create = (
    <ButtonLink to={paths.newRoom()} variant="primary">
      {t("list.new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("list.title")} description={t("list.description")} actions={create} />
      <ListToolbar list={list} placeholder={t("list.search")} />
      <Card flush>
        {rows.length > 0 ? (
          <RoomTable rows={rows} list={list} />
        ) : (
          <ListEmpty list={list}>
            <EmptyState title={t("list.emptyTitle")} body={t("list.emptyBody")} action={create} />
          </ListEmpty>
        )}
      </Card>
      <ListPager list={list} hasMore={hasMore} />
    </>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { getPipeline } from "~/features/accounts/pipeline/data.server";
import { PipelineContext } from "~/features/accounts/pipeline/hooks/use-pipeline";
import { listMemberships } from "~/features/auth/data.server";
import { requireMember } from "~/features/auth/guard.server";
import { HomeHouse } from "~/features/home/components/house";
import { FavouritesNav } from "~/features/home/favourites/components/favourites-nav";
import { listFavourites } from "~/features/home/favourites/data.server";
import { SearchButton, SearchIcon } from "~/features/home/palette/components/palette-host";
import { readArchived } from "~/features/home/undo/flash.server";
import { countUnreadRooms } from "~/features/rooms/chat/unread/data.server";
import { getWorkspace } from "~/features/workspaces/data.server";
import { useSameWorkspace } from "~/features/workspaces/hooks/use-same-workspace";
import { errorTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageError } from "~/ui/page-error";
import { SellerShell } from "~/ui/seller-shell";
import { ToastProvider } from "~/ui/toast";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { name, email, photoKey } = member.user;
  const favourites = await listFavourites(member.scope);
  const [pipeline, { currency, currencies, logoKey }, workspaces, unread] = await Promise.all([
    getPipeline(member.scope),
    getWorkspace(member.scope),
    listMemberships(member.user.id),
    countUnreadRooms(member.scope),
  ]);
  return {
    user: { name, email, photo: photoKey && paths.memberPhoto(member.id, photoKey) },
    memberId: member.id,
    unread,
    favourites,
    archived: readArchived(request),
    workspace: {
      id: member.workspace.id,
      name: member.workspace.name,
      logoUrl: logoKey && paths.logo(logoKey),
    },
    workspaces,
    choices: { ...pipeline, currencies: [currency, ...currencies.filter((code) => code !== currency)] },
  };
}

export const meta: MetaFunction = errorTitle;

export default function SellerLayout() {
  return (
    <House house={useLoaderData<typeof loader>()}>
      <Outlet />
    </House>
  );
}

const SEARCH = { field: <SearchButton />, icon: <SearchIcon /> };

type HouseData = ReturnType<typeof useLoaderData<typeof loader>>;

function House({ house, children }: { house: HouseData; children: ReactNode }) {
  const { user, workspace, memberId, workspaces, choices } = house;
  useSameWorkspace(workspace.id);
  return (
    <PipelineContext.Provider value={choices}>
      <ToastProvider>
        <HomeHouse favourites={house.favourites} archived={house.archived}>
          <SellerShell
            search={SEARCH}
            favourites={<FavouritesNav favourites={house.favourites} />}
            user={user}
            workspace={workspace}
            memberId={memberId}
            workspaces={workspaces}
            unread={house.unread}
          >
            {children}
          </SellerShell>
        </HomeHouse>
      </ToastProvider>
    </PipelineContext.Provider>
  );
}

/** A page that fails leaves the house standing around it, where its own data could be read. */
export function ErrorBoundary() {
  const house = useRouteLoaderData<typeof loader>("routes/app/layout");
  if (!house) return <PageError />;
  return (
    <House house={house}>
      <PageError isInside />
    </House>
  );
}

export { pageHeaders as headers } from "~/ui/page-error";

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useMemo, useState } from "react";
import { AskOnPage } from "~/features/rooms/chat/components/ask-on-page";
import { RoomChatButton } from "~/features/rooms/chat/components/room-chat-button";
import { countByPage } from "~/features/rooms/chat/data.server";
import type { SpotContext } from "~/features/rooms/chat/hooks/use-spot";
import { viewerChat } from "~/features/rooms/chat/place.server";
import { unreadOfViewer } from "~/features/rooms/chat/unread/viewer.server";
import { findBuyerRoom } from "~/features/sharing/buyer/data.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { ClosedPage } from "~/features/sharing/components/closed-page";
import { ConsentBar } from "~/features/sharing/components/consent-bar";
import { PeopleLink } from "~/features/sharing/components/people-link";
import { PreviewBanner } from "~/features/sharing/components/preview-banner";
import { PrivacyFooter } from "~/features/sharing/components/privacy-footer";
import { RoomContact } from "~/features/sharing/components/room-contact";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { useRoomEvents } from "~/features/sharing/hooks/use-room-events";
import { paths } from "~/platform/paths";
import { brandVariables } from "~/ui/brand";
import { BuyerShell } from "~/ui/buyer-shell";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const [room, chat, asked] = await Promise.all([
    findBuyerRoom(viewer),
    unreadOfViewer(actor),
    countByPage(viewerChat(actor, "room")),
  ]);
  const { roomId, preview, consent, consentMode } = viewer;
  return { room, roomId, chat, asked, visitor: { preview, consent, consentMode } };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.room.name ?? NEUTRAL_TITLE }];

export default function RoomLayout() {
  const { room, roomId, chat, asked, visitor } = useLoaderData<typeof loader>();
  useRoomEvents(roomId);
  const [unit, setUnit] = useState<number | null>(null);
  const spot: SpotContext = useMemo(() => ({ onUnit: setUnit }), []);
  const pages = room.pages.map(({ id, title, kind }) => ({ to: paths.buyerPage(roomId, id), title, kind }));
  return (
    <div data-brand style={brandVariables(room.brandColor)}>
      <BuyerShell
        brandName={room.brandName}
        brandLogoUrl={room.brandLogoUrl}
        roomName={room.name}
        pages={pages}
        contact={room.contact ? <RoomContact contact={room.contact} brandName={room.brandName} /> : null}
        chat={
          <>
            <PeopleLink roomId={roomId} />
            <RoomChatButton roomId={roomId} chat={chat} />
          </>
        }
        previewBanner={visitor.preview ? <PreviewBanner roomId={roomId} /> : undefined}
        footer={<PrivacyFooter roomId={roomId} brandName={room.brandName} visitor={visitor} />}
      >
        <Outlet context={spot} />
        <AskOnPage roomId={roomId} pages={room.pages} asked={asked} unit={unit} />
      </BuyerShell>
      {visitor.preview || visitor.consent !== "unasked" ? null : (
        <ConsentBar roomId={roomId} brandName={room.brandName} mode={visitor.consentMode} />
      )}
    </div>
  );
}

export function ErrorBoundary() {
  return <ClosedPage />;
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { lazy, Suspense, startTransition, useMemo, useState } from "react";
import { AskOnPage as DrawnAskOnPage } from "~/features/rooms/chat/components/ask-on-page";
import { RoomChatButton as DrawnRoomChatButton } from "~/features/rooms/chat/components/room-chat-button";
import { countByPage } from "~/features/rooms/chat/data.server";
import type { SpotContext } from "~/features/rooms/chat/hooks/use-spot";
import { viewerChat } from "~/features/rooms/chat/place.server";
import { unreadOfViewer } from "~/features/rooms/chat/unread/viewer.server";
import { findBuyerRoom } from "~/features/sharing/buyer/data.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { ClosedPage } from "~/features/sharing/components/closed-page";
import { ConsentBar } from "~/features/sharing/components/consent-bar";
import { PeopleLink as DrawnPeopleLink } from "~/features/sharing/components/people-link";
import { PreviewBanner as DrawnPreviewBanner } from "~/features/sharing/components/preview-banner";
import { PrivacyFooter } from "~/features/sharing/components/privacy-footer";
import { RoomContact as DrawnRoomContact } from "~/features/sharing/components/room-contact";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { useRoomEvents } from "~/features/sharing/hooks/use-room-events";
import { paths } from "~/platform/paths";
import { brandVariables } from "~/ui/brand";
import { BuyerShell } from "~/ui/buyer-shell";

// Whole in the server's HTML; their scripts come after the page.
const PeopleLink = import.meta.env.SSR
  ? DrawnPeopleLink
  : lazy(async () => ({ default: (await import("~/features/sharing/components/people-link")).PeopleLink }));
const PreviewBanner = import.meta.env.SSR
  ? DrawnPreviewBanner
  : lazy(async () => ({
      default: (await import("~/features/sharing/components/preview-banner")).PreviewBanner,
    }));
const AskOnPage = import.meta.env.SSR
  ? DrawnAskOnPage
  : lazy(async () => ({ default: (await import("~/features/rooms/chat/components/ask-on-page")).AskOnPage }));
const RoomChatButton = import.meta.env.SSR
  ? DrawnRoomChatButton
  : lazy(async () => ({
      default: (await import("~/features/rooms/chat/components/room-chat-button")).RoomChatButton,
    }));
const RoomContact = import.meta.env.SSR
  ? DrawnRoomContact
  : lazy(async () => ({ default: (await import("~/features/sharing/components/room-contact")).RoomContact }));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const [room, chat, asked] = await Promise.all([
    findBuyerRoom(viewer),
    unreadOfViewer(actor),
    countByPage(viewerChat(actor, "room")),
  ]);
  const { roomId, preview, consent, consentMode } = viewer;
  // Here, so that a reader's browser needs no arithmetic of colours.
  const brand = brandVariables(room.brandColor);
  return { room, roomId, brand, chat, asked, visitor: { preview, consent, consentMode } };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.room.name ?? NEUTRAL_TITLE }];

export default function RoomLayout() {
  const { room, roomId, brand, chat, asked, visitor } = useLoaderData<typeof loader>();
  useRoomEvents(roomId);
  const [unit, setUnit] = useState<number | null>(null);
  // In a transition, so that parts whose script is still on its way are not drawn anew by the browser.
  const spot: SpotContext = useMemo(() => ({ onUnit: (shown) => startTransition(() => setUnit(shown)) }), []);
  const pages = room.pages.map(({ id, title, kind }) => ({ to: paths.buyerPage(roomId, id), title, kind }));
  return (
    <div data-brand style={brand}>
      <BuyerShell
        brandName={room.brandName}
        brandLogoUrl={room.brandLogoUrl}
        roomName={room.name}
        pages={pages}
        contact={
          room.contact ? (
            <Suspense>
              <RoomContact contact={room.contact} brandName={room.brandName} />
            </Suspense>
          ) : null
        }
        chat={
          <Suspense>
            <PeopleLink roomId={roomId} />
            <RoomChatButton roomId={roomId} chat={chat} />
          </Suspense>
        }
        previewBanner={
          visitor.preview ? (
            <Suspense>
              <PreviewBanner roomId={roomId} />
            </Suspense>
          ) : undefined
        }
        footer={<PrivacyFooter roomId={roomId} brandName={room.brandName} visitor={visitor} />}
      >
        <Outlet context={spot} />
        <Suspense>
          <AskOnPage roomId={roomId} pages={room.pages} asked={asked} unit={unit} />
        </Suspense>
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

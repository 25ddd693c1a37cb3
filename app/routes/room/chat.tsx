import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { canUseCorner } from "~/features/rooms/attachments/policy";
import { ChatFrame as DrawnChatFrame } from "~/features/rooms/chat/components/chat-frame";
import { ChatPanel as DrawnChatPanel } from "~/features/rooms/chat/components/chat-panel";
import { BuyersNote, CornerTabs } from "~/features/rooms/chat/components/corners";
import { DeletedNote, useDeletedNote } from "~/features/rooms/chat/components/deleted-note";
import { buyerDoors } from "~/features/rooms/chat/doors";
import { loadChat } from "~/features/rooms/chat/load.server";
import { viewerChat } from "~/features/rooms/chat/place.server";
import { readChatForm } from "~/features/rooms/chat/read-form.server";
import { chatQueryOf } from "~/features/rooms/chat/schema";
import { mailChoicePath } from "~/features/rooms/mail-choice/token.server";
import { findBrandName } from "~/features/sharing/buyer/data.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { runBuyerIntent } from "~/features/tracking/buyer-chat.server";
import { SkeletonSheet } from "~/ui/skeleton";

// Whole in the server's HTML; their scripts come after the page.
const ChatFrame = import.meta.env.SSR
  ? DrawnChatFrame
  : lazy(async () => ({ default: (await import("~/features/rooms/chat/components/chat-frame")).ChatFrame }));
const ChatPanel = import.meta.env.SSR
  ? DrawnChatPanel
  : lazy(async () => ({ default: (await import("~/features/rooms/chat/components/chat-panel")).ChatPanel }));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const query = chatQueryOf(request.url);
  const mayGoApart = canUseCorner(actor, "buyers");
  const isClosed = query.corner === "buyers" && !mayGoApart;
  const [view, brandName] = await Promise.all([
    isClosed ? null : loadChat(viewerChat(actor, query.corner), query),
    findBrandName(viewer),
  ]);
  const { roomId, email, identity, preview: isPreview } = viewer;
  // Whoever only typed an address must not turn off the mails of its owner; those have the way out in the mail itself.
  const mailsTo =
    email && identity === "verified" && !isPreview
      ? mailChoicePath("chat", roomId, { side: "viewer", email })
      : null;
  return { roomId, isPreview, corner: query.corner, brandName, view, mailsTo };
}

/** What the screen does without a script; with one it asks the door of the same name. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const chat = viewerChat(actor, chatQueryOf(request.url).corner);
  const form = await readChatForm(request, chat);
  if (!form.ok) return data(form.reply, 422);
  const reply = await runBuyerIntent({ viewer, chat, intent: form.value, values: form.values });
  if (!reply.ok) return data({ errors: reply.errors, values: reply.values }, 422);
  const { pathname, search } = new URL(request.url);
  return redirect(pathname + search, 303);
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const names = matches
    .flatMap((match) => match.meta)
    .flatMap((tag) => ("title" in tag ? String(tag.title) : []));
  return [{ title: names.at(-1) ?? NEUTRAL_TITLE }];
};

export default function BuyerChat() {
  const { t } = useTranslation("chat");
  const { t: tasks } = useTranslation("tasks");
  const { roomId, isPreview, corner, brandName, view, mailsTo } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const doors = useMemo(() => buyerDoors(roomId, corner), [roomId, corner]);
  const note = useDeletedNote();
  return (
    <>
      <h1 className="mb-3 text-lg font-semibold text-ink">{t("with", { brand: brandName })}</h1>
      <CornerTabs roomId={roomId} corner={corner} />
      {corner === "buyers" ? <BuyersNote {...{ roomId, brandName }} isClosed={view === null} /> : null}
      {isPreview ? <p className="mb-3 text-sm text-ink-muted">{t("preview")}</p> : null}
      {view ? (
        <Suspense fallback={<SkeletonSheet />}>
          <ChatFrame {...{ view, doors, brandName }}>
            <ChatPanel
              key={`${corner} ${view.spot?.pageId} ${view.spot?.unit} ${view.query.before}`}
              {...{ view, doors, brandName, roomId }}
              refused={
                refused
                  ? { error: Object.values(refused.errors)[0] ?? null, body: refused.values.body ?? "" }
                  : null
              }
              onDeleted={note.show}
            />
            <DeletedNote note={note} />
          </ChatFrame>
        </Suspense>
      ) : null}
      {mailsTo ? (
        <p className="mt-3 text-xs text-ink-muted">
          <Link to={mailsTo} className="rounded-sm hover:text-ink hover:underline">
            {tasks("mails.fromChat")}
          </Link>
        </p>
      ) : null}
    </>
  );
}

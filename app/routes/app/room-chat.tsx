import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { ChatFrame } from "~/features/rooms/chat/components/chat-frame";
import { ChatPanel } from "~/features/rooms/chat/components/chat-panel";
import { memberDoors } from "~/features/rooms/chat/doors";
import { loadChat } from "~/features/rooms/chat/load.server";
import { memberChat } from "~/features/rooms/chat/place.server";
import { readChatForm } from "~/features/rooms/chat/read-form.server";
import { runChatIntent } from "~/features/rooms/chat/run-intent.server";
import { chatQueryOf } from "~/features/rooms/chat/schema";
import { RoomHeader } from "~/features/rooms/components/room-header";
import { getRoom, memberInRoom } from "~/features/rooms/data.server";
import { mailChoicePath } from "~/features/rooms/mail-choice/token.server";
import { canEditRoom } from "~/features/rooms/policy";
import { pageTitle } from "~/platform/page-title";
import { useToast } from "~/ui/toast";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope, workspace } = await requireMember(request);
  const room = await getRoom(scope, params.roomId ?? "");
  const chat = memberChat(await memberInRoom(scope, room.id));
  const view = await loadChat(chat, { ...chatQueryOf(request.url), corner: "room" });
  const mailsTo = mailChoicePath("chat", room.id, { side: "member", memberId: scope.memberId });
  return { room, canEdit: canEditRoom(scope, room), brandName: workspace.name, view, mailsTo };
}

/** What the screen does without a script; with one it asks the door of the same name. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const chat = memberChat(await memberInRoom(scope, params.roomId ?? ""));
  const form = await readChatForm(request, chat);
  if (!form.ok) return data(form.reply, 422);
  const reply = await runChatIntent(chat, form.value, form.values);
  if (!reply.ok) return data({ errors: reply.errors, values: reply.values }, 422);
  const { pathname, search } = new URL(request.url);
  return redirect(pathname + search, 303);
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "chat:title", page.data?.room.name);

export default function RoomChat() {
  const { t } = useTranslation("chat");
  const { t: tasks } = useTranslation("tasks");
  const { room, canEdit, brandName, view, mailsTo } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const toast = useToast();
  const doors = useMemo(() => memberDoors(room.id), [room.id]);
  return (
    <>
      <RoomHeader room={room} canEdit={canEdit} />
      <h2 className="sr-only">{t("title")}</h2>
      {view.canWrite ? null : <p className="mb-3 text-sm text-ink-muted">{t("resting")}</p>}
      <ChatFrame {...{ view, doors, brandName }}>
        <ChatPanel
          key={`${room.id} ${view.spot?.pageId} ${view.spot?.unit} ${view.query.before}`}
          {...{ view, doors, brandName }}
          roomId={room.id}
          refused={
            refused
              ? { error: Object.values(refused.errors)[0] ?? null, body: refused.values.body ?? "" }
              : null
          }
          onDeleted={(onUndo) => toast({ message: t("wasDeleted"), onUndo })}
        />
      </ChatFrame>
      <p className="mt-3 text-xs text-ink-muted">
        <Link to={mailsTo} className="rounded-sm hover:text-ink hover:underline">
          {tasks("mails.fromChat")}
        </Link>
      </p>
    </>
  );
}

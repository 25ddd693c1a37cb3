import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ArchiveCard } from "~/features/accounts/components/archive-card";
import { listOwners } from "~/features/accounts/data.server";
import { mayAskToDelete } from "~/features/accounts/deleting/policy";
import { archiveSchema, restoreSchema } from "~/features/accounts/schema";
import { takeStaleFields } from "~/features/accounts/stale/schema";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { tellArchived } from "~/features/home/undo/flash.server";
import { RoomForm } from "~/features/rooms/components/room-form";
import { RoomHeader } from "~/features/rooms/components/room-header";
import { getRoom } from "~/features/rooms/data.server";
import { archiveRoom, restoreRoom, updateRoom } from "~/features/rooms/mutations.server";
import { canEditRoom } from "~/features/rooms/policy";
import { roomSchema } from "~/features/rooms/schema";
import { roomTexts } from "~/features/rooms/utils";
import { AppError, assertCan } from "~/platform/errors";
import { isAfterForm, parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const room = await getRoom(scope, params.roomId ?? "");
  if (room.archivedAt && !isAfterForm(request)) throw redirect(paths.room(room.id));
  assertCan(canEditRoom(scope, room));
  const owners = await listOwners(scope, room.ownerId);
  return { room, owners, canDelete: mayAskToDelete(scope, room) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  const roomId = params.roomId ?? "";
  switch (form.get("intent")) {
    case "archive":
      if (!parseFields(form, archiveSchema).ok) throw new AppError("INVALID");
      return archive(member, roomId);
    case "restore":
      if (!parseFields(form, restoreSchema).ok) throw new AppError("INVALID");
      await restoreRoom(member.scope, roomId);
      return redirect(paths.room(roomId));
    default:
      return save(member, roomId, form);
  }
}

async function archive({ scope }: Member, roomId: string) {
  const { name } = await getRoom(scope, roomId);
  await archiveRoom(scope, roomId);
  return redirect(paths.room(roomId), tellArchived(name, { kind: "room", id: roomId }));
}

async function save(member: Member, roomId: string, form: FormData) {
  takeStaleFields(form);
  const parsed = parseFields(form, roomSchema);
  if (!parsed.ok) return data({ ...parsed.reply, saved: undefined }, 422);
  const edit = await updateRoom(member.scope, { ...parsed.value, roomId });
  if (edit.ok) return redirect(paths.room(roomId));
  const saved = roomTexts(edit.current);
  const message = edit.current.archivedAt ? "accounts:stale.archived" : "accounts:stale.title";
  return data(
    { ...refuse({ form: message }, { ...parsed.values, version: saved.version ?? "" }), saved },
    409,
  );
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "rooms:edit.title", page.data?.room.name);

export default function EditRoom() {
  const { t } = useTranslation("rooms");
  const { room, owners, canDelete } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <RoomHeader room={room} canEdit />
      <Card title={t("edit.title")} className="max-w-read">
        <RoomForm
          key={reply?.saved?.version ?? room.version}
          values={{ ...roomTexts(room), ...reply?.values }}
          errors={reply?.errors ?? {}}
          saved={reply?.saved}
          owners={owners}
          cancelTo={paths.room(room.id)}
        />
      </Card>
      <ArchiveCard
        body={t("archive.body")}
        submit={t("archive.submit")}
        deleteTo={canDelete ? paths.deleteRoom(room.id) : null}
      />
    </>
  );
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { RoomHeader } from "~/features/rooms/components/room-header";
import { getRoom } from "~/features/rooms/data.server";
import { canEditRoom } from "~/features/rooms/policy";
import { FreshLink } from "~/features/sharing/components/fresh-link";
import { ShareLinkForm } from "~/features/sharing/components/share-link-form";
import { ShareLinkTable } from "~/features/sharing/components/share-link-table";
import { findSharedRoom, listShareLinks } from "~/features/sharing/data.server";
import {
  createShareLink,
  revokeShareLink,
  rotateShareLink,
  updateShareLink,
} from "~/features/sharing/mutations.server";
import { createLinkSchema, linkIntentSchema, updateLinkSchema } from "~/features/sharing/schema";
import { buyerOrigin } from "~/features/workspaces/domains/data.server";
import { now } from "~/platform/clock.server";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { dayOf } from "~/platform/i18n/format";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const room = await findSharedRoom(member.scope, params.roomId ?? "");
  const links = await listShareLinks(member.scope, room.id);
  const { timeZone } = member.workspace;
  const dated = links.map((link) => ({
    ...link,
    lastDay: link.expiresAt && dayOf(link.expiresAt, timeZone),
  }));
  const face = await getRoom(member.scope, room.id);
  return {
    room,
    face,
    canEdit: canEditRoom(member.scope, face),
    links: dated,
    today: dayOf(now(), timeZone),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  const roomId = params.roomId ?? "";
  switch (form.get("intent")) {
    case "create":
      return create(member, roomId, form);
    case "update":
      return update(member, roomId, form);
    default:
      return closeOrRotate(member, roomId, form);
  }
}

async function create(member: Member, roomId: string, form: FormData) {
  const parsed = parseFields(form, createLinkSchema);
  if (!parsed.ok) return data({ ...done(), ...parsed.reply, failed: "new" }, 422);
  const { intent: _, ...policy } = parsed.value;
  const { linkId, token } = await createShareLink(member.scope, { roomId, ...policy });
  return data({ ...done("created"), linkId, freshUrl: await addressOf(member, token) });
}

async function update(member: Member, roomId: string, form: FormData) {
  const parsed = parseFields(form, updateLinkSchema);
  if (!parsed.ok) return data({ ...done(), ...parsed.reply, failed: String(form.get("linkId")) }, 422);
  const { intent: _, ...policy } = parsed.value;
  await updateShareLink(member.scope, { roomId, ...policy });
  return data({ ...done("updated"), linkId: policy.linkId });
}

async function closeOrRotate(member: Member, roomId: string, form: FormData) {
  const parsed = parseFields(form, linkIntentSchema);
  if (!parsed.ok) return data({ ...done(), ...parsed.reply }, 422);
  const { intent, linkId } = parsed.value;
  if (intent === "revoke") {
    await revokeShareLink(member.scope, { roomId, linkId });
    return data({ ...done("revoked"), linkId });
  }
  const { token } = await rotateShareLink(member.scope, { roomId, linkId });
  return data({ ...done("rotated"), linkId, freshUrl: await addressOf(member, token) });
}

type Done = "created" | "updated" | "revoked" | "rotated";

function done(what: Done | null = null) {
  const nothing: { linkId: string | null; freshUrl: string | null; failed: string | null } = {
    linkId: null,
    freshUrl: null,
    failed: null,
  };
  return { done: what, ...nothing, ...refuse({}) };
}

/** Absolute addresses come from the settings only, never from what the request calls us. */
async function addressOf({ scope }: Member, token: string): Promise<string> {
  return new URL(paths.shareLink(token), await buyerOrigin(scope)).href;
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "sharing:title", page.data?.room.name);

export default function RoomLinks() {
  const { t } = useTranslation("sharing");
  const { room, face, canEdit, links, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const editedId = reply?.failed ?? (reply?.done === "updated" ? null : search.get("edit"));
  const edited = links.find((link) => link.id === editedId && link.state !== "revoked");
  return (
    <>
      <RoomHeader room={face} canEdit={canEdit} />
      <h2 className="sr-only">{t("title")}</h2>
      <p className="mb-6 text-ink-muted">{t("description")}</p>
      <div className="flex flex-col gap-6">
        {reply?.freshUrl ? <FreshLink url={reply.freshUrl} /> : null}
        <p role="status" className="text-sm text-positive empty:hidden">
          {reply?.done === "updated" ? t("saved") : null}
          {reply?.done === "revoked" ? t("closedNow") : null}
        </p>
        {edited && room.canShare ? (
          <Card title={t("editTitle", { label: edited.label })}>
            <ShareLinkForm
              key={edited.id}
              link={edited}
              roomId={room.id}
              today={today}
              reply={reply?.failed === edited.id ? reply : undefined}
            />
          </Card>
        ) : null}
        <ShareLinkTable links={links} room={room} />
        {room.canShare ? (
          <Card title={t("newTitle")}>
            <ShareLinkForm
              key={links.length}
              roomId={room.id}
              today={today}
              reply={reply?.failed === "new" ? reply : undefined}
            />
          </Card>
        ) : (
          <p className="text-sm text-ink-muted">{t("noPermission")}</p>
        )}
      </div>
    </>
  );
}

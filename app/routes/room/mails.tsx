import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findMailChoice } from "~/features/rooms/mail-choice/data.server";
import { turnMailsOff, turnMailsOn } from "~/features/rooms/mail-choice/mutations.server";
import { mailChoiceSchema } from "~/features/rooms/mail-choice/schema";
import { readMailChoice } from "~/features/rooms/mail-choice/token.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { ClosedPage } from "~/features/sharing/components/closed-page";
import { GateFrame } from "~/features/sharing/components/gate-frame";
import { clientAddress } from "~/platform/http/client-address.server";
import { parseForm } from "~/platform/http/form.server";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { Button } from "~/ui/button";

const ASKS = { points: 120, seconds: 60 };

/** A mail scanner opens every address: this shows what is chosen and changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await limit("mail-choice", clientAddress(request), ASKS);
  const choice = readMailChoice(params.roomId ?? "", params.token ?? "");
  const { workspaceId: _, ...shown } = await findMailChoice(choice);
  return { kind: choice.kind, ...shown };
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limit("mail-choice", clientAddress(request), ASKS);
  const { roomId = "", token = "" } = params;
  const choice = readMailChoice(roomId, token);
  const form = await parseForm(request, mailChoiceSchema);
  if (!form.ok) return data(form.reply, 422);
  await (form.value.to === "off" ? turnMailsOff : turnMailsOn)(choice);
  return redirect(paths.mailChoice(roomId, token), 303);
}

export const meta: MetaFunction = () => [
  { title: NEUTRAL_TITLE },
  { name: "robots", content: "noindex" },
  { name: "referrer", content: "no-referrer" },
];

export default function RoomMails() {
  const { t } = useTranslation("tasks");
  const { kind, isOff, roomName, brandName, brandColor } = useLoaderData<typeof loader>();
  return (
    <GateFrame brandName={brandName} brandColor={brandColor}>
      <p className="text-sm text-ink-muted">{t("mail.room", { room: roomName, brand: brandName })}</p>
      <h1 className="mt-1 text-lg font-semibold text-ink">{t(`mails.${kind}.title`)}</h1>
      <p role="status" className="mt-3 text-sm text-ink">
        {t(`mails.${kind}.${isOff ? "isOff" : "isOn"}`)}
      </p>
      <Form method="post" className="mt-6 flex flex-col gap-2">
        <Button type="submit" variant="primary" name="to" value={isOff ? "on" : "off"}>
          {t(isOff ? "mails.turnOn" : "mails.turnOff")}
        </Button>
        <p className="text-xs text-ink-muted">{t(isOff ? "mails.wayBack" : "mails.nothing")}</p>
      </Form>
    </GateFrame>
  );
}

export function ErrorBoundary() {
  return <ClosedPage />;
}

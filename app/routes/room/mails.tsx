import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { turnMailsOff, turnMailsOn } from "~/features/rooms/mail-choice/mutations.server";
import { mailChoiceSchema } from "~/features/rooms/mail-choice/schema";
import { readMailChoice } from "~/features/rooms/mail-choice/token.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { ClosedPage } from "~/features/sharing/components/closed-page";
import { GateFrame } from "~/features/sharing/components/gate-frame";
import { showMailChoice } from "~/features/sharing/mail-choice/data.server";
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
  const { side, ...shown } = await showMailChoice(choice);
  const { kind, roomId } = choice;
  const chat = side === "member" ? paths.roomChat(roomId) : paths.buyerChat(roomId);
  return { kind, ...shown, toChat: kind === "chat" && shown.roomName !== null ? chat : null };
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
  const { kind, isOff, roomName, brandName, brandColor, toChat } = useLoaderData<typeof loader>();
  return (
    <GateFrame brandName={brandName} brandColor={brandColor}>
      {roomName === null ? null : (
        <p className="mb-1 text-sm text-ink-muted">{t("mail.room", { room: roomName, brand: brandName })}</p>
      )}
      <h1 className="text-lg font-semibold text-ink">{t(`mails.${kind}.title`)}</h1>
      <p role="status" className="mt-3 text-sm text-ink">
        {t(`mails.${kind}.${isOff ? "isOff" : "isOn"}`)}
      </p>
      <Form method="post" className="mt-6 flex flex-col gap-2">
        <Button type="submit" variant="primary" name="to" value={isOff ? "on" : "off"}>
          {t(isOff ? "mails.turnOn" : "mails.turnOff")}
        </Button>
        <p className="text-xs text-ink-muted">{t(isOff ? "mails.wayBack" : "mails.nothing")}</p>
      </Form>
      {toChat ? (
        <p className="mt-6 text-sm">
          <Link to={toChat} className="rounded-sm text-accent underline">
            {t("mails.toChat")}
          </Link>
        </p>
      ) : null}
    </GateFrame>
  );
}

export function ErrorBoundary() {
  return <ClosedPage />;
}

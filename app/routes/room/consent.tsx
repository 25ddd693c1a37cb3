import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/features/sharing/guard.server";
import { chooseConsent } from "~/features/sharing/viewers/mutations.server";
import { consentSchema } from "~/features/sharing/viewers/schema";
import { setConsentCookie } from "~/features/sharing/visitor-cookie.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { safeNext } from "~/platform/http/redirects.server";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";

export function loader({ params }: LoaderFunctionArgs) {
  return redirect(paths.buyerRoom(params.roomId ?? ""), 303);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, params.roomId ?? "");
  const form = await parseForm(request, consentSchema);
  if (!form.ok) throw new AppError("INVALID");
  const { choice, next } = form.value;
  await chooseConsent(viewer, { consent: choice, language: chooseLanguage(request, null) });
  const room = paths.buyerRoom(viewer.roomId);
  const target = safeNext(next, room);
  return redirect(target.startsWith(`${room}/`) ? target : room, {
    status: 303,
    headers: viewer.preview ? {} : { "set-cookie": setConsentCookie(viewer.roomId, choice) },
  });
}

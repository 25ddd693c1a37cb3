import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { AppError } from "~/platform/errors";
import { setCookie } from "~/platform/http/cookies.server";
import { parseForm } from "~/platform/http/form.server";
import { safeNext } from "~/platform/http/redirects.server";
import { THEME_COOKIE, THEMES } from "~/root.server";

const choice = z
  .object({ theme: z.enum(THEMES), next: z.string().max(4_000).optional().catch(undefined) })
  .strict();

export function loader() {
  throw new AppError("NOT_FOUND");
}

/** Belongs to the device, like its screen: kept in the browser and not with the person. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, choice);
  if (!form.ok) throw new AppError("INVALID");
  const cookie = setCookie(THEME_COOKIE, form.value.theme, { maxAgeSeconds: 365 * 86_400 });
  return redirect(safeNext(form.value.next), { headers: { "set-cookie": cookie } });
}

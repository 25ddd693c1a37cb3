import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { findMember } from "~/features/auth/guard.server";
import { keepLanguage } from "~/features/auth/language/mutations.server";
import { AppError } from "~/platform/errors";
import { setCookie } from "~/platform/http/cookies.server";
import { parseForm } from "~/platform/http/form.server";
import { safeNext } from "~/platform/http/redirects.server";
import { LANGUAGE_COOKIE } from "~/root.server";

const choice = z
  .object({ language: z.enum(["ja", "en"]), next: z.string().max(4_000).optional().catch(undefined) })
  .strict();

export function loader() {
  throw new AppError("NOT_FOUND");
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, choice);
  if (!form.ok) throw new AppError("INVALID");
  const member = await findMember(request);
  // What a member chose once speaks louder than the cookie, so it must change with it.
  if (member?.user.language) await keepLanguage(member, form.value.language);
  const cookie = setCookie(LANGUAGE_COOKIE, form.value.language, { maxAgeSeconds: 365 * 86_400 });
  return redirect(safeNext(form.value.next), { headers: { "set-cookie": cookie } });
}

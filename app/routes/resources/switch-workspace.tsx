import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { requireMember } from "~/features/auth/guard.server";
import { switchWorkspace } from "~/features/auth/mutations.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { isId } from "~/platform/ids";
import { paths } from "~/platform/paths";

const choice = z.strictObject({ memberId: z.string().refine(isId) });

export function loader() {
  throw new AppError("NOT_FOUND");
}

export async function action({ request }: ActionFunctionArgs) {
  const { user } = await requireMember(request);
  const form = await parseForm(request, choice);
  if (!form.ok) throw new AppError("INVALID");
  await switchWorkspace(user.id, form.value.memberId);
  return redirect(paths.home());
}

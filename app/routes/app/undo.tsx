import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { bringBack } from "~/features/home/undo/mutations.server";
import { archivedRefSchema } from "~/features/home/undo/schema";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";

export function loader() {
  throw new AppError("NOT_FOUND");
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, archivedRefSchema);
  if (!form.ok) throw new AppError("INVALID");
  await bringBack(scope, form.value);
  return Response.json({ undone: true });
}

import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { addFavourite, removeFavourite } from "~/features/home/favourites/mutations.server";
import { favouriteSchema } from "~/features/home/favourites/schema";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { safeNext } from "~/platform/http/redirects.server";

export function loader() {
  throw new AppError("NOT_FOUND");
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, favouriteSchema);
  if (!form.ok) throw new AppError("INVALID");
  const { intent, next, ...thing } = form.value;
  if (intent === "add") await addFavourite(scope, thing);
  else await removeFavourite(scope, thing);
  return redirect(safeNext(next));
}

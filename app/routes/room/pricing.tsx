import { db } from "@db/client";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { drawBlock } from "~/features/rooms/proposals/draw.server";
import { choosePricing } from "~/features/rooms/proposals/pricing/mutations.server";
import { pricingChoiceSchema } from "~/features/rooms/proposals/pricing/schema";
import { findShownVersion } from "~/features/rooms/proposals/versions/data.server";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { AppError, assertCan } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";

export function loader({ params }: LoaderFunctionArgs) {
  return redirect(paths.buyerPage(params.roomId ?? "", params.pageId ?? ""), 303);
}

/** A reader's switches of one price table. A script gets the table with its new sums, a form the page it stands on. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const pageId = params.pageId ?? "";
  assertCan(!actor.preview);
  const form = await parseForm(request, pricingChoiceSchema);
  if (!form.ok) throw new AppError("INVALID");
  const { blockId } = form.value;
  await db.transaction((tx) => ensureViewer(tx, viewer));
  await choosePricing(actor, { pageId, ...form.value });
  if (!request.headers.get("accept")?.includes("application/json"))
    return redirect(`${paths.buyerPage(actor.roomId, pageId)}#b-${blockId}`, 303);
  const version = await findShownVersion(db, actor, pageId);
  const language = chooseLanguage(request, null);
  return json({ html: await drawBlock(actor, { pageId, body: version?.body, blockId, language }) });
}

import { db } from "@db/client";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { AcceptForm } from "~/features/rooms/proposals/acceptance/components/accept-form";
import { AlreadyAccepted } from "~/features/rooms/proposals/acceptance/components/already-accepted";
import {
  consentText,
  digestOf,
  findPlace,
  getOffer,
  hasAccepted,
} from "~/features/rooms/proposals/acceptance/data.server";
import { acceptProposal } from "~/features/rooms/proposals/acceptance/mutations.server";
import { acceptSchema } from "~/features/rooms/proposals/acceptance/schema";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { confirmViewer } from "~/features/tracking/persons.server";
import { assertCan } from "~/platform/errors";
import { clientAddress } from "~/platform/http/client-address.server";
import { parseForm } from "~/platform/http/form.server";
import { formatDate } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { chooseLanguage } from "~/root.server";
import { useLocale } from "~/ui/locale";

/** What is to be signed, once more. Looking at it changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requireViewerActor(request, params.roomId ?? "");
  const pageId = params.pageId ?? "";
  const { version, title, brandName, totals, accepted } = await getOffer(actor, pageId);
  if (actor.preview) throw redirect(`${paths.buyerPage(actor.roomId, pageId)}#acceptance`, 303);
  const language = chooseLanguage(request, null);
  const seen = new URL(request.url).searchParams.get("v");
  const { id: versionId, number, createdAt } = version;
  return {
    roomId: actor.roomId,
    pageId,
    title,
    version: { number, publishedAt: createdAt },
    accepted: accepted ? ((await findPlace(actor, version))?.accepted ?? null) : null,
    // The text was read in an older version than the one to be signed.
    isOlderSeen: seen !== null && seen !== versionId,
    offer: {
      versionId,
      shown: digestOf(totals),
      language,
      consent: consentText(language, { title, brandName, number }),
      totals: totals.map(({ blockId, currency, netMinor, taxMinor, totalMinor }) => ({
        blockId,
        currency,
        netMinor,
        taxMinor,
        totalMinor,
      })),
    },
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const pageId = params.pageId ?? "";
  assertCan(!actor.preview);
  await limit("accept", actor.viewerId, { points: 20, seconds: 600 });
  await getOffer(actor, pageId);
  const form = await parseForm(request, acceptSchema);
  if (!form.ok) return data({ ...form.reply, conflict: null }, 422);
  await db.transaction((tx) => ensureViewer(tx, viewer, { language: form.value.language }));
  const { consent: _read, ...signing } = form.value;
  const caller = { ip: clientAddress(request), userAgent: request.headers.get("user-agent") ?? "" };
  const outcome = await acceptProposal(actor, { pageId, caller, ...signing });
  if (outcome.kind === "outdated") {
    // Whoever agreed to other words agrees anew.
    const { consent: _old, ...values } = form.values;
    return data({ errors: {}, values, conflict: "outdated" as const }, 409);
  }
  // An acceptance is something only a person gives.
  await db.transaction((tx) => confirmViewer(tx, viewer, "chat"));
  const isTheirs = outcome.kind === "already" && !(await hasAccepted(actor, outcome.acceptance.id));
  if (isTheirs) return data({ errors: {}, values: form.values, conflict: "already" as const }, 409);
  return redirect(`${paths.buyerPage(actor.roomId, pageId)}#acceptance`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ?? NEUTRAL_TITLE },
];

export default function Accept() {
  const { t } = useTranslation("buyer");
  const { language, timeZone } = useLocale();
  const { roomId, pageId, title, version, offer, accepted, isOlderSeen } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const at = formatDate(version.publishedAt, { language, timeZone, style: "dayTime" });
  return (
    <div className="max-w-read">
      <Link
        to={paths.buyerPage(roomId, pageId)}
        className="mb-2 inline-flex items-center gap-1.5 text-sm text-ink-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("acceptance.back")}
      </Link>
      <h1 className="text-xl font-semibold break-words text-ink">{t("acceptance.title", { title })}</h1>
      <p className="mt-1 mb-6 text-sm text-ink-muted">
        {t("acceptance.version", { number: version.number, at })}
      </p>
      {accepted ? (
        <AlreadyAccepted roomId={roomId} pageId={pageId} accepted={accepted} />
      ) : (
        <AcceptForm
          key={offer.versionId}
          offer={offer}
          values={reply?.values ?? {}}
          errors={reply?.errors ?? {}}
          isOutdated={reply ? reply.conflict === "outdated" : isOlderSeen}
          place={{ roomId, pageId }}
        />
      )}
    </div>
  );
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { askSchema } from "~/features/sharing/access/schema";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { isShownColleagues, listColleagues } from "~/features/sharing/colleagues/data.server";
import { inviteColleague } from "~/features/sharing/colleagues/mutations.server";
import { ColleagueForm } from "~/features/sharing/components/colleague-form";
import { ColleagueList } from "~/features/sharing/components/colleague-list";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { i18nOf } from "~/platform/i18n/translator.server";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { buttonLook } from "~/ui/button";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const [colleagues, isShown] = await Promise.all([listColleagues(actor), isShownColleagues(actor)]);
  const language = chooseLanguage(request, null);
  const title = i18nOf(language).getFixedT(language, "buyer")("people.title");
  return { roomId: viewer.roomId, colleagues, isShown, isPreview: viewer.preview, title };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const reader = await requireViewerActor(request, params.roomId ?? "");
  const form = await parseForm(request, askSchema);
  if (!form.ok) return data({ done: null, email: "", ...form.reply }, 422);
  const { intent: _, ...ask } = form.value;
  if (ask.email === reader.viewer.email)
    return data({ done: null, email: "", ...refuse({ email: "buyer:people.self" }, form.values) }, 422);
  try {
    return data({ done: await inviteColleague(reader, ask), email: ask.email, ...refuse({}) });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "RATE_LIMITED")) throw error;
    return data({ done: null, email: "", ...refuse({ form: "rate_limited" }, form.values) }, 429);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ?? NEUTRAL_TITLE },
];

export default function RoomColleagues() {
  const { t } = useTranslation("buyer");
  const { roomId, colleagues, isShown, isPreview } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <div className="flex max-w-read flex-col gap-8">
      <div>
        <h1 className="text-2xl font-semibold text-ink">{t("people.title")}</h1>
        <p className="mt-2 text-ink-muted">{t("people.body")}</p>
      </div>
      <ColleagueList colleagues={colleagues} isShown={isShown} />
      <ColleagueForm
        key={reply?.done ? reply.email : "form"}
        isPreview={isPreview}
        done={reply?.done ?? null}
        email={reply?.email ?? ""}
        reply={reply?.done ? undefined : reply}
      />
      <section className="rounded-lg border border-line bg-surface px-4 py-4 sm:px-5">
        <h2 className="text-base font-semibold text-ink">{t("people.export")}</h2>
        <p className="mt-1 mb-4 text-sm text-ink-muted">{t("people.exportBody")}</p>
        <a href={paths.buyerExport(roomId)} download className={buttonLook({})}>
          <Download aria-hidden />
          {t("people.exportDo")}
        </a>
      </section>
    </div>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { FormTrouble } from "~/features/accounts/components/form-parts";
import { requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { getRoom } from "~/features/rooms/data.server";
import { canEditPages } from "~/features/rooms/policy";
import { DiffView } from "~/features/rooms/proposals/versions/components/diff-view";
import { compareDraft } from "~/features/rooms/proposals/versions/data.server";
import { publishProposal } from "~/features/rooms/proposals/versions/mutations.server";
import { publishSchema } from "~/features/rooms/proposals/versions/schema";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";
import { PageHeader } from "~/ui/page-header";

/** An autosave that was under way when this page was opened has arrived by then. */
const SETTLED_MS = 1_500;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { scope } = member;
  const room = await getRoom(scope, params.roomId ?? "");
  const key = { roomId: room.id, pageId: params.pageId ?? "" };
  const { draft, publishing, entries } = await compareDraft(scope, key, chooseLanguage(request, member));
  return { ...key, title: draft.title, publishing, entries, canEdit: canEditPages(scope, room) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const key = { roomId: params.roomId ?? "", pageId: params.pageId ?? "" };
  const form = await parseForm(request, publishSchema);
  if (!form.ok) return data(form.reply, 422);
  const outcome = await publishProposal(scope, { ...key, ...form.value });
  if (outcome.kind === "stale")
    return data(refuse({ form: "versions:publish.stale" }, { note: form.values.note ?? "" }), 409);
  return redirect(paths.roomPage(key.roomId, key.pageId));
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "versions:open.publish", page.data?.title);

export default function PublishProposal() {
  const { t } = useTranslation("versions");
  const { roomId, pageId, title, publishing, entries, canEdit } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const isPending = useNavigation().formMethod === "POST";
  useSettledDraft();
  const { state, shownNumber } = publishing;
  const hint =
    state === "never"
      ? t("publish.first")
      : state === "published"
        ? t("publish.nothing")
        : t("publish.changed", { number: shownNumber ?? 0 });
  return (
    <>
      <PageHeader
        title={t("publish.title", { title })}
        description={hint}
        back={{ to: paths.roomPage(roomId, pageId), label: title }}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card title={t("diff.title")}>
          <DiffView entries={entries} />
        </Card>
        {canEdit ? (
          <Card>
            <Form method="post" noValidate className="flex flex-col gap-4">
              <FormTrouble errors={reply?.errors ?? {}} />
              <input type="hidden" name="draft" value={publishing.draft} />
              <TextField
                label={t("publish.note")}
                name="note"
                hint={t("publish.noteHint")}
                defaultValue={reply?.values.note}
                error={reply?.errors.note}
                maxLength={200}
                autoComplete="off"
              />
              <Button type="submit" variant="primary" pending={isPending} disabled={state === "published"}>
                {t("publish.submit")}
              </Button>
            </Form>
          </Card>
        ) : (
          <p className="text-sm text-ink-muted">{t("publish.readOnly")}</p>
        )}
      </div>
    </>
  );
}

function useSettledDraft(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setTimeout(revalidate, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [revalidate]);
}

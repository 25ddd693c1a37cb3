import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { getRoom } from "~/features/rooms/data.server";
import { canEditPages } from "~/features/rooms/policy";
import { DiffView } from "~/features/rooms/proposals/versions/components/diff-view";
import { CompareForm, VersionList } from "~/features/rooms/proposals/versions/components/version-list";
import { VersionNews, type VersionsReply } from "~/features/rooms/proposals/versions/components/version-news";
import { compareTexts, findDraft, listVersions } from "~/features/rooms/proposals/versions/data.server";
import { keepVersion, restoreVersion } from "~/features/rooms/proposals/versions/mutations.server";
import { versionsIntent } from "~/features/rooms/proposals/versions/schema";
import { DRAFT } from "~/features/rooms/proposals/versions/utils";
import { parseForm } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { scope } = member;
  const room = await getRoom(scope, params.roomId ?? "");
  const key = { roomId: room.id, pageId: params.pageId ?? "" };
  const asked = new URL(request.url).searchParams;
  const [{ draft, shown }, versions] = await Promise.all([findDraft(scope, key), listVersions(scope, key)]);
  const from = asked.get("from") ?? shown?.id ?? versions[0]?.id ?? DRAFT;
  const to = asked.get("to") ?? DRAFT;
  return {
    ...key,
    title: draft.title,
    versions,
    entries: await compareTexts(scope, key, { from, to, language: chooseLanguage(request, member) }),
    from,
    to,
    canEdit: canEditPages(scope, room),
    requestKeys: {
      keep: newId(),
      restore: Object.fromEntries(versions.map(({ id }) => [id, newId()])),
      undo: newId(),
    },
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const key = { roomId: params.roomId ?? "", pageId: params.pageId ?? "" };
  const form = await parseForm(request, versionsIntent);
  const nothing: VersionsReply = { done: null, number: 0, undoId: null, errors: {}, values: {} };
  if (!form.ok) return data({ ...nothing, ...form.reply }, 422);
  if (form.value.intent === "keep") {
    const { number } = await keepVersion(scope, { ...key, ...form.value });
    return data({ ...nothing, done: "kept" as const, number });
  }
  const outcome = await restoreVersion(scope, { ...key, ...form.value });
  if (outcome.kind === "refused") return data({ ...nothing, done: "refused" as const }, 409);
  return data({ ...nothing, done: "restored" as const, number: outcome.number, undoId: outcome.undoId });
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "versions:open.versions", page.data?.title);

export default function ProposalVersions() {
  const { t } = useTranslation("versions");
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { roomId, pageId, title, versions, entries, requestKeys, canEdit } = view;
  return (
    <>
      <PageHeader
        title={t("list.title", { title })}
        description={t("list.description")}
        back={{ to: paths.roomPage(roomId, pageId), label: title }}
      />
      <VersionNews reply={reply} undoKey={requestKeys.undo} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title={t("diff.title")}>
          <CompareForm versions={versions} from={view.from} to={view.to} />
          <DiffView entries={entries} />
        </Card>
        <div className="flex min-w-0 flex-col gap-6">
          {canEdit ? (
            <Card title={t("keep.title")}>
              <Form method="post" noValidate className="flex flex-col items-start gap-3">
                <input type="hidden" name="intent" value="keep" />
                <input type="hidden" name="requestKey" value={requestKeys.keep} />
                <TextField
                  key={requestKeys.keep}
                  label={t("keep.note")}
                  name="note"
                  hint={t("keep.hint")}
                  defaultValue={reply?.values.note}
                  error={reply?.errors.note}
                  autoComplete="off"
                  required
                />
                <Button type="submit">{t("keep.submit")}</Button>
              </Form>
            </Card>
          ) : null}
          <Card title={t("list.heading")} flush>
            <VersionList versions={versions} canEdit={canEdit} requestKeys={requestKeys.restore} />
          </Card>
        </div>
      </div>
    </>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ArchiveCard } from "~/features/accounts/components/archive-card";
import { ArchivedBanner } from "~/features/accounts/components/archived-banner";
import { Timeline } from "~/features/accounts/components/timeline";
import { ContactForm } from "~/features/accounts/contacts/components/contact-form";
import { type ContactKey, getContact } from "~/features/accounts/contacts/data.server";
import { archiveContact, restoreContact, updateContact } from "~/features/accounts/contacts/mutations.server";
import { contactSchema } from "~/features/accounts/contacts/schema";
import { contactTexts } from "~/features/accounts/contacts/utils";
import { getAccount } from "~/features/accounts/data.server";
import { mayAskToDelete } from "~/features/accounts/deleting/policy";
import { TwinList } from "~/features/accounts/merging/components/choose-other";
import { MergeNotes } from "~/features/accounts/merging/components/merge-notes";
import { listMerges, listPossibleSamePeople } from "~/features/accounts/merging/data.server";
import { canEditAccount } from "~/features/accounts/policy";
import { archiveSchema, restoreSchema, timelineSchema } from "~/features/accounts/schema";
import { takeStaleFields } from "~/features/accounts/stale/schema";
import { mergeStale } from "~/features/accounts/stale/utils";
import { listContactTimeline } from "~/features/activity/data.server";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { ContactReading } from "~/features/engagement/components/reading-summary";
import { readContactRooms } from "~/features/engagement/reports/contact.server";
import { aboutThing } from "~/features/home/things/utils";
import { tellArchived } from "~/features/home/undo/flash.server";
import { AppError } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const key = keyOf(params);
  const account = await getAccount(scope, key.accountId);
  if (account.mergedIntoId) throw redirect(paths.contact(account.mergedIntoId, key.contactId));
  const contact = await getContact(scope, key);
  if (contact.mergedIntoId) throw redirect(paths.contact(account.id, contact.mergedIntoId));
  const { activity } = timelineSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const canEdit = canEditAccount(scope, account);
  const [rooms, timeline, merges, twins] = await Promise.all([
    readContactRooms(scope, contact.id),
    listContactTimeline(scope, contact.id, activity),
    listMerges(scope, { kind: "contact", keptId: contact.id }),
    canEdit && !contact.archivedAt ? listPossibleSamePeople(scope, contact) : [],
  ]);
  return {
    account,
    contact,
    canEdit,
    canDelete: mayAskToDelete(scope, account),
    rooms,
    timeline,
    activity,
    merges,
    twins: twins.map(({ id, name, email }) => ({ id, name: name ?? email, hint: email })),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  const key = keyOf(params);
  switch (form.get("intent")) {
    case "archive":
      if (!parseFields(form, archiveSchema).ok) throw new AppError("INVALID");
      return archive(member, key);
    case "restore":
      if (!parseFields(form, restoreSchema).ok) throw new AppError("INVALID");
      await restoreContact(member.scope, key);
      return redirect(paths.contact(key.accountId, key.contactId));
    default:
      return save(member, key, form);
  }
}

async function archive({ scope }: Member, key: ContactKey) {
  const { accountId, contactId } = key;
  const { name, email } = await getContact(scope, key);
  await archiveContact(scope, key);
  const told = tellArchived(name ?? email, { kind: "contact", id: contactId, accountId });
  return redirect(paths.contact(accountId, contactId), told);
}

async function save(member: Member, key: ContactKey, form: FormData) {
  const seen = takeStaleFields(form);
  const parsed = parseFields(form, contactSchema);
  if (!parsed.ok) return data({ ...NOTHING, ...parsed.reply, seen }, 422);
  const edit = await updateContact(member.scope, { ...parsed.value, ...key });
  if (edit.ok) return redirect(paths.account(key.accountId));
  if (edit.reason === "email_taken") {
    return data({ ...NOTHING, ...refuse({ email: "taken" }, parsed.values), holder: edit.holder, seen }, 422);
  }
  const saved = contactTexts(edit.current);
  const message = edit.current.archivedAt ? "accounts:stale.archived" : "accounts:stale.title";
  const { values, taken } = mergeStale({ typed: parsed.values, seen, saved });
  return data({ ...NOTHING, ...refuse({ form: message }, values), saved, taken, seen }, 409);
}

const NOTHING = { saved: undefined, taken: undefined, seen: undefined, holder: undefined };

function keyOf(params: { accountId?: string; contactId?: string }): ContactKey {
  return { accountId: params.accountId ?? "", contactId: params.contactId ?? "" };
}

export const handle = aboutThing("contact");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, null, page.data?.contact.name ?? page.data?.contact.email);

export default function Contact() {
  const { t } = useTranslation("accounts");
  const { t: merging } = useTranslation("merging");
  const { t: activityText } = useTranslation("activity");
  const page = useLoaderData<typeof loader>();
  const { account, contact, canEdit, twins } = page;
  const reply = useActionData<typeof action>();
  const back = paths.account(account.id);
  const mergeTo = paths.mergeContact(account.id, contact.id);
  const deleteTo = page.canDelete ? paths.deleteContact(account.id, contact.id) : null;
  const isLiving = contact.archivedAt === null;
  return (
    <>
      <PageHeader
        title={contact.name ?? contact.email}
        eyebrow={t("contacts.contact")}
        back={{ to: back, label: account.name }}
        actions={canEdit && isLiving ? <ButtonLink to={mergeTo}>{merging("title")}</ButtonLink> : null}
      />
      {isLiving ? null : (
        <ArchivedBanner
          message={t("contacts.banner")}
          action={paths.contact(account.id, contact.id)}
          canRestore={canEdit}
          deleteTo={deleteTo}
        />
      )}
      <MergeNotes merges={page.merges} action={mergeTo} canUndo={canEdit} />
      {canEdit ? null : (
        <p className="mb-4 text-sm text-ink-muted">{t("notYours", { name: account.ownerName })}</p>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card>
            <fieldset disabled={!canEdit || !isLiving} className="min-w-0">
              <ContactForm
                key={reply?.saved?.version ?? contact.version}
                values={{ ...contactTexts(contact), ...reply?.values }}
                errors={reply?.errors ?? {}}
                saved={reply?.saved}
                seen={reply?.seen ?? contactTexts(contact)}
                taken={reply?.taken}
                holder={reply?.holder}
                isNew={false}
                cancelTo={back}
              />
            </fieldset>
          </Card>
          <Card title={activityText("title")}>
            <Timeline entries={page.timeline} page={page.activity} />
          </Card>
        </div>
        <aside className="flex min-w-0 flex-col gap-6">
          <ContactReading rooms={page.rooms} />
          {twins.length > 0 ? (
            <Card title={merging("twins")} description={merging("twinsBody")}>
              <TwinList twins={twins} toOf={(id) => paths.mergeContact(account.id, contact.id, id)} />
            </Card>
          ) : null}
        </aside>
        {canEdit && isLiving ? (
          <div className="min-w-0 *:mt-0 *:max-w-none">
            <ArchiveCard
              body={t("contacts.archiveBody")}
              submit={t("contacts.archive")}
              deleteTo={deleteTo}
            />
          </div>
        ) : null}
      </div>
    </>
  );
}

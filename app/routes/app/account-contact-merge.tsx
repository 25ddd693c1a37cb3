import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type Contact, type ContactKey, getContact } from "~/features/accounts/contacts/data.server";
import { DECISION_ROLES } from "~/features/accounts/contacts/utils";
import { getAccount } from "~/features/accounts/data.server";
import { ChooseOther } from "~/features/accounts/merging/components/choose-other";
import { MergeForm } from "~/features/accounts/merging/components/merge-form";
import { mergeContacts, unmergeContacts } from "~/features/accounts/merging/contacts/mutations.server";
import { findMergePeople, listPossibleSamePeople } from "~/features/accounts/merging/data.server";
import { mergeContactsSchema, undoMergeSchema } from "~/features/accounts/merging/schema";
import { canEditAccount } from "~/features/accounts/policy";
import { requireMember } from "~/features/auth/guard.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { AppError, assertCan } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { FormError } from "~/ui/form-errors";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const key = keyOf(params);
  const [account, contact] = await Promise.all([getAccount(scope, key.accountId), getContact(scope, key)]);
  if (contact.archivedAt) throw redirect(paths.contact(account.id, contact.mergedIntoId ?? contact.id));
  assertCan(canEditAccount(scope, account));
  const here = sideOf(contact);
  const search = new URL(request.url).searchParams;
  const withId = search.get("with");
  if (withId && withId !== contact.id) {
    const other = await getContact(scope, { ...key, contactId: withId });
    if (!other.archivedAt)
      return { accountId: account.id, here, other: sideOf(other), twins: [], targets: null };
  }
  const [twins, targets] = await Promise.all([
    listPossibleSamePeople(scope, contact),
    findMergePeople(scope, key, search.get("find") ?? ""),
  ]);
  return { accountId: account.id, here, other: null, twins: twins.map(faceOf), targets };
}

function faceOf({ id, name, email }: Contact) {
  return { id, name: name ?? email, hint: name ? email : "" };
}

function sideOf(contact: Contact) {
  const { id, email, name, reading, phone, title, department, decisionRole, version } = contact;
  const texts = {
    email,
    name: name ?? "",
    reading: reading ?? "",
    phone: phone ?? "",
    title: title ?? "",
    department: department ?? "",
    decisionRole: decisionRole ?? "",
  };
  return { id, label: name ?? email, version, texts };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await readForm(request);
  const key = keyOf(params);
  if (form.get("intent") === "undo") return undo(scope, key, form);
  const parsed = parseFields(form, mergeContactsSchema);
  if (!parsed.ok) return data(parsed.reply, 422);
  const { intent: _, ...wish } = parsed.value;
  const merged = await mergeContacts(scope, { ...key, ...wish }, reassignPerson);
  if (merged.ok) return redirect(paths.contact(key.accountId, merged.keptId));
  return data(refuse({ form: `merging:${merged.reason}` }, parsed.values), 409);
}

async function undo(scope: WorkspaceScope, key: ContactKey, form: FormData) {
  await getContact(scope, key);
  const parsed = parseFields(form, undoMergeSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  const { accountId } = key;
  const undone = await unmergeContacts(scope, { accountId, mergeId: parsed.value.mergeId }, reassignPerson);
  if (undone.ok) return redirect(paths.contact(accountId, undone.keptId));
  return data(refuse({ form: `merging:refused.${undone.reason}` }), 409);
}

function keyOf(params: { accountId?: string; contactId?: string }): ContactKey {
  return { accountId: params.accountId ?? "", contactId: params.contactId ?? "" };
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "merging:contacts.title", page.data?.here.label);

export default function MergeContacts() {
  const { t } = useTranslation("merging");
  const { t: text } = useTranslation("accounts");
  const { t: field } = useTranslation("imports");
  const { accountId, here, other, twins, targets } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = paths.contact(accountId, here.id);
  const roleName = (value: string) => {
    const role = DECISION_ROLES.find((one) => one === value);
    return role ? text(`roles.${role}`) : value;
  };
  const fields = [
    { name: "email", label: text("contacts.email") },
    { name: "name", label: text("contacts.name") },
    { name: "reading", label: field("fields.reading") },
    { name: "phone", label: field("fields.phone") },
    { name: "title", label: text("contacts.jobTitle") },
    { name: "department", label: text("contacts.department") },
    { name: "decisionRole", label: text("contacts.role"), show: roleName },
  ];
  return (
    <>
      <PageHeader
        title={t("contacts.title")}
        description={t("contacts.body")}
        back={{ to: back, label: here.label }}
      />
      {other ? (
        <Card flush>
          <MergeForm key={other.id} here={here} other={other} fields={fields} reply={reply} cancelTo={back} />
        </Card>
      ) : (
        <>
          <FormError message={reply?.errors.form} />
          <ChooseOther twins={twins} targets={targets} />
        </>
      )}
    </>
  );
}

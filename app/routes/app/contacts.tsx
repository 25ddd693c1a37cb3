import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ContactList } from "~/features/accounts/contacts/lists/components/contact-list";
import { contactDesk } from "~/features/accounts/contacts/lists/mutations.server";
import { actOnList, readListScreen } from "~/features/accounts/lists/list-route.server";
import { requireMember } from "~/features/auth/guard.server";
import { readForm } from "~/platform/http/form.server";
import { listReply } from "~/platform/http/list-reply.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  return readListScreen(contactDesk, scope, request.url);
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  return listReply(await actOnList(contactDesk, scope, await readForm(request)), paths.contacts());
}

export const meta: MetaFunction = (page) => pageTitle(page, "lists:contacts.title");

export default function Contacts() {
  const { t } = useTranslation("lists");
  const { t: imports } = useTranslation("imports");
  return (
    <>
      <PageHeader
        title={t("contacts.title")}
        description={t("contacts.description")}
        actions={<ButtonLink to={paths.newImport("contacts")}>{imports("import")}</ButtonLink>}
      />
      <ContactList data={useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />
    </>
  );
}

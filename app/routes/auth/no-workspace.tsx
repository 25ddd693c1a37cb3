import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AuthFrame } from "~/features/auth/components/auth-frame";
import { findMember, findPerson } from "~/features/auth/guard.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";

/** Where a signed-in person stands whose last membership has ended. */
export async function loader({ request }: LoaderFunctionArgs) {
  const person = await findPerson(request);
  if (!person) throw redirect(paths.signIn());
  if (await findMember(request)) throw redirect(paths.home());
  return { email: person.email };
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:noWorkspace.title");

export default function NoWorkspace() {
  const { t } = useTranslation("auth");
  const { t: common } = useTranslation("common");
  const { email } = useLoaderData<typeof loader>();
  return (
    <AuthFrame title={t("noWorkspace.title")} description={t("noWorkspace.body", { email })}>
      <p className="mb-6 text-sm text-ink-muted">{t("noWorkspace.wayOut")}</p>
      <Form method="post" action={paths.signOut()}>
        <Button type="submit">{common("actions.signOut")}</Button>
      </Form>
    </AuthFrame>
  );
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";

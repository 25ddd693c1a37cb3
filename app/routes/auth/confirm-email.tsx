import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AuthFrame } from "~/features/auth/components/auth-frame";
import { findEmailChange } from "~/features/auth/email-change/data.server";
import { confirmEmailChange } from "~/features/auth/email-change/mutations.server";
import { findPerson } from "~/features/auth/guard.server";
import { clientAddress } from "~/platform/http/client-address.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { Button, ButtonLink } from "~/ui/button";

const TRIES = { points: 30, seconds: 15 * 60 };

/** Looking changes nothing: scanners of mails open every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await limit("token-pages", clientAddress(request), TRIES);
  const email = await findEmailChange(params.token ?? "");
  return data({ email }, email ? 200 : 410);
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limit("token-pages", clientAddress(request), TRIES);
  const person = await findPerson(request);
  const browser = { userId: person?.id ?? null, userAgent: request.headers.get("user-agent") };
  const outcome = await confirmEmailChange(params.token ?? "", browser);
  if (outcome.result !== "done")
    return data({ isTaken: outcome.result === "taken" }, outcome.result === "taken" ? 409 : 410);
  if (!outcome.cookie) return redirect(paths.signInAfter("email"));
  return redirect(paths.security(), { headers: { "set-cookie": outcome.cookie } });
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:email.title");

export default function ConfirmEmail() {
  const { t } = useTranslation("auth");
  const { email } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (reply?.isTaken) return <DeadEnd title={t("email.takenTitle")} body={t("email.taken")} />;
  if (email === null) return <DeadEnd title={t("email.deadTitle")} body={t("email.dead")} />;
  return (
    <AuthFrame title={t("email.title")} description={t("email.body", { email })}>
      <Form method="post">
        <Button type="submit" variant="primary">
          {t("email.submit")}
        </Button>
      </Form>
    </AuthFrame>
  );
}

function DeadEnd({ title, body }: { title: string; body: string }) {
  const { t } = useTranslation("auth");
  return (
    <AuthFrame title={title} description={body}>
      <div>
        <ButtonLink to={paths.security()}>{t("email.toSettings")}</ButtonLink>
      </div>
    </AuthFrame>
  );
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AuthFrame } from "~/features/auth/components/auth-frame";
import { findResetOwner } from "~/features/auth/resets/data.server";
import { resetPassword } from "~/features/auth/resets/mutations.server";
import { resetSchema } from "~/features/auth/schema";
import { forgetSession } from "~/features/auth/sessions.server";
import { clientAddress } from "~/platform/http/client-address.server";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { Button, ButtonLink } from "~/ui/button";
import { TextField } from "~/ui/field";

const TRIES = { points: 30, seconds: 15 * 60 };

/** Looking changes nothing: scanners of mails open every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await limit("token-pages", clientAddress(request), TRIES);
  const owner = await findResetOwner(params.token ?? "");
  return data({ email: owner?.email ?? null }, owner ? 200 : 410);
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limit("token-pages", clientAddress(request), TRIES);
  const form = await parseForm(request, resetSchema);
  if (!form.ok) return data(form.reply, 422);
  const outcome = await resetPassword(params.token ?? "", form.value.password);
  if (outcome.result === "refused") return data(refuse(outcome.errors), 422);
  // The page itself says that the link is dead.
  if (outcome.result === "dead") return data(refuse({}), 410);
  return redirect(paths.signInAfter("reset"), { headers: { "set-cookie": forgetSession() } });
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:reset.title");

export default function Reset() {
  const { t } = useTranslation("auth");
  const { email } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const isPending = useNavigation().state !== "idle";
  if (email === null) {
    return (
      <AuthFrame title={t("reset.deadTitle")} description={t("reset.dead")}>
        <div>
          <ButtonLink to={paths.forgotPassword()} variant="primary">
            {t("reset.again")}
          </ButtonLink>
        </div>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t("reset.title")} description={t("reset.body")}>
      <Form method="post" className="flex flex-col gap-5" noValidate>
        {/* For password managers, which file a password under its address. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <TextField
          label={t("reset.password")}
          name="password"
          type="password"
          hint={t("setup.passwordHint")}
          error={reply?.errors.password}
          autoComplete="new-password"
          required
        />
        <Button type="submit" variant="primary" pending={isPending}>
          {t("reset.submit")}
        </Button>
      </Form>
    </AuthFrame>
  );
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";

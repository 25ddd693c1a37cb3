import { type ActionFunctionArgs, data, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AuthFrame } from "~/features/auth/components/auth-frame";
import { askForReset } from "~/features/auth/resets/mutations.server";
import { forgotSchema } from "~/features/auth/schema";
import { clientAddress } from "~/platform/http/client-address.server";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { Button, ButtonLink } from "~/ui/button";
import { TextField } from "~/ui/field";

export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, forgotSchema);
  if (!form.ok) return data({ sentTo: null, ...form.reply }, 422);
  const { email } = form.value;
  await askForReset({ email, language: chooseLanguage(request, null), address: clientAddress(request) });
  return data({ sentTo: email, ...refuse({}) });
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:forgot.title");

export default function ForgotPassword() {
  const { t } = useTranslation("auth");
  const reply = useActionData<typeof action>();
  const isPending = useNavigation().state !== "idle";
  if (reply?.sentTo) return <Sent email={reply.sentTo} />;
  return (
    <AuthFrame title={t("forgot.title")} description={t("forgot.body")}>
      <Form method="post" className="flex flex-col gap-5" noValidate>
        <TextField
          label={t("signIn.email")}
          name="email"
          type="email"
          autoComplete="username"
          error={reply?.errors.email}
          defaultValue={reply?.values.email}
          required
        />
        <Button type="submit" variant="primary" pending={isPending}>
          {t("forgot.submit")}
        </Button>
        <Link
          to={paths.signIn()}
          className="text-sm text-ink-muted underline underline-offset-4 hover:text-ink"
        >
          {t("forgot.back")}
        </Link>
      </Form>
    </AuthFrame>
  );
}

/** The same words for every address. */
function Sent({ email }: { email: string }) {
  const { t } = useTranslation("auth");
  return (
    <AuthFrame title={t("forgot.sentTitle")}>
      <p role="status" className="break-words text-ink">
        {t("forgot.sent", { email })}
      </p>
      <p className="mt-3 text-sm text-ink-muted">{t("forgot.nothing")}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <ButtonLink to={paths.signIn()}>{t("forgot.back")}</ButtonLink>
        <ButtonLink to={paths.forgotPassword()} variant="ghost" reloadDocument>
          {t("forgot.again")}
        </ButtonLink>
      </div>
    </AuthFrame>
  );
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";

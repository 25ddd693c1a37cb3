import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AuthFrame } from "~/features/auth/components/auth-frame";
import { findPerson } from "~/features/auth/guard.server";
import { signIn } from "~/features/auth/mutations.server";
import { signInSchema } from "~/features/auth/schema";
import { hasEndedSession } from "~/features/auth/sessions.server";
import { parseForm } from "~/platform/http/form.server";
import { FORM, refuse } from "~/platform/http/form-reply";
import { safeNext } from "~/platform/http/redirects.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";

export async function loader({ request }: LoaderFunctionArgs) {
  if (await findPerson(request)) throw redirect(safeNext(new URL(request.url).searchParams.get("next")));
  return { hasEnded: await hasEndedSession(request) };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, signInSchema);
  if (!form.ok) return data(form.reply, 422);
  const cookie = await signIn(request, form.value);
  if (!cookie) return data(refuse({ [FORM]: "wrong" }, form.values), 401);
  return redirect(safeNext(form.value.next), { headers: { "set-cookie": cookie } });
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:signIn.title");

export default function SignIn() {
  const { t } = useTranslation("auth");
  const reply = useActionData<typeof action>();
  const { hasEnded } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const isPending = useNavigation().state !== "idle";
  return (
    <AuthFrame title={t("signIn.title")}>
      <Form method="post" className="flex flex-col gap-5" noValidate>
        <Welcome done={search.get("done")} hasEnded={hasEnded && !reply} />
        {reply?.errors[FORM] ? <FormError message={t("signIn.wrong")} /> : null}
        <input type="hidden" name="next" value={search.get("next") ?? ""} />
        <TextField
          label={t("signIn.email")}
          name="email"
          type="email"
          autoComplete="username"
          error={reply?.errors.email}
          defaultValue={reply?.values.email}
          required
        />
        <TextField
          label={t("signIn.password")}
          name="password"
          type="password"
          autoComplete="current-password"
          error={reply?.errors.password}
          required
        />
        <Button type="submit" variant="primary" pending={isPending}>
          {t("signIn.submit")}
        </Button>
        <Link
          to={paths.forgotPassword()}
          className="text-sm text-ink-muted underline underline-offset-4 hover:text-ink"
        >
          {t("signIn.forgot")}
        </Link>
      </Form>
    </AuthFrame>
  );
}

/** Why somebody stands here who did not come to sign in. */
function Welcome({ done, hasEnded }: { done: string | null; hasEnded: boolean }) {
  const { t } = useTranslation("auth");
  const texts: Record<string, string> = { reset: t("signIn.reset"), email: t("signIn.emailChanged") };
  const text = (done && texts[done]) ?? (hasEnded ? t("signIn.ended") : null);
  return text ? (
    <p role="status" className="rounded-md bg-accent-soft px-3 py-2.5 text-sm text-ink">
      {text}
    </p>
  ) : null;
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";

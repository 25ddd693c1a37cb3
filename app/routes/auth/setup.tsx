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
import { setUpSchema } from "~/features/auth/schema";
import { startSession } from "~/features/auth/sessions.server";
import { isSetUpToken, setUpInstance } from "~/features/auth/set-up.server";
import { AppError } from "~/platform/errors";
import { clientAddress } from "~/platform/http/client-address.server";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { Button } from "~/ui/button";
import { SelectField, TextField } from "~/ui/field";
import { useLocale } from "~/ui/locale";

const ZONES = [
  "Asia/Tokyo",
  "Asia/Seoul",
  "Asia/Singapore",
  "Asia/Kolkata",
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "America/Chicago",
  "America/Los_Angeles",
  "Australia/Sydney",
  "UTC",
];

export async function loader({ request }: LoaderFunctionArgs) {
  await limit("setup", clientAddress(request), { points: 20, seconds: 300 });
  const token = new URL(request.url).searchParams.get("token") ?? "";
  if (!(await isSetUpToken(token))) throw new AppError("NOT_FOUND");
  return { token };
}

export async function action({ request }: ActionFunctionArgs) {
  await limit("setup", clientAddress(request), { points: 20, seconds: 300 });
  const form = await parseForm(request, setUpSchema);
  if (!form.ok) return data(form.reply, 422);
  const outcome = await setUpInstance(form.value);
  if ("errors" in outcome) return data(refuse(outcome.errors, form.values), 422);
  const cookie = await startSession(outcome.userId, request.headers.get("user-agent"));
  return redirect(paths.home(), { headers: { "set-cookie": cookie } });
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:setup.title");

export default function Setup() {
  const { t } = useTranslation("auth");
  const { token } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { language } = useLocale();
  const isPending = useNavigation().state !== "idle";
  const { errors = {}, values = {} } = reply ?? {};
  return (
    <AuthFrame title={t("setup.title")} description={t("setup.body")}>
      <Form method="post" className="flex flex-col gap-5" noValidate>
        <input type="hidden" name="token" value={token} />
        <TextField
          label={t("setup.workspaceName")}
          name="workspaceName"
          error={errors.workspaceName}
          defaultValue={values.workspaceName}
          autoComplete="organization"
          required
        />
        <TextField
          label={t("setup.name")}
          name="name"
          error={errors.name}
          defaultValue={values.name}
          autoComplete="name"
          required
        />
        <TextField
          label={t("setup.email")}
          name="email"
          type="email"
          error={errors.email}
          defaultValue={values.email}
          autoComplete="username"
          required
        />
        <TextField
          label={t("setup.password")}
          name="password"
          type="password"
          hint={t("setup.passwordHint")}
          error={errors.password}
          autoComplete="new-password"
          required
        />
        <SelectField
          label={t("setup.language")}
          name="language"
          defaultValue={values.language ?? language}
          options={[
            { value: "ja", label: t("languages.ja") },
            { value: "en", label: t("languages.en") },
          ]}
        />
        <SelectField
          label={t("setup.timeZone")}
          name="timeZone"
          error={errors.timeZone}
          defaultValue={values.timeZone ?? "Asia/Tokyo"}
          options={ZONES.map((zone) => ({ value: zone, label: zone.replace("_", " ") }))}
        />
        <Button type="submit" variant="primary" pending={isPending}>
          {t("setup.submit")}
        </Button>
      </Form>
    </AuthFrame>
  );
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";

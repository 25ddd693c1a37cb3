import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EmailForm } from "~/features/auth/components/email-form";
import { PasswordForm } from "~/features/auth/components/password-form";
import { SessionList } from "~/features/auth/components/session-list";
import { listOwnSessions } from "~/features/auth/data.server";
import { findWaitingEmail } from "~/features/auth/email-change/data.server";
import { askForEmailChange, withdrawEmailChange } from "~/features/auth/email-change/mutations.server";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { changePassword, endOwnSession, signOutEverywhere } from "~/features/auth/mutations.server";
import { emailChangeSchema, endSessionSchema, passwordSchema } from "~/features/auth/schema";
import { forgetSession } from "~/features/auth/sessions.server";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const [sessions, waiting] = await Promise.all([listOwnSessions(member), findWaitingEmail(member)]);
  return { email: member.user.email, sessions, waiting };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  switch (form.get("intent")) {
    case "password":
      return savePassword(member, form, request);
    case "email":
      return saveEmail(member, form, request);
    case "end-session":
      return endOne(member, form);
    default:
      return withdrawOrLeave(member, form);
  }
}

async function savePassword(member: Member, form: FormData, request: Request) {
  const parsed = parseFields(form, passwordSchema);
  if (!parsed.ok) return data({ ...done("password", false), ...parsed.reply }, 422);
  const userAgent = request.headers.get("user-agent");
  const changed = await changePassword(member, { ...parsed.value, userAgent });
  if ("errors" in changed) return data({ ...done("password", false), ...refuse(changed.errors) }, 422);
  // Loaders of this very request would still bring the session that has just ended.
  throw redirect(paths.securityAfter("password"), { headers: { "set-cookie": changed.cookie } });
}

async function saveEmail(member: Member, form: FormData, request: Request) {
  const parsed = parseFields(form, emailChangeSchema);
  if (!parsed.ok) return data({ ...done("email", false), ...parsed.reply }, 422);
  const { email, currentPassword } = parsed.value;
  const language = chooseLanguage(request, member);
  const errors = await askForEmailChange(member, { email, currentPassword, language });
  if (errors) return data({ ...done("email", false), ...refuse(errors, parsed.values) }, 422);
  return data(done("email"));
}

async function endOne(member: Member, form: FormData) {
  const parsed = parseFields(form, endSessionSchema);
  if (!parsed.ok) return data({ ...done("session", false), ...parsed.reply }, 422);
  await endOwnSession(member, parsed.value.sessionId);
  if (parsed.value.sessionId === member.sessionId) throw signedOut();
  return data(done("session"));
}

const bareIntent = z.strictObject({ intent: z.enum(["sign-out-everywhere", "withdraw-email"]) });

async function withdrawOrLeave(member: Member, form: FormData) {
  const parsed = parseFields(form, bareIntent);
  if (!parsed.ok) return data({ ...done("session", false), ...parsed.reply }, 422);
  if (parsed.value.intent === "withdraw-email") {
    await withdrawEmailChange(member);
    return data(done("email-withdrawn"));
  }
  await signOutEverywhere(member);
  throw signedOut();
}

function signedOut(): Response {
  return redirect(paths.signIn(), { headers: { "set-cookie": forgetSession() } });
}

/** Which of the forms the answer is for, and whether it was taken. */
function done(form: "password" | "email" | "email-withdrawn" | "session", isDone = true) {
  return { form, isDone, ...refuse({}) };
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:settings.security");

export default function Security() {
  const { t } = useTranslation("auth");
  const { email, sessions, waiting } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const errorsOf = (form: string) => (reply?.form === form ? reply.errors : {});
  const [search] = useSearchParams();
  const replied = reply?.isDone ? reply.form : null;
  const doneForm = !reply && search.get("done") === "password" ? "password" : replied;
  return (
    <>
      <PageHeader title={t("settings.security")} />
      <div className="grid gap-8">
        <EmailForm
          email={email}
          waiting={waiting}
          values={reply?.form === "email" ? reply.values : {}}
          errors={errorsOf("email")}
          done={doneForm === "email" || doneForm === "email-withdrawn" ? doneForm : null}
        />
        <PasswordForm errors={errorsOf("password")} isSaved={doneForm === "password"} />
        <SessionList sessions={sessions} hasEnded={doneForm === "session"} />
      </div>
    </>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { PasswordForm } from "~/features/auth/components/password-form";
import { ProfileForm } from "~/features/auth/components/profile-form";
import { SessionList } from "~/features/auth/components/session-list";
import { listOwnSessions } from "~/features/auth/data.server";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { changePassword, signOutEverywhere, updateProfile } from "~/features/auth/mutations.server";
import { passwordSchema, profileSchema } from "~/features/auth/schema";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  return { user: member.user, sessions: await listOwnSessions(member) };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  switch (form.get("intent")) {
    case "profile":
      return saveProfile(member, form);
    case "password":
      return savePassword(member, form);
    default:
      return leaveEverywhere(member, form);
  }
}

async function saveProfile(member: Member, form: FormData) {
  const parsed = parseFields(form, profileSchema);
  if (!parsed.ok) return data({ done: null, ...parsed.reply }, 422);
  await updateProfile(member, { name: parsed.value.name, language: parsed.value.language || null });
  return data({ done: "profile" as const, ...refuse({}) });
}

async function savePassword(member: Member, form: FormData) {
  const parsed = parseFields(form, passwordSchema);
  if (!parsed.ok) return data({ done: null, ...parsed.reply }, 422);
  const errors = await changePassword(member, parsed.value);
  if (errors) return data({ done: null, ...refuse(errors) }, 422);
  return data({ done: "password" as const, ...refuse({}) });
}

async function leaveEverywhere(member: Member, form: FormData) {
  const parsed = parseFields(form, z.object({ intent: z.literal("sign-out-everywhere") }).strict());
  if (!parsed.ok) return data({ done: null, ...parsed.reply }, 422);
  await signOutEverywhere(member);
  throw redirect(paths.signIn());
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:settings.title");

export default function Settings() {
  const { t } = useTranslation("auth");
  const { user, sessions } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("settings.title")} />
      <div className="grid max-w-2xl gap-8">
        <ProfileForm user={user} errors={reply?.errors ?? {}} isSaved={reply?.done === "profile"} />
        <PasswordForm errors={reply?.errors ?? {}} isSaved={reply?.done === "password"} />
        <SessionList sessions={sessions} />
      </div>
    </>
  );
}

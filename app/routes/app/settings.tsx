import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PhotoForm } from "~/features/auth/components/photo-form";
import { ProfileForm } from "~/features/auth/components/profile-form";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { getOwnProfile } from "~/features/auth/profile/data.server";
import {
  MAX_PHOTO_BYTES,
  removePhoto,
  setPhoto,
  updateProfile,
} from "~/features/auth/profile/mutations.server";
import { profileSchema } from "~/features/auth/schema";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { isUpload, readUpload } from "~/platform/http/upload.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { photoKey, ...profile } = await getOwnProfile(member);
  return {
    profile: {
      name: profile.name,
      title: profile.title ?? "",
      language: profile.language ?? "",
      timeZone: profile.timeZone ?? "",
      signature: profile.signature ?? "",
    },
    photo: photoKey && paths.memberPhoto(member.id, photoKey),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  if (isUpload(request)) return savePhoto(member, request);
  const form = await readForm(request);
  if (form.get("intent") !== "remove-photo") return saveProfile(member, form);
  await removePhoto(member);
  return data(done("photo-removed"));
}

async function saveProfile(member: Member, form: FormData) {
  const parsed = parseFields(form, profileSchema);
  if (!parsed.ok) return data({ ...done(null), ...parsed.reply }, 422);
  const { intent: _, language, title, timeZone, signature, name } = parsed.value;
  const optional = {
    ...(title === undefined ? {} : { title: title || null }),
    ...(timeZone === undefined ? {} : { timeZone: timeZone || null }),
    ...(signature === undefined ? {} : { signature: signature || null }),
  };
  await updateProfile(member, { name, language: language || null, ...optional });
  return data(done("profile"));
}

async function savePhoto(member: Member, request: Request) {
  const file = await readUpload(request, { field: "photo", maxBytes: MAX_PHOTO_BYTES });
  if (!file.ok) return data({ ...done(null), ...refuse({ photo: file.error }) }, 422);
  const isPicture = await setPhoto(member, file.bytes);
  if (!isPicture) return data({ ...done(null), ...refuse({ photo: "photo_wrong" }) }, 422);
  return data(done("photo"));
}

function done(what: "profile" | "photo" | "photo-removed" | null) {
  return { done: what, ...refuse({}) };
}

export const meta: MetaFunction = (page) => pageTitle(page, "auth:settings.profile");

export default function Settings() {
  const { t } = useTranslation("auth");
  const { profile, photo } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const what = reply?.done ?? null;
  return (
    <>
      <PageHeader title={t("settings.profile")} />
      <div className="grid gap-8">
        <PhotoForm
          name={profile.name}
          photo={photo}
          error={reply?.errors.photo}
          done={what === "profile" ? null : what}
        />
        <ProfileForm
          values={{ ...profile, ...reply?.values }}
          errors={reply?.errors ?? {}}
          isSaved={what === "profile"}
        />
      </div>
    </>
  );
}

import { db } from "@db/client";
import { mails } from "@db/schema/instance";
import { asc, eq } from "drizzle-orm";
import { sendPasswordReset } from "~/features/auth/resets/jobs.server";
import { newId } from "~/platform/ids";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { paths } from "~/platform/paths";
import { ORIGIN } from "../../support/app";
import type { Form, Person, useScreens } from "../screens/support";

type Screens = ReturnType<typeof useScreens>;

export const PASSWORD = "quiet veranda at noon";

export function mailsTo(address: string) {
  return db.select().from(mails).where(eq(mails.to, address)).orderBy(asc(mails.createdAt), asc(mails.id));
}

export async function newestMailTo(address: string) {
  const mail = (await mailsTo(address)).at(-1);
  if (!mail) throw new Error(`no mail to ${address}`);
  return mail;
}

/** The path of the one link in a mail: absolute, under our own address, once in each of its two texts at least. */
export function linkIn(mail: { text: string; html: string }): string {
  const [url] = /https?:\/\/\S+/.exec(mail.text) ?? [];
  if (!url?.startsWith(`${ORIGIN}/`)) throw new Error(`no link of ours in ${mail.text}`);
  if (!mail.html.includes(`href="${url}"`)) throw new Error(`no link in ${mail.html}`);
  return url.slice(ORIGIN.length);
}

export const newestLinkTo = async (address: string) => linkIn(await newestMailTo(address));

/** An address nobody has had yet. */
export const freshAddress = () => `${newId()}@kumano.example`;

export function inviteForm(over: Form = {}): Form {
  const form = { intent: "invite", requestKey: newId(), email: freshAddress(), role: "rep" };
  return { ...form, teamId: "", language: "en", ...over };
}

/** Invites an address on the screen of members; resolves to the path of the invite in its mail. */
export async function inviteByMail(screens: Screens, admin: Person, over: Form = {}): Promise<string> {
  const form = inviteForm(over);
  const page = await screens.post(paths.members(), form, { cookie: admin.cookie });
  if (page.status !== 200) throw new Error(`the invite was refused: ${page.status} ${page.text}`);
  return newestLinkTo(form.email ?? "");
}

/** Asks for a new password and lets the later work be done. */
export async function askForReset(screens: Screens, email: string, language = "en") {
  registerJob(sendPasswordReset);
  const page = await screens.post(paths.forgotPassword(), { email }, { language });
  await runDueJobs();
  return page;
}

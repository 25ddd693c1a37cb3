import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { env } from "~/platform/env.server";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { type MailParts, mailTexts } from "~/platform/mail-text.server";
import { queueMail } from "~/platform/mailer.server";

type Reader = { id: string; email: string; language: Language | null };

/**
 * Mails about a person's own account. No admin reads them, but where no mail server is set: then the admin of the one
 * workspace the person works in finds them on the screen of mails and hands them over.
 */
export async function queuePersonalMail(
  tx: Tx,
  reader: { id: string; email: string },
  { subject, ...parts }: MailParts & { subject: string },
): Promise<void> {
  const workspaceId = env().smtpUrl ? null : await soleWorkspaceOf(tx, reader.id);
  await queueMail(tx, { workspaceId, to: reader.email, subject, ...mailTexts(parts), isPrivate: true });
}

/** Tells a person that something about their sign-in changed, in case it was not them. */
export function queuePersonalNotice(
  tx: Tx,
  reader: Reader,
  what: "passwordChanged" | "emailChanged" | "emailWished",
): Promise<void> {
  const language = reader.language ?? "ja";
  const t = i18nOf(language).getFixedT(language, "auth");
  return queuePersonalMail(tx, reader, {
    language,
    subject: t(`mails.${what}.subject`),
    lead: [t(`mails.${what}.lead`)],
    notes: [t(`mails.${what}.notYou`)],
  });
}

async function soleWorkspaceOf(tx: Tx, userId: string): Promise<string | null> {
  const rows = await tx
    .select({ workspaceId: members.workspaceId })
    .from(members)
    .where(and(eq(members.userId, userId), isNull(members.deactivatedAt)))
    .limit(2);
  return rows.length === 1 ? (rows[0]?.workspaceId ?? null) : null;
}

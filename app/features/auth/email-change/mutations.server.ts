import { db } from "@db/client";
import { emailChanges, passwordResets, users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { env } from "~/platform/env.server";
import { found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import type { Member } from "../guard.server";
import { isOwnPassword } from "../mutations.server";
import { queuePersonalMail, queuePersonalNotice } from "../personal-mail.server";
import { isOpenChange } from "./data.server";

const EMAIL_CHANGE_HOURS = 24;
const WISHES = {
  person: { points: 10, seconds: 60 * 60 },
  recipient: { points: 5, seconds: 60 * 60 },
} as const;

type Wish = { email: string; currentPassword: string; language: Language };

/**
 * Mails the new address, which proves itself by opening the mail, and tells the old one. Null when asked for, else the
 * field and what is wrong with it. An address that somebody has already gets the same answer and no mail.
 */
export async function askForEmailChange(member: Member, wish: Wish): Promise<Record<string, string> | null> {
  await limit("email-change", member.user.id, WISHES.person);
  if (!(await isOwnPassword(member, wish.currentPassword))) return { currentPassword: "password_wrong" };
  if (wish.email === member.user.email) return { email: "email_same" };
  await limit("email-change-recipient", wish.email, WISHES.recipient);
  const token = newSecret();
  const at = now();
  await db.transaction(async (tx) => {
    await tx.delete(emailChanges).where(eq(emailChanges.userId, member.user.id));
    await tx.insert(emailChanges).values({
      id: newId(),
      userId: member.user.id,
      newEmail: wish.email,
      tokenHash: sha256Hex(token),
      expiresAt: new Date(at.getTime() + EMAIL_CHANGE_HOURS * 3_600_000),
      createdAt: at,
    });
    if (await isFree(tx, wish.email)) await queueProof(tx, member, { ...wish, token });
    await queuePersonalNotice(tx, { ...member.user, language: wish.language }, "emailWished");
  });
  return null;
}

/** The mail that is on its way opens nothing any more. */
export async function withdrawEmailChange(member: Member): Promise<void> {
  await db.delete(emailChanges).where(eq(emailChanges.userId, member.user.id));
}

export type EmailOutcome = { result: "done"; email: string } | { result: "dead" | "taken" };

/** Moves the account to the proven address, once. Password resets mailed to the old address end. */
export function confirmEmailChange(token: string): Promise<EmailOutcome> {
  return db.transaction(async (tx): Promise<EmailOutcome> => {
    const [taken] = await tx
      .update(emailChanges)
      .set({ usedAt: now() })
      .where(isOpenChange(token))
      .returning({ userId: emailChanges.userId, email: emailChanges.newEmail });
    if (!taken) return { result: "dead" };
    const { userId, email } = taken;
    if (!(await isFree(tx, email))) return { result: "taken" };
    const [before] = await tx.select().from(users).where(eq(users.id, userId)).for("update");
    await tx.update(users).set({ email }).where(eq(users.id, userId));
    await tx.delete(passwordResets).where(eq(passwordResets.userId, userId));
    await queuePersonalNotice(tx, found(before), "emailChanged");
    const memberships = await tx
      .select({ memberId: members.id, workspaceId: members.workspaceId })
      .from(members)
      .where(and(eq(members.userId, userId), isNull(members.deactivatedAt)));
    for (const membership of memberships) await recordEvent(tx, membership, { type: "member.email_changed" });
    return { result: "done", email };
  });
}

async function isFree(tx: Tx, email: string): Promise<boolean> {
  const rows = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  return rows.length === 0;
}

async function queueProof(
  tx: Tx,
  member: Member,
  { email, token, language }: { email: string; token: string; language: Language },
): Promise<void> {
  const t = i18nOf(language).getFixedT(language, "auth");
  await queuePersonalMail(
    tx,
    { id: member.user.id, email },
    {
      language,
      subject: t("mails.email.subject"),
      lead: [t("mails.email.lead", { name: member.user.name, email })],
      action: { label: t("mails.email.action"), url: new URL(paths.confirmEmail(token), env().appUrl).href },
      notes: [t("mails.email.validFor", { hours: EMAIL_CHANGE_HOURS }), t("mails.email.notYou")],
    },
  );
}

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
import { isStillProven } from "../data.server";
import type { Member } from "../guard.server";
import { provePassword } from "../mutations.server";
import { queuePersonalMail, queuePersonalNotice } from "../personal-mail.server";
import { endAllSessions, startSession } from "../sessions.server";
import { findChangeOwner, isOpenChange } from "./data.server";

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
  const wrong = { currentPassword: "password_wrong" };
  const proof = await provePassword(member, wish.currentPassword);
  if (!proof) return wrong;
  if (wish.email === member.user.email) return { email: "email_same" };
  await limit("email-change-recipient", wish.email, WISHES.recipient);
  const token = newSecret();
  const at = now();
  return db.transaction(async (tx) => {
    if (!(await isStillProven(tx, proof))) return wrong;
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
    await recordEvent(tx, member.scope, { type: "member.email_wished" });
    return null;
  });
}

/** The mail that is on its way opens nothing any more. */
export async function withdrawEmailChange(member: Member): Promise<void> {
  await db.transaction(async (tx) => {
    const isWish = eq(emailChanges.userId, member.user.id);
    const withdrawn = await tx.delete(emailChanges).where(isWish).returning({ usedAt: emailChanges.usedAt });
    if (withdrawn.some(({ usedAt }) => usedAt === null))
      await recordEvent(tx, member.scope, { type: "member.email_wish_withdrawn" });
  });
}

export type EmailOutcome =
  | { result: "done"; email: string; cookie: string | null }
  | { result: "dead" | "taken" };

type Browser = { userId: string | null; userAgent: string | null };

/**
 * Moves the account to the proven address, once. Password resets mailed to the old address end, and every session does;
 * a browser that was signed in as this person gets the cookie of a new one.
 */
export async function confirmEmailChange(token: string, browser: Browser): Promise<EmailOutcome> {
  const owner = await findChangeOwner(token);
  if (!owner) return { result: "dead" };
  return db.transaction(async (tx): Promise<EmailOutcome> => {
    // The person first, as in every change of how they sign in.
    const [before] = await tx.select().from(users).where(eq(users.id, owner)).for("update");
    const [taken] = await tx
      .update(emailChanges)
      .set({ usedAt: now() })
      .where(isOpenChange(token))
      .returning({ userId: emailChanges.userId, email: emailChanges.newEmail });
    if (!taken) return { result: "dead" };
    const { userId, email } = taken;
    if (!(await isFree(tx, email))) return { result: "taken" };
    await tx.update(users).set({ email }).where(eq(users.id, userId));
    await tx.delete(passwordResets).where(eq(passwordResets.userId, userId));
    await endAllSessions(tx, userId);
    await queuePersonalNotice(tx, found(before), "emailChanged");
    const memberships = await tx
      .select({ memberId: members.id, workspaceId: members.workspaceId })
      .from(members)
      .where(and(eq(members.userId, userId), isNull(members.deactivatedAt)));
    for (const membership of memberships) await recordEvent(tx, membership, { type: "member.email_changed" });
    const isOwn = browser.userId === userId;
    return {
      result: "done",
      email,
      cookie: isOwn ? await startSession(userId, browser.userAgent, tx) : null,
    };
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

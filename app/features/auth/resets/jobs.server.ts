import { db } from "@db/client";
import { passwordResets, users } from "@db/schema/users";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { now } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { env } from "~/platform/env.server";
import { i18nOf } from "~/platform/i18n/translator.server";
import { newId } from "~/platform/ids";
import { defineJob } from "~/platform/jobs.server";
import { paths } from "~/platform/paths";
import { queuePersonalMail } from "../personal-mail.server";

export const RESET_MINUTES = 60;

/**
 * Mails the address of a new password to whoever has this e-mail address, and does nothing when nobody has. Later work,
 * so that the asking request takes the same time either way.
 */
export const sendPasswordReset = defineJob({
  kind: "auth.password-reset",
  schema: z.object({ email: z.string(), language: z.enum(["ja", "en"]) }).strict(),
  async run({ email, language: asked }) {
    await db.transaction(async (tx) => {
      const [user] = await tx.select().from(users).where(eq(users.email, email));
      if (!user) return;
      const token = newSecret();
      const at = now();
      // Only the newest mail opens anything.
      await tx.delete(passwordResets).where(eq(passwordResets.userId, user.id));
      await tx.insert(passwordResets).values({
        id: newId(),
        userId: user.id,
        tokenHash: sha256Hex(token),
        expiresAt: new Date(at.getTime() + RESET_MINUTES * 60_000),
        createdAt: at,
      });
      const language = user.language ?? asked;
      const t = i18nOf(language).getFixedT(language, "auth");
      await queuePersonalMail(tx, user, {
        language,
        subject: t("mails.reset.subject"),
        lead: [t("mails.reset.lead", { name: user.name })],
        action: {
          label: t("mails.reset.action"),
          url: new URL(paths.resetPassword(token), env().appUrl).href,
        },
        notes: [t("mails.reset.validFor", { minutes: RESET_MINUTES }), t("mails.reset.notYou")],
      });
    });
  },
});

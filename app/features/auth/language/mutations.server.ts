import { db } from "@db/client";
import { users } from "@db/schema/users";
import { eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { Language } from "~/platform/i18n/language";
import type { Member } from "../guard.server";

/** The language of the person's screens, wherever they sign in. */
export async function keepLanguage({ scope, user }: Member, language: Language): Promise<void> {
  if (user.language === language) return;
  await db.transaction(async (tx) => {
    await tx.update(users).set({ language }).where(eq(users.id, user.id));
    await recordEvent(tx, scope, { type: "member.profile_changed" });
  });
}

import { db } from "@db/client";
import { users } from "@db/schema/users";
import { eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { Language } from "~/platform/i18n/language";
import { newId } from "~/platform/ids";
import { squarePicture } from "~/platform/pictures.server";
import { limit } from "~/platform/rate-limit.server";
import { storage } from "~/platform/storage.server";
import type { Member } from "../guard.server";

export const MAX_PHOTO_BYTES = 8 * 1024 * 1024;
/** Sharp on a dense screen at the largest size it is shown in. */
const PHOTO_SIDE = 256;

type ProfileChange = {
  name: string;
  language: Language | null;
  title?: string | null;
  timeZone?: string | null;
  signature?: string | null;
};

export async function updateProfile(member: Member, input: ProfileChange): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(users).set(input).where(eq(users.id, member.user.id));
    await recordEvent(tx, member.scope, { type: "member.profile_changed" });
  });
}

/** Redrawn by us, so that nothing but a picture is stored. False when it is none. */
export async function setPhoto(member: Member, bytes: Uint8Array): Promise<boolean> {
  await limit("photo", member.user.id, { points: 20, seconds: 10 * 60 });
  const picture = await squarePicture(bytes, PHOTO_SIDE);
  if (!picture) return false;
  const key = `photos/${newId()}.webp`;
  await storage().put(key, picture);
  await replacePhoto(member, key);
  return true;
}

export function removePhoto(member: Member): Promise<void> {
  return replacePhoto(member, null);
}

async function replacePhoto(member: Member, photoKey: string | null): Promise<void> {
  const before = await db.transaction(async (tx) => {
    const [user] = await tx
      .select({ photoKey: users.photoKey })
      .from(users)
      .where(eq(users.id, member.user.id))
      .for("update");
    if (user?.photoKey === photoKey) return null;
    await tx.update(users).set({ photoKey }).where(eq(users.id, member.user.id));
    await recordEvent(tx, member.scope, { type: "member.profile_changed" });
    return user?.photoKey ?? null;
  });
  if (before) await storage().remove(before);
}

import { db } from "@db/client";
import { mailMutes } from "@db/schema/chat";
import { now } from "~/platform/clock.server";
import { findMailChoice, isChoice } from "./data.server";
import type { MailChoice } from "./schema";

/** No more mails of this kind from this room to this person. Twice is once. */
export async function turnMailsOff(choice: MailChoice): Promise<void> {
  const { workspaceId } = await findMailChoice(choice);
  await db.transaction((tx) =>
    tx
      .insert(mailMutes)
      .values({ workspaceId, ...choice, createdAt: now() })
      .onConflictDoNothing(),
  );
}

export async function turnMailsOn(choice: MailChoice): Promise<void> {
  await findMailChoice(choice);
  await db.transaction((tx) => tx.delete(mailMutes).where(isChoice(choice)));
}

import { db } from "@db/client";
import { recordEvent } from "~/features/activity/events.server";
import { answerForm } from "~/features/rooms/forms/mutations.server";
import type { Answers } from "~/features/rooms/forms/utils";
import type { MemberActor, ViewerActor } from "~/features/rooms/schema";
import type { ViewerScope } from "~/features/sharing/schema";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { confirmViewer } from "~/features/tracking/persons.server";
import { AppError } from "~/platform/errors";

type Reader = { viewer: ViewerScope; actor: ViewerActor };
type Given = { pageId: string; version: number; answers: Answers };

/** A reader's answers; giving them is something only a person does. False: the form has changed since it was shown. */
export async function giveAnswers({ viewer, actor }: Reader, given: Given): Promise<boolean> {
  if (viewer.preview) throw new AppError("FORBIDDEN");
  try {
    await db.transaction(async (tx) => {
      await ensureViewer(tx, viewer);
      await answerForm(tx, actor, given);
      await confirmViewer(tx, viewer, "chat");
    });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "CONFLICT") return false;
    throw error;
  }
}

export function recordFormExport(actor: MemberActor, pageId: string, rows: number): Promise<string> {
  const event = { type: "form.exported" as const, roomId: actor.roomId, pageId, rows };
  return db.transaction((tx) => recordEvent(tx, actor, event));
}

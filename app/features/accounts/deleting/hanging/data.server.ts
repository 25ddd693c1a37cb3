import { attachments, chatMessages } from "@db/schema/chat";
import { formAnswers } from "@db/schema/forms";
import { tasks } from "@db/schema/plan";
import { acceptances, proposalComments } from "@db/schema/proposals";
import { pages } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import type { Hanging } from "../schema";
import { chunksOf } from "../utils";

type Source = Pick<Tx, "select" | "$count">;

/**
 * What people wrote, sent and agreed to in these rooms. Of the buyers' own corner nothing is counted: the number would
 * tell the seller that there was something.
 */
export async function countHanging(source: Source, roomIds: readonly string[]): Promise<Hanging> {
  const sum: Hanging = { tasks: 0, answers: 0, messages: 0, files: 0, comments: 0, acceptances: 0 };
  for (const ids of chunksOf(roomIds)) {
    const isMessage = and(
      inArray(chatMessages.roomId, ids),
      eq(chatMessages.corner, "room"),
      isNull(chatMessages.deletedAt),
    );
    const isFile = and(
      inArray(attachments.roomId, ids),
      eq(attachments.corner, "room"),
      isNotNull(attachments.ownerId),
      // Those of tasks are named with the tasks.
      ne(attachments.ownerKind, "task"),
      ne(attachments.ownerKind, "task_comment"),
    );
    const ofRooms = source.select({ id: pages.id }).from(pages).where(inArray(pages.roomId, ids));
    const isComment = and(inArray(proposalComments.pageId, ofRooms), isNull(proposalComments.deletedAt));
    sum.tasks += await source.$count(tasks, inArray(tasks.roomId, ids));
    sum.answers += await source.$count(formAnswers, inArray(formAnswers.roomId, ids));
    sum.messages += await source.$count(chatMessages, isMessage);
    sum.files += await source.$count(attachments, isFile);
    sum.comments += await source.$count(proposalComments, isComment);
    sum.acceptances += await source.$count(acceptances, inArray(acceptances.roomId, ids));
  }
  return sum;
}

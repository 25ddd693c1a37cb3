import { receiveAttachment } from "~/features/rooms/attachments/mutations.server";
import { sendMessage } from "~/features/rooms/chat/mutations.server";
import { memberChat, viewerChat } from "~/features/rooms/chat/place.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { listPages } from "~/features/rooms/pages/data.server";
import { getMemberPlan } from "~/features/rooms/plan/data.server";
import { editTask } from "~/features/rooms/plan/tasks/mutations.server";
import { dayPlus, isOpen } from "~/features/rooms/plan/utils";
import { digestOf, getOffer } from "~/features/rooms/proposals/acceptance/data.server";
import { acceptProposal } from "~/features/rooms/proposals/acceptance/mutations.server";
import { addComment, replyToComment } from "~/features/rooms/proposals/comments/mutations.server";
import { saveProposal } from "~/features/rooms/proposals/mutations.server";
import { findDraft } from "~/features/rooms/proposals/versions/data.server";
import { keepVersion, publishProposal } from "~/features/rooms/proposals/versions/mutations.server";
import type { ViewerActor } from "~/features/rooms/schema";
import { keepAsTemplate } from "~/features/rooms/templates/mutations.server";
import { nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import { newId } from "~/platform/ids";
import { DEMO_STORY } from "../../db/seed/demo-story";
import { listReaders } from "./committee";
import type { DemoRoom } from "./rooms";

const LATE_DAYS = 3;
/** A documentation address: nobody's. */
const CALLER = { ip: "192.0.2.20", userAgent: "Demonstration" };

/**
 * What came later: in one room of each language a second version, remarks of the team and an acceptance; a file in the
 * chat, a plan that is late, a template of one's own.
 */
export async function seedStory(rooms: readonly DemoRoom[]): Promise<void> {
  for (const language of ["ja", "en"] as const) {
    const alive = rooms.filter((room) => room.language === language && isAlive(room));
    const [first] = alive;
    if (first) await keepOwnTemplate(first);
    for (const room of alive.filter(({ interest }) => interest === "warm").slice(0, 1)) await runLate(room);
    for (const room of alive.toReversed()) {
      const [reader] = await listReaders(room);
      if (!reader) continue;
      await shareFile(room, reader);
      await improveProposal(room);
      await accept(room, reader);
      break;
    }
  }
}

function isAlive({ interest }: DemoRoom): boolean {
  return interest === "hot" || interest === "warm";
}

async function improveProposal({ scope, roomId, pages, language }: DemoRoom): Promise<void> {
  const story = DEMO_STORY[language];
  const key = { roomId, pageId: pages[0]?.pageId ?? "" };
  await keepVersion(scope, { ...key, note: story.kept, requestKey: newId() });
  const { draft } = await findDraft(scope, key);
  const changed = story.changes.reduce(
    (text, [before, after]) => text.replace(before, after),
    JSON.stringify(draft.body),
  );
  const body: { type: "doc"; content: { type: string }[] } = JSON.parse(changed);
  const place = body.content.findIndex(({ type }) => type === "plan");
  const added = { type: "paragraph", content: [{ type: "text", text: story.added }] };
  const better = { ...body, content: body.content.toSpliced(place, 0, added) };
  const saved = await saveProposal(scope, { ...key, version: draft.version, body: better });
  if (saved.kind !== "saved") throw new Error(`the demo's second version was not saved: ${saved.kind}`);
  await publishProposal(scope, { ...key, draft: saved.version, note: story.published });

  const [about, words, answer] = story.comments;
  const actor = await memberInRoom(scope, roomId);
  const heading = body.content.find((block) => JSON.stringify(block).includes(about));
  const blockId = /"blockId":"(\w+)"/.exec(JSON.stringify(heading))?.[1] ?? "";
  const parentId = newId();
  await addComment(actor, { pageId: key.pageId, requestKey: parentId, blockId, quote: null, body: words });
  await replyToComment(actor, { pageId: key.pageId, requestKey: newId(), parentId, body: answer });
}

async function accept({ pages, language }: DemoRoom, reader: ViewerActor): Promise<void> {
  const { name, title } = DEMO_STORY[language].signer;
  const pageId = pages[0]?.pageId ?? "";
  const { version, totals } = await getOffer(reader, pageId);
  const signing = { versionId: version.id, shown: digestOf(totals), language };
  await acceptProposal(reader, { pageId, ...signing, name, title, signature: name, caller: CALLER });
}

async function shareFile({ scope, roomId, pages, language }: DemoRoom, reader: ViewerActor): Promise<void> {
  const { name, lines, message, answer } = DEMO_STORY[language].file;
  const member = await memberInRoom(scope, roomId);
  const file = { fileName: name, bytes: new TextEncoder().encode(`\uFEFF${lines.join("\r\n")}\r\n`) };
  const received = await receiveAttachment(member, { ownerKind: "message", corner: "room", file });
  if (!received.ok) throw new Error(`the demo's file was not taken: ${received.error}`);
  const about = { aboutPageId: pages[1]?.pageId, mentions: [] };
  const attachments = [received.attachment.id];
  await sendMessage(memberChat(member), { ...about, clientId: newId(), body: message, attachments });
  const reply = { clientId: newId(), body: answer, attachments: [] };
  await sendMessage(viewerChat(reader, "room"), { ...about, ...reply });
}

/** The next step of its plan should have been done some days ago. */
async function runLate({ scope, roomId, language }: DemoRoom): Promise<void> {
  const actor = await memberInRoom(scope, roomId);
  const page = (await listPages(scope, { roomId })).find(({ kind }) => kind === "plan");
  if (!page) return;
  const { tasks } = await getMemberPlan(actor, { pageId: page.id, language });
  const task = tasks.find(({ status }) => isOpen(status));
  if (!task) return;
  const { title, description, milestoneId, side, roleName, internal, memberId, contactId, dependsOn } = task;
  const due = {
    dueKind: "day" as const,
    dueDay: dayPlus(dayOf(nowMs(), "Asia/Tokyo"), -LATE_DAYS),
    dueOffset: 0,
    dueTaskId: null,
  };
  const fields = {
    title,
    description,
    milestoneId,
    side,
    roleName,
    internal,
    memberId,
    contactId,
    dependsOn,
  };
  await editTask(actor, { pageId: page.id, taskId: task.id, ...fields, ...due, version: task.version });
}

async function keepOwnTemplate({ scope, roomId, language }: DemoRoom): Promise<void> {
  const facts = DEMO_STORY[language].template;
  await keepAsTemplate(scope, { roomId, pageId: null, ...facts, requestKey: newId() });
}

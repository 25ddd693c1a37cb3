import { db } from "@db/client";
import { proposals } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { memberInRoom } from "~/features/rooms/data.server";
import { loadComments } from "~/features/rooms/proposals/comments/data.server";
import { addComment, replyToComment } from "~/features/rooms/proposals/comments/mutations.server";
import type { MemberActor } from "~/features/rooms/schema";
import { newId } from "~/platform/ids";
import { makePage, makeRoom } from "../../support/factories";
import { makePeople, type Person } from "../screens/support";

const words = (text: string) => [{ type: "text", text }];
export const BODY = {
  type: "doc" as const,
  content: [
    { type: "heading", attrs: { level: 1, blockId: "heading00001" }, content: words("Cold chain") },
    { type: "paragraph", attrs: { blockId: "paragraph001" }, content: words("We keep it cold.") },
    { type: "paragraph", attrs: { blockId: "paragraph002" }, content: words("It costs little.") },
  ],
};

/** A room with a proposal of three blocks: its owner, a colleague, an admin, and a rep of another workspace. */
export async function openTeam() {
  const people = await makePeople();
  const { scope } = people.rep;
  const room = await makeRoom(scope, { name: "Offer room" });
  const page = await makePage(scope, { roomId: room.id, kind: "proposal", title: "Offer" });
  await db.update(proposals).set({ body: BODY }).where(eq(proposals.pageId, page.id));
  const actorOf = (person: Person) => memberInRoom(person.scope, room.id);
  return {
    ...people,
    room,
    page,
    owner: await actorOf(people.rep),
    mate: await actorOf(people.colleague),
    chief: await actorOf(people.admin),
    path: `/rooms/${room.id}/pages/${page.id}/comments`,
    pagePath: `/rooms/${room.id}/pages/${page.id}`,
  };
}
export type Team = Awaited<ReturnType<typeof openTeam>>;

type On = { blockId?: string; quote?: string | null; requestKey?: string };

/** Begins a thread and gives its id. */
export async function say(actor: MemberActor, pageId: string, body: string, on: On = {}): Promise<string> {
  const { blockId = "", quote = null, requestKey = newId() } = on;
  await addComment(actor, { pageId, body, blockId, quote, requestKey });
  return requestKey;
}

export async function answer(actor: MemberActor, pageId: string, parentId: string, body: string) {
  const requestKey = newId();
  await replyToComment(actor, { pageId, parentId, body, requestKey });
  return requestKey;
}

/** What the member reads: each thread as the texts in it. */
export async function read(actor: MemberActor, pageId: string): Promise<string[][]> {
  const { threads } = await loadComments(actor, pageId);
  return threads.map(({ comments }) =>
    comments.map(({ body, isDeleted }) => (isDeleted ? "(deleted)" : body)),
  );
}

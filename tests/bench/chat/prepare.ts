/** Fills a new database with rooms, their talk and people with cookies; tells its parent what to ask with. */
import { connect, db } from "@db/client";
import { chatCounters, chatMessages } from "@db/schema/chat";
import { tasks } from "@db/schema/plan";
import { startSession } from "~/features/auth/sessions.server";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { foldText } from "~/platform/text";
import { makeLink, makeMember, makePage, makeRoom, makeViewer } from "../../support/factories";

export type Prepared = {
  member: string;
  buyers: string[];
  small: PreparedRoom;
  large: PreparedRoom;
};
export type PreparedRoom = { roomId: string; pageId: string; planId: string; buyer: string };

const BUYERS = 500;
const ROWS_AT_ONCE = 200;

const database = await connect(env().databaseUrl);
await database.migrate();
const { scope, userId } = await makeMember({ role: "admin" });
const member = cookieOf(await startSession(userId, null));
const small = await fillRoom(scope, { messages: 20, tasks: 5, pages: 3 });
const large = await fillRoom(scope, { messages: 5_000, tasks: 200, pages: 40 });
const buyers: string[] = [];
for (let n = 0; n < BUYERS; n++) buyers.push(await openBuyer(scope, small.roomId));
await database.raw("PRAGMA wal_checkpoint(TRUNCATE)");
await database.close();
const prepared: Prepared = { member, buyers, small, large };
process.send?.(prepared, () => process.exit(0));

type Size = { messages: number; tasks: number; pages: number };

async function fillRoom(owner: WorkspaceScope, size: Size): Promise<PreparedRoom> {
  const room = await makeRoom(owner);
  const pages = [];
  for (let n = 0; n < size.pages; n++)
    pages.push(await makePage(owner, { roomId: room.id, title: `Page ${n}` }));
  const plan = await makePage(owner, { roomId: room.id, kind: "plan", title: "Plan" });
  const place = { workspaceId: owner.workspaceId, roomId: room.id };
  await insertAll(
    size.tasks,
    (n) => {
      const at = { createdAt: new Date(), updatedAt: new Date() };
      return {
        id: newId(),
        ...place,
        pageId: plan.id,
        title: `Task ${n}`,
        side: "member" as const,
        position: n,
        ...at,
      };
    },
    (rows) => db.insert(tasks).values(rows),
  );
  await insertAll(
    size.messages,
    (n) => {
      const [id, body] = [newId(), `Message number ${n} about the terms of the offer`];
      const author = { authorKind: "member" as const, authorId: owner.memberId, clientId: id };
      const words = { body, searchText: foldText(body), mentions: [], createdAt: new Date() };
      return { id, ...place, corner: "room" as const, seq: n + 1, changeSeq: n + 1, ...author, ...words };
    },
    (rows) => db.insert(chatMessages).values(rows),
  );
  await db.insert(chatCounters).values({ ...place, corner: "room", lastSeq: size.messages });
  return {
    roomId: room.id,
    pageId: pages[0]?.id ?? "",
    planId: plan.id,
    buyer: await openBuyer(owner, room.id),
  };
}

async function insertAll<Row>(
  count: number,
  rowOf: (n: number) => Row,
  insert: (rows: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => rowOf(n));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await insert(rows.slice(at, at + ROWS_AT_ONCE));
}

async function openBuyer(owner: WorkspaceScope, roomId: string): Promise<string> {
  const { link } = await makeLink(owner, { roomId });
  const email = `${newId()}@hinoki.example`;
  const { secret } = await makeViewer(owner, { link, identity: "claimed", email });
  return cookieOf(
    setVisitor(roomId, { linkId: link.id, secret, hitId: newId(), tokenTag: tokenTagOf(link) }),
  );
}

function cookieOf(line: string): string {
  return line.split(";", 1)[0] ?? "";
}

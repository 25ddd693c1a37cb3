import { createHash, randomBytes } from "node:crypto";
import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { documents, documentVersions } from "@db/schema/library";
import { pages, proposals, rooms } from "@db/schema/rooms";
import { shareLinks, viewerSessions, viewers } from "@db/schema/sharing";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { contactKeys } from "~/features/accounts/contacts/utils";
import { accountKeys } from "~/features/accounts/utils";
import { findDraft } from "~/features/rooms/proposals/versions/data.server";
import { publishProposal } from "~/features/rooms/proposals/versions/mutations.server";
import type { ViewerScope } from "~/features/sharing/schema";
import { mintViewerScope } from "~/features/sharing/scope.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { mintWorkspaceScope } from "~/features/workspaces/scope.server";
import { newId } from "~/platform/ids";
import { foldText } from "~/platform/text";

const DAY_MS = 86_400_000;
let count = 0;
/** Rows made one after the other get rising times, so that "newest first" is never a tie. */
const tick = () => new Date(Date.UTC(2026, 0, 5) + ++count * 1000);
const stamps = () => {
  const at = tick();
  return { createdAt: at, updatedAt: at };
};
const only = <T>(rows: T[]): T => {
  const row = rows[0];
  if (!row) throw new Error("the insert returned no row");
  return row;
};
export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

type Over<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;

export async function makeWorkspace(over: Over<typeof workspaces> = {}) {
  const row = { id: newId(), name: "Kumano Trading", createdAt: tick(), ...over };
  return only(await db.insert(workspaces).values(row).returning());
}

export async function makeUser(over: Over<typeof users> = {}) {
  const id = newId();
  const row = { id, email: `${id}@kumano.example`, name: "Aoi Mori", passwordHash: "!", createdAt: tick() };
  return only(
    await db
      .insert(users)
      .values({ ...row, ...over })
      .returning(),
  );
}

type MemberOptions = Partial<
  Pick<typeof members.$inferInsert, "workspaceId" | "userId" | "role" | "deactivatedAt">
> & {
  name?: string;
};

/** A member, their user and the proof of who they are; in a workspace of their own unless told which. */
export async function makeMember({
  workspaceId,
  userId,
  role = "rep",
  name,
  deactivatedAt = null,
}: MemberOptions = {}) {
  const user = userId ? { id: userId } : await makeUser(name ? { name } : {});
  const row = {
    id: newId(),
    workspaceId: workspaceId ?? (await makeWorkspace()).id,
    userId: user.id,
    role,
    deactivatedAt,
    createdAt: tick(),
  };
  const member = only(await db.insert(members).values(row).returning());
  return { member, userId: user.id, scope: scopeOf(member) };
}

export function scopeOf(member: typeof members.$inferSelect): WorkspaceScope {
  return mintWorkspaceScope({ workspaceId: member.workspaceId, memberId: member.id, role: member.role });
}

export async function makeAccount(scope: WorkspaceScope, over: Over<typeof accounts> = {}) {
  const names = { name: "Hinoki Foods", reading: null, domain: null, ...over };
  const row = { id: newId(), ...owned(scope), ...stamps(), ...names };
  return only(
    await db
      .insert(accounts)
      .values({ ...accountKeys(names), ...row })
      .returning(),
  );
}

export async function makeContact(scope: WorkspaceScope, over: Over<typeof contacts> = {}) {
  const accountId = over.accountId ?? (await makeAccount(scope)).id;
  const id = newId();
  const email = `${id}@hinoki.example`;
  const row = {
    id,
    workspaceId: scope.workspaceId,
    email,
    name: "Ren Sato",
    ...stamps(),
    ...over,
    accountId,
  };
  const keys = contactKeys({ title: null, department: null, ...row });
  return only(
    await db
      .insert(contacts)
      .values({ ...keys, ...row })
      .returning(),
  );
}

export async function makeDeal(scope: WorkspaceScope, over: Over<typeof deals> = {}) {
  const accountId = over.accountId ?? (await makeAccount(scope)).id;
  const row = {
    id: newId(),
    ...owned(scope),
    name: "Cold chain",
    currency: "JPY",
    ...stamps(),
    ...over,
    accountId,
  };
  return only(
    await db
      .insert(deals)
      .values({ searchText: foldText(row.name), ...row })
      .returning(),
  );
}

export async function makeRoom(scope: WorkspaceScope, over: Over<typeof rooms> = {}) {
  const dealId = over.dealId ?? (await makeDeal(scope)).id;
  const row = { id: newId(), ...owned(scope), name: "Cold chain room", language: "en" as const, ...stamps() };
  return only(
    await db
      .insert(rooms)
      .values({ searchText: foldText(over.name ?? row.name), ...row, ...over, dealId })
      .returning(),
  );
}

type DocumentOptions = { title?: string; version?: Over<typeof documentVersions> | null };

/** A document with one ready version of three A4 pages; `version: null` leaves it without any. */
export async function makeDocument(
  scope: WorkspaceScope,
  { title = "Price list", version }: DocumentOptions = {},
) {
  const base = {
    id: newId(),
    workspaceId: scope.workspaceId,
    createdById: scope.memberId,
    title,
    ...stamps(),
  };
  const document = only(await db.insert(documents).values(base).returning());
  if (version === null) return { document, version: null };
  return { document, version: await makeDocumentVersion(scope, { documentId: document.id, ...version }) };
}

export async function makeDocumentVersion(
  scope: WorkspaceScope,
  over: Over<typeof documentVersions> & { documentId: string },
) {
  const id = newId();
  const at = tick();
  const row = {
    id,
    workspaceId: scope.workspaceId,
    number: 1,
    uploadId: `upload-${id}`,
    fileKey: `files/${id}.pdf`,
    fileName: "price-list.pdf",
    sizeBytes: 1234,
    state: "ready" as const,
    pageCount: 3,
    pageSizes: [{ width: 595, height: 842 }],
    createdAt: at,
    readyAt: at,
  };
  return only(
    await db
      .insert(documentVersions)
      .values({ ...row, ...over })
      .returning(),
  );
}

/** A document page (with its document) unless `kind: "proposal"`, which gets an empty proposal. */
export async function makePage(scope: WorkspaceScope, over: Over<typeof pages> = {}) {
  const roomId = over.roomId ?? (await makeRoom(scope)).id;
  const kind = over.kind ?? "document";
  const documentId =
    kind === "document" ? (over.documentId ?? (await makeDocument(scope)).document.id) : null;
  const position = over.position ?? (await db.$count(pages)) * 10 + 10;
  const base = { id: newId(), workspaceId: scope.workspaceId, title: "Prices", ...stamps() };
  const page = only(
    await db
      .insert(pages)
      .values({ ...base, ...over, roomId, kind, documentId, position })
      .returning(),
  );
  if (kind === "proposal") {
    await db
      .insert(proposals)
      .values({ pageId: page.id, body: { type: "doc", content: [] }, updatedAt: page.createdAt });
  }
  return page;
}

/** Lets buyers read the proposal as it is now, and gives the version's id. */
export async function publishPage(scope: WorkspaceScope, key: { roomId: string; pageId: string }) {
  const { publishing } = await findDraft(scope, key);
  const outcome = await publishProposal(scope, { ...key, draft: publishing.draft, note: null });
  if (outcome.kind !== "published") throw new Error("the draft changed meanwhile");
  return outcome.versionId;
}

/** A share link and the secret of its URL, of which only the hash is stored. */
export async function makeLink(scope: WorkspaceScope, over: Over<typeof shareLinks> = {}) {
  const roomId = over.roomId ?? (await makeRoom(scope)).id;
  const token = randomBytes(32).toString("base64url");
  const row = {
    id: newId(),
    workspaceId: scope.workspaceId,
    tokenHash: sha256(token),
    label: "For the buying team",
    gate: "open" as const,
    createdById: scope.memberId,
    createdAt: tick(),
    ...over,
    roomId,
  };
  return { link: only(await db.insert(shareLinks).values(row).returning()), token };
}

type ViewerOptions = Over<typeof viewers> & { link?: typeof shareLinks.$inferSelect };

/** A viewer who passed the gate of a link: the row, the secret of their cookie and their proven scope. */
export async function makeViewer(scope: WorkspaceScope, { link: given, ...over }: ViewerOptions = {}) {
  const link = given ?? (await makeLink(scope, over.roomId ? { roomId: over.roomId } : {})).link;
  const at = tick();
  const row = {
    id: newId(),
    workspaceId: link.workspaceId,
    roomId: link.roomId,
    linkId: link.id,
    identity: "anonymous" as const,
    firstSeenAt: at,
    lastSeenAt: at,
  };
  const viewer = only(
    await db
      .insert(viewers)
      .values({ ...row, ...over })
      .returning(),
  );
  const secret = randomBytes(32).toString("base64url");
  const session = {
    id: sha256(secret),
    viewerId: viewer.id,
    linkId: link.id,
    policyVersion: link.policyVersion,
    expiresAt: new Date(Date.now() + 30 * DAY_MS),
    createdAt: at,
  };
  await db.insert(viewerSessions).values(session);
  return { viewer, link, secret, scope: viewerScopeOf(viewer, link, session.id) };
}

function viewerScopeOf(
  viewer: typeof viewers.$inferSelect,
  link: typeof shareLinks.$inferSelect,
  sessionId: string,
): ViewerScope {
  return mintViewerScope({
    workspaceId: viewer.workspaceId,
    roomId: viewer.roomId,
    linkId: link.id,
    viewerId: viewer.id,
    identity: viewer.identity,
    email: viewer.email,
    allowDownload: link.allowDownload,
    policyVersion: link.policyVersion,
    sessionId,
    hitId: null,
    preview: false,
    consent: viewer.consent,
    consentMode: "notice",
  });
}

function owned(scope: WorkspaceScope) {
  return { workspaceId: scope.workspaceId, ownerId: scope.memberId };
}

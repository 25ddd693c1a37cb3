import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { mails } from "@db/schema/instance";
import { accessRequests, roomPeople } from "@db/schema/people";
import { shareLinks } from "@db/schema/sharing";
import { visits } from "@db/schema/tracking";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { memberInRoom } from "~/features/rooms/data.server";
import { listPeople, listSuggestions } from "~/features/rooms/people/data.server";
import {
  addNewPerson,
  addPerson,
  addSuggested,
  changePerson,
  dismissSuggested,
  removePerson,
} from "~/features/rooms/people/mutations.server";
import { personStateOf } from "~/features/rooms/people/utils";
import { decideAccess } from "~/features/sharing/access/mutations.server";
import { invitePerson } from "~/features/sharing/invites/mutations.server";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { cookieOf } from "../../support/app";
import { eventTypes } from "../../support/events";
import { makeContact, makeDeal, makeLink, makeMember, makeRoom, makeViewer } from "../../support/factories";
import { DISGUISED, en, makePerson, type Person, UNDISGUISED, useScreens } from "../screens/support";

const screens = useScreens();
let rep: Person;
beforeAll(async () => {
  rep = await makePerson({ name: "Aoi Mori" });
});

async function makePlace() {
  const deal = await makeDeal(rep.scope);
  const room = await makeRoom(rep.scope, { dealId: deal.id, name: "Cold chain" });
  return { room, accountId: deal.accountId, actor: await memberInRoom(rep.scope, room.id) };
}

type LinkOver = NonNullable<Parameters<typeof makeLink>[1]>;
async function makeReader(roomId: string, link: LinkOver, viewer: Parameters<typeof makeViewer>[1] = {}) {
  const { link: made } = await makeLink(rep.scope, { roomId, ...link });
  const { secret, viewer: row } = await makeViewer(rep.scope, { link: made, ...viewer });
  const visitor = { linkId: made.id, secret, hitId: newId(), tokenTag: tokenTagOf(made) };
  return { link: made, viewer: row, cookie: cookieOf(setVisitor(roomId, visitor)) };
}

const mailsTo = (to: string) => db.select().from(mails).where(eq(mails.to, to));
const only = async (roomId: string) => listPeople(await memberInRoom(rep.scope, roomId));

describe("the buying committee", () => {
  test("takes contacts of the account and new people, and nobody of another account", async () => {
    const { room, accountId, actor } = await makePlace();
    const known = await makeContact(rep.scope, { accountId, name: "Ren Sato" });
    await addPerson(actor, known.id);
    const person = { reading: null, phone: null, title: "CFO", department: "Finance" };
    const email = `${newId()}@hinoki.example`;
    const fields = { ...person, name: "Yuki Abe", email, decisionRole: "decision_maker" as const };
    expect(await addNewPerson(actor, { requestKey: newId(), ...fields })).toMatchObject({ ok: true });
    expect(await only(room.id)).toMatchObject([
      { name: "Ren Sato", state: "none", level: null },
      { name: "Yuki Abe", title: "CFO", decisionRole: "decision_maker" },
    ]);
    const elsewhere = await makeContact(rep.scope);
    await expect(addPerson(actor, elsewhere.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const taken = { ...fields, email: elsewhere.email, requestKey: newId() };
    expect(await addNewPerson(actor, taken)).toEqual({ ok: false, reason: "of_another_account" });
    const stranger = await makeMember();
    await expect(memberInRoom(stranger.scope, room.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const colleague = await makeMember({ workspaceId: rep.member.workspaceId });
    const looking = await memberInRoom(colleague.scope, room.id);
    await expect(removePerson(looking, known.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is moved on the map with a version, and a second mover is told", async () => {
    const { room, accountId, actor } = await makePlace();
    const { id: contactId } = await makeContact(rep.scope, { accountId });
    await addPerson(actor, contactId);
    const to = { contactId, version: 1, level: 1 as const, department: "Board" };
    expect(await changePerson(actor, to)).toMatchObject({ ok: true });
    expect(await changePerson(actor, { ...to, level: 3 })).toEqual({ ok: false });
    expect(await only(room.id)).toMatchObject([{ level: 1, department: "Board", version: 2 }]);
    const form = { intent: "place", contactId, version: "1", level: "2", department: "" };
    expect((await screens.post(paths.roomPeople(room.id), form, rep)).status).toBe(409);
    expect((await screens.post(paths.roomPeople(room.id), { ...form, level: "9" }, rep)).status).toBe(422);
  });

  test("lets a person go and takes them back", async () => {
    const { room, accountId, actor } = await makePlace();
    const { id: contactId } = await makeContact(rep.scope, { accountId, name: "Ren Sato" });
    await addPerson(actor, contactId);
    const gone = await screens.post(paths.roomPeople(room.id), { intent: "remove", contactId }, rep);
    expect(gone.text).toContain("Ren Sato was removed");
    expect(await only(room.id)).toEqual([]);
    await screens.post(paths.roomPeople(room.id), { intent: "add", contactId }, rep);
    expect(await only(room.id)).toHaveLength(1);
    expect(await eventTypes(rep.scope)).toEqual(expect.arrayContaining(["person.added", "person.removed"]));
  });

  test("shows a disguised name as it reads", async () => {
    const { room } = await makePlace();
    const form = {
      intent: "create",
      requestKey: newId(),
      email: `${newId()}@hinoki.example`,
      name: DISGUISED,
    };
    const added = await screens.post(paths.roomPeople(room.id), form, rep);
    expect(added.text).toContain(UNDISGUISED);
    const odd = { ...form, requestKey: newId(), email: "nobody" };
    expect((await screens.post(paths.roomPeople(room.id), odd, rep)).status).toBe(422);
  });

  test.each([
    [{ isAsking: true, lastVisitAt: null, invitedAt: null }, "asked"],
    [{ isAsking: false, lastVisitAt: new Date("2026-03-01"), invitedAt: null }, "silent"],
    [{ isAsking: false, lastVisitAt: new Date("2026-03-02"), invitedAt: new Date("2026-01-01") }, "visited"],
    [{ isAsking: false, lastVisitAt: null, invitedAt: new Date("2026-03-10") }, "invited"],
    [{ isAsking: false, lastVisitAt: null, invitedAt: null }, "none"],
  ])("says of %o: %s", (facts, state) => {
    expect(personStateOf(facts, new Date("2026-03-16"))).toBe(state);
  });

  test("knows from engaged visits alone who came", async () => {
    const { room, accountId, actor } = await makePlace();
    const { id: contactId, email } = await makeContact(rep.scope, { accountId });
    await addPerson(actor, contactId);
    const { viewer } = await makeReader(room.id, {}, { contactId, email, identity: "verified" });
    const at = new Date();
    const visit = {
      workspaceId: room.workspaceId,
      roomId: room.id,
      viewerId: viewer.id,
      personKey: contactId,
    };
    const facts = { day: "2026-01-05", startedAt: at, lastAt: at, activeMs: 0, pageCount: 0 };
    await db.insert(visits).values({ id: newId(), ...visit, ...facts, engaged: false });
    expect(await only(room.id)).toMatchObject([{ state: "none" }]);
    await db.insert(visits).values({ id: newId(), ...visit, ...facts, engaged: true });
    expect(await only(room.id)).toMatchObject([{ state: "visited" }]);
  });
});

describe("somebody new in the room", () => {
  test("is suggested until added or dismissed", async () => {
    const { room, accountId, actor } = await makePlace();
    const contact = await makeContact(rep.scope, { accountId, name: "Ren Sato" });
    const known = { contactId: contact.id, email: contact.email, identity: "verified" as const };
    await makeReader(room.id, {}, known);
    const { viewer } = await makeReader(room.id, {}, { email: "typed@hinoki.example", identity: "claimed" });
    await makeReader(room.id, {}, {});
    const found = await listSuggestions(actor);
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ contactId: contact.id, isProven: true }),
        expect.objectContaining({ viewerId: viewer.id, contactId: null, isProven: false }),
      ]),
    );
    await dismissSuggested(actor, { contactId: contact.id });
    await dismissSuggested(actor, { viewerId: viewer.id });
    expect(await listSuggestions(actor)).toEqual([]);
    expect(await addSuggested(actor, viewer.id)).toMatchObject({ ok: true });
    expect(await only(room.id)).toMatchObject([{ email: "typed@hinoki.example" }]);
  });
});

describe("an invitation", () => {
  test("brings a link that opens for that address alone, whose secret is in the mail only", async () => {
    const { room, accountId, actor } = await makePlace();
    const contact = await makeContact(rep.scope, { accountId });
    await addPerson(actor, contact.id);
    await invitePerson(actor, contact.id);
    const [mail] = await mailsTo(contact.email);
    const token = /\/r\/([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect(mail).toMatchObject({ isPrivate: true, workspaceId: room.workspaceId });
    const [link] = await db.select().from(shareLinks).where(eq(shareLinks.roomId, room.id));
    expect(link).toMatchObject({ gate: "code", allowedEmails: [contact.email], allowedDomains: [] });
    expect(JSON.stringify(link)).not.toContain(token);
    expect((await screens.get(paths.shareLink(token))).status).toBe(303);
    expect(await only(room.id)).toMatchObject([{ state: "invited" }]);
    expect(await invitePerson(actor, contact.id)).toMatchObject({ isAgain: true });
    // One person, one way in: the same link under a new address, and the earlier mail opens no more.
    const links = await db.select().from(shareLinks).where(eq(shareLinks.roomId, room.id));
    expect(links.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([[link?.id, null]]);
    expect((await screens.get(paths.shareLink(token))).status).toBe(404);
    const newest = (await mailsTo(contact.email)).map(({ text }) => /\/r\/([\w-]+)/.exec(text)?.[1] ?? "");
    const statuses = await Promise.all(
      newest.map(async (one) => (await screens.get(paths.shareLink(one))).status),
    );
    expect(statuses.toSorted()).toEqual([303, 404]);
    await invitePerson(actor, contact.id);
    await expect(invitePerson(actor, contact.id)).rejects.toMatchObject({ code: "RATE_LIMITED" });
  });
});

describe("a request for access", () => {
  const ask = (room: { id: string }, reader: { cookie: string }, email: string) =>
    screens.post(
      paths.buyerGate(room.id),
      { intent: "ask", email, name: "Sora Kida", note: "I am the CFO" },
      reader,
    );
  async function atGate() {
    const place = await makePlace();
    const { link, token } = await makeLink(rep.scope, {
      roomId: place.room.id,
      gate: "code",
      allowedDomains: ["hinoki.example"],
    });
    const opened = await screens.get(paths.shareLink(token));
    return { ...place, link, reader: { cookie: opened.cookies.map(cookieOf).join("; ") } };
  }

  test("is answered alike for every address, and asks the rep once", async () => {
    const { room, reader } = await atGate();
    const outside = await ask(room, reader, "sora@elsewhere.example");
    const inside = await ask(room, reader, "ren@hinoki.example");
    await ask(room, reader, "Sora@Elsewhere.example");
    expect([outside.status, outside.location]).toEqual([inside.status, inside.location]);
    const rows = await db.select().from(accessRequests).where(eq(accessRequests.roomId, room.id));
    expect(rows).toMatchObject([{ email: "sora@elsewhere.example", name: "Sora Kida", decision: null }]);
    const shown = await screens.get(paths.roomPeople(room.id), rep);
    expect(shown.text).toContain("I am the CFO");
    expect((await ask(room, reader, "not an address")).status).toBe(422);
  });

  test("that is allowed opens the link for the address without sending anybody back to the gate", async () => {
    const { room, reader, link, actor } = await atGate();
    await ask(room, reader, "sora@elsewhere.example");
    const [request] = await db.select().from(accessRequests).where(eq(accessRequests.roomId, room.id));
    const requestId = request?.id ?? "";
    await decideAccess(actor, { requestId, decision: "allowed" });
    await decideAccess(actor, { requestId, decision: "refused" });
    const [now] = await db.select().from(shareLinks).where(eq(shareLinks.id, link.id));
    expect(now).toMatchObject({ allowedEmails: ["sora@elsewhere.example"], policyVersion: 1 });
    expect(await mailsTo("sora@elsewhere.example")).toHaveLength(1);
    const [decided] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
    expect(decided?.decision).toBe("allowed");
  });

  test("that is refused tells nobody and is not asked again", async () => {
    const { room, reader, actor } = await atGate();
    await ask(room, reader, "hana@elsewhere.example");
    const [request] = await db.select().from(accessRequests).where(eq(accessRequests.roomId, room.id));
    await decideAccess(actor, { requestId: request?.id ?? "", decision: "refused" });
    await ask(room, reader, "hana@elsewhere.example");
    expect(await mailsTo("hana@elsewhere.example")).toHaveLength(0);
    const shown = await screens.get(paths.roomPeople(room.id), rep);
    expect(shown.text).not.toContain("hana@elsewhere.example");
  });
});

describe("a buyer's colleagues", () => {
  const invite = (room: { id: string }, reader: { cookie: string }, email: string) =>
    screens.post(
      paths.buyerPeople(room.id),
      { intent: "colleague", email, name: "Mei Ito", note: "" },
      reader,
    );

  test("are shown by name and title, without what the seller knows, to who proved their address", async () => {
    const { room, accountId, actor } = await makePlace();
    const blocker = { accountId, name: "Ken Ono", title: "Head of IT", decisionRole: "blocker" as const };
    const hidden = await makeContact(rep.scope, blocker);
    await addPerson(actor, hidden.id);
    const contact = await makeContact(rep.scope, { accountId, name: "Ren Sato", title: "Buyer" });
    const proven = { contactId: contact.id, email: contact.email, identity: "verified" as const };
    const reader = await makeReader(room.id, { gate: "code" }, proven);
    const seen = await screens.get(paths.buyerPeople(room.id), reader);
    expect(seen.text).toContain("Ren Sato");
    expect(seen.html).not.toContain("Ken Ono");
    await invitePerson(actor, hidden.id);
    const later = await screens.get(paths.buyerPeople(room.id), reader);
    expect(later.text).toContain("Head of IT");
    expect(later.html).not.toMatch(/blocker|Blocker/);
    expect(later.html).not.toContain(hidden.email);
    const anonymous = await makeReader(room.id, {});
    const closed = await screens.get(paths.buyerPeople(room.id), anonymous);
    expect(closed.text).toContain(en.buyer.people.hidden);
    expect(closed.html).not.toContain("Ken Ono");
  });

  test("get a mail within the link's policy, and are suggested with who introduced them", async () => {
    const { room, accountId, actor } = await makePlace();
    const contact = await makeContact(rep.scope, { accountId, name: "Ren Sato" });
    const proven = { contactId: contact.id, email: contact.email, identity: "verified" as const };
    const reader = await makeReader(room.id, { gate: "code", allowedDomains: ["hinoki.example"] }, proven);
    const email = `${newId()}@hinoki.example`;
    expect((await invite(room, reader, email)).text).toContain(`A mail is on its way to ${email}`);
    const [mail] = await mailsTo(email);
    expect(mail?.subject).toContain("Ren Sato");
    expect(await listSuggestions(actor)).toEqual(
      expect.arrayContaining([expect.objectContaining({ email, introducedBy: "Ren Sato" })]),
    );
    const [made] = await db
      .select()
      .from(roomPeople)
      .innerJoin(contacts, eq(contacts.id, roomPeople.contactId))
      .where(and(eq(roomPeople.roomId, room.id), eq(contacts.email, email)));
    expect(made?.room_people.introducedById).toBe(contact.id);
    expect((await invite(room, reader, contact.email)).status).toBe(422);
  });

  test("outside of the policy become a request to the rep, and no mail goes out", async () => {
    const { room } = await makePlace();
    const proven = { email: "ren@hinoki.example", identity: "verified" as const };
    const reader = await makeReader(room.id, { gate: "code", allowedDomains: ["hinoki.example"] }, proven);
    const asked = await invite(room, reader, "cfo@elsewhere.example");
    expect(asked.text).toContain("outside of what this link allows");
    expect(await mailsTo("cfo@elsewhere.example")).toHaveLength(0);
    const rows = await db.select().from(accessRequests).where(eq(accessRequests.roomId, room.id));
    expect(rows).toMatchObject([{ email: "cfo@elsewhere.example" }]);
    const open = await makeReader(room.id, { gate: "open" });
    expect((await invite(room, open, "anyone@elsewhere.example")).status).toBe(200);
    expect(await mailsTo("anyone@elsewhere.example")).toHaveLength(0);
  });

  test("can't be invited without end, nor from a preview", async () => {
    const { room } = await makePlace();
    const reader = await makeReader(room.id, { gate: "open" });
    for (let at = 0; at < 10; at += 1) await invite(room, reader, `${at}@elsewhere.example`);
    expect((await invite(room, reader, "more@elsewhere.example")).status).toBe(429);
    const start = await screens.post(paths.roomPreview(room.id), { intent: "open" }, rep);
    const cookie = [rep.cookie, ...start.cookies.map(cookieOf)].join("; ");
    expect((await invite(room, { cookie }, "ren@hinoki.example")).status).toBe(403);
  });
});

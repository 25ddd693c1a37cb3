import { db } from "@db/client";
import { pages, rooms } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { and, eq, isNull } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { cookieOf } from "../../support/app";
import { makeAccount, makeDeal, makeDocument, makeLink, makePage, makeRoom } from "../../support/factories";
import {
  DISGUISED,
  en,
  expectEscaped,
  expectRedirect,
  expectRefused,
  type Form,
  fill,
  IMG,
  ja,
  makePeople,
  type Person,
  UNDISGUISED,
  useScreens,
} from "./support";

const screens = useScreens();
let people: Awaited<ReturnType<typeof makePeople>>;
let rep: Person;
beforeAll(async () => {
  people = await makePeople();
  rep = people.rep;
});

const roomRow = async (id: string) => (await db.select().from(rooms).where(eq(rooms.id, id)))[0];
const linksOf = (roomId: string) => db.select().from(shareLinks).where(eq(shareLinks.roomId, roomId));
const titlesOf = async (roomId: string) => {
  const living = and(eq(pages.roomId, roomId), isNull(pages.archivedAt));
  return (await db.select().from(pages).where(living).orderBy(pages.position)).map(({ title }) => title);
};

describe("a new room", () => {
  const add = (form: Form, language = "en") =>
    screens.post(paths.newRoom(), { requestKey: newId(), language: "ja", ...form }, { ...rep, language });

  test("for a new deal makes all three once, however often the form is sent", async () => {
    const requestKey = newId();
    const form = { from: "account", accountName: "杉乃井商店", dealName: "冷蔵", name: "", requestKey };
    for (const answer of await Promise.all([add(form), add(form)])) {
      expectRedirect(answer, paths.room(requestKey));
    }
    expect(await roomRow(requestKey)).toMatchObject({ name: "冷蔵", language: "ja", ownerId: rep.member.id });
    expect((await screens.get("/accounts?q=杉乃井", rep)).rows()).toEqual(["杉乃井商店"]);
  });

  test("asks at the field for what is missing, and keeps what was typed", async () => {
    const refused = await add({ from: "account", accountName: "", dealName: " ", name: "部屋" }, "ja");
    expectRefused(refused, "accountName", ja.validation.required);
    expectRefused(refused, "dealName", ja.validation.required);
    expect(refused.field("name").value).toBe("部屋");
    expectRefused(await add({ from: "deal", dealId: "" }), "dealId", en.validation.required);
    const deal = await makeDeal(rep.scope);
    const form = { from: "deal", dealId: deal.id };
    expectRefused(await add({ ...form, name: "x".repeat(201) }), "name", en.validation.too_long);
    expectRefused(await add({ ...form, language: "fr" }), "language", en.validation.invalid);
  });

  test("is not made for another workspace's deal nor for a colleague's", async () => {
    const foreign = await makeDeal(people.stranger.scope);
    expect((await add({ from: "deal", dealId: foreign.id })).status).toBe(404);
    const theirs = await makeDeal(people.colleague.scope);
    expect((await add({ from: "deal", dealId: theirs.id })).status).toBe(403);
    const start = await screens.get(paths.newRoom(foreign.id), rep);
    expect(start.html).not.toContain(foreign.id.concat('" selected'));
  });
});

describe("changing a room", () => {
  const change = (roomId: string, form: Form, as = rep) =>
    screens.post(
      paths.editRoom(roomId),
      { name: "New", language: "en", consentMode: "notice", ownerId: rep.member.id, version: "1", ...form },
      as,
    );

  test("saves once, then shows both texts to whoever was slower", async () => {
    const room = await makeRoom(rep.scope);
    expectRedirect(await change(room.id, { name: DISGUISED, consentMode: "strict" }), paths.room(room.id));
    expect(await roomRow(room.id)).toMatchObject({ name: UNDISGUISED, consentMode: "strict", version: 2 });
    const refused = await change(room.id, { name: "Mine" }, people.admin);
    expect(refused).toMatchObject({ status: 409, alert: en.accounts.stale.title });
    expect(refused.field("name").value).toBe("Mine");
    expect(refused.text).toContain(UNDISGUISED);
    expect(refused.hidden("version")).toBe("2");
    expectRefused(await change(room.id, { name: " " }), "name", en.validation.required);
    expectRefused(await change(room.id, { consentMode: "none" }), "consentMode", en.validation.invalid);
  });

  test("and archiving it are not for a colleague; archived it is closed and can come back", async () => {
    const room = await makeRoom(rep.scope);
    const intend = (intent: string, as = rep) => screens.post(paths.editRoom(room.id), { intent }, as);
    expect((await change(room.id, {}, people.colleague)).status).toBe(403);
    expect((await change(room.id, {}, people.stranger)).status).toBe(404);
    expect((await intend("archive", people.colleague)).status).toBe(403);
    expectRedirect(await intend("archive"), paths.room(room.id));
    expect((await screens.get(paths.room(room.id), rep)).text).toContain(en.rooms.archive.banner);
    expectRedirect(await screens.get(paths.editRoom(room.id), rep), paths.room(room.id));
    const late = await change(room.id, { name: "Late" });
    expect(late.status).toBe(409);
    expect(late.html).toContain('value="Late"');
    expect((await roomRow(room.id))?.name).toBe("Cold chain room");
    expectRedirect(await intend("restore"), paths.room(room.id));
    expect((await roomRow(room.id))?.archivedAt).toBeNull();
  });
});

describe("the pages of a room", () => {
  const act = (roomId: string, form: Form, as = rep) => screens.post(paths.room(roomId), form, as);

  test("come from the library or start as a proposal, once for each press", async () => {
    const room = await makeRoom(rep.scope);
    const { document } = await makeDocument(rep.scope, { title: "Prices" });
    const form = { intent: "addDocument", documentId: document.id, requestKey: newId() };
    expect((await act(room.id, form)).status).toBe(200);
    expect((await act(room.id, form)).status).toBe(200);
    const requestKey = newId();
    const proposal = { intent: "addProposal", title: "ご提案", requestKey };
    expectRedirect(await act(room.id, proposal), paths.roomPage(room.id, requestKey));
    expect(await titlesOf(room.id)).toEqual(["Prices", "ご提案"]);
    const nameless = await act(room.id, { ...proposal, title: "", requestKey: newId() });
    expectRefused(nameless, "title", en.validation.required);
    const foreign = await makeDocument(people.stranger.scope);
    const stolen = { ...form, documentId: foreign.document.id, requestKey: newId() };
    expect((await act(room.id, stolen)).status).toBe(404);
  });

  test("are renamed, moved, removed and brought back", async () => {
    const room = await makeRoom(rep.scope);
    const first = await makePage(rep.scope, { roomId: room.id, title: "First" });
    const second = await makePage(rep.scope, { roomId: room.id, title: "Second" });
    await act(room.id, { intent: "move", pageId: second.id, before: first.id, direction: "up" });
    expect(await titlesOf(room.id)).toEqual(["Second", "First"]);
    const rename = { intent: "rename", pageId: first.id };
    const renamed = await act(room.id, { ...rename, title: "Terms", seenTitle: "First" });
    expect(renamed).toMatchObject({ status: 200 });
    const stale = await act(room.id, { ...rename, title: "Conditions", seenTitle: "First" });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain(fill(en.rooms.pages.renameStale, { title: "Terms" }));
    expect(stale.html).toContain('value="Conditions"');
    expect((await act(room.id, { ...rename, title: "x", seenTitle: "\u0000" })).status).toBe(409);
    expect((await act(room.id, { intent: "archive", pageId: first.id })).status).toBe(200);
    expect(await titlesOf(room.id)).toEqual(["Second"]);
    const removed = await screens.get(paths.roomPage(room.id, first.id), rep);
    expect(removed.text).toContain(en.rooms.page.removed);
    await act(room.id, { intent: "restore", pageId: first.id });
    expect(await titlesOf(room.id)).toEqual(["Second", "Terms"]);
    for (const who of [people.colleague, people.stranger]) {
      const status = who === people.colleague ? 403 : 404;
      expect((await act(room.id, { intent: "archive", pageId: first.id }, who)).status).toBe(status);
    }
    expect((await act(room.id, { intent: "burn" })).status).toBe(422);
  });
});

describe("the text of a proposal", () => {
  const TEXT = {
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: `${IMG} 本文` }] }],
  };
  const headers = { "content-type": "application/json" };

  test("is saved from its newest version; the slower writer gets the other text; markup stays text", async () => {
    const page = await makePage(rep.scope, { kind: "proposal", title: "Offer" });
    const at = paths.saveProposal(page.roomId, page.id);
    const save = (body: unknown, as = rep) =>
      screens.raw(
        at,
        { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) },
        { ...as, headers },
      );
    const saved = await save({ version: 1, body: TEXT });
    expect([saved.status, await saved.json()]).toEqual([200, { kind: "saved", version: 2 }]);
    const conflict = await save(
      { version: 1, body: { type: "doc", content: [{ type: "paragraph" }] } },
      people.admin,
    );
    expect(conflict.status).toBe(409);
    expect(await conflict.json()).toMatchObject({
      kind: "conflict",
      version: 2,
      editorName: "Aoi Mori",
      body: TEXT,
    });
    expectEscaped(await screens.get(paths.roomPage(page.roomId, page.id), people.colleague), `${IMG} 本文`);
    expect((await save({ version: 2, body: { type: "html" } })).status).toBe(400);
    expect((await save({ version: 2, body: { type: "doc", content: [{ type: "script" }] } })).status).toBe(
      400,
    );
    expect((await save("{")).status).toBe(422);
    expect((await save("x".repeat(1024 * 1024 + 20_000))).status).toBe(413);
    expect((await save({ version: 2, body: TEXT }, people.colleague)).status).toBe(403);
    expect((await save({ version: 2, body: TEXT }, people.stranger)).status).toBe(404);
    expect((await screens.raw(at, { method: "POST", body: "{}" }, { headers })).status).toBe(401);
    expect((await screens.get(at, rep)).status).toBe(404);
  });

  test("takes pictures that are pictures, of a size that can be kept", async () => {
    const room = await makeRoom(rep.scope);
    const at = paths.roomImages(room.id);
    const send = (body: BodyInit, as = rep) =>
      screens.raw(at, { method: "POST", body }, { ...as, headers: { "content-type": "image/png" } });
    const png = await sharp({ create: { width: 4, height: 2, channels: 3, background: "#345" } })
      .png()
      .toBuffer();
    const stored = await send(new Uint8Array(png));
    expect(stored.status).toBe(201);
    const { imageId } = (await stored.json()) as { imageId: string };
    const picture = await screens.raw(paths.image(imageId), {}, rep);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect((await screens.raw(paths.image(imageId), {}, people.stranger)).status).toBe(404);
    for (const odd of [
      "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
      "%PDF-1.7",
      "",
    ]) {
      expect((await send(odd)).status, odd).toBe(400);
    }
    expect((await send(new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await send(new Uint8Array(png), people.colleague)).status).toBe(403);
    expect((await send(new Uint8Array(png), people.stranger)).status).toBe(404);
  });
});

describe("the preview", () => {
  test("opens the buyer's view for this member only, says so, and is left again", async () => {
    const page = await makePage(rep.scope, { kind: "proposal", title: "Offer" });
    const at = paths.roomPreview(page.roomId);
    const opened = await screens.post(at, { intent: "open" }, rep);
    expect(opened).toMatchObject({ status: 303, location: paths.buyerRoom(page.roomId) });
    const cookie = `${rep.cookie}; ${cookieOf(opened.cookies[0] ?? "")}`;
    const buyerPage = paths.buyerPage(page.roomId, page.id);
    const seen = await screens.get(buyerPage, { cookie });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain("Offer");
    expect(seen.has(`form[action="${at}"]`)).toBe(true);
    const planted = `${people.colleague.cookie}; ${cookieOf(opened.cookies[0] ?? "")}`;
    expect((await screens.get(buyerPage, { cookie: planted })).status).toBe(404);
    const left = await screens.post(at, { intent: "leave" }, { cookie });
    expect(left).toMatchObject({ status: 303, location: paths.room(page.roomId) });
    expect(left.cookies[0]).toContain("Max-Age=0");
    expect((await screens.post(at, {}, people.stranger)).status).toBe(404);
    expectRedirect(await screens.get(at, rep), paths.room(page.roomId));
  });
});

describe("the links of a room", () => {
  const LINK = { intent: "create", label: "For Ren", gate: "email", allowed: "", expiresOn: "" };
  const act = (roomId: string, form: Form, as = rep, language = "en") =>
    screens.post(paths.roomLinks(roomId), form, { cookie: as.cookie, language });
  const freshUrl = (screen: { document: Document }) =>
    screen.document.querySelector<HTMLInputElement>("input[readonly]")?.value ?? "";

  test("show the address of a new one this once, and store only its fingerprint", async () => {
    const room = await makeRoom(rep.scope);
    const made = await act(room.id, {
      ...LINK,
      allowed: "hinoki.example\nREN＠hinoki.example",
      allowDownload: "on",
    });
    expect(made.status).toBe(200);
    expect(made.text).toContain(en.sharing.fresh.body);
    const url = freshUrl(made);
    expect(url).toMatch(/^http:\/\/localhost:3000\/r\/[\w-]{43}$/);
    const [row] = await linksOf(room.id);
    expect(row).toMatchObject({ label: "For Ren", allowedDomains: ["hinoki.example"], allowDownload: true });
    expect(row?.allowedEmails).toEqual(["ren@hinoki.example"]);
    const again = await screens.get(paths.roomLinks(room.id), rep);
    const token = url.split("/").at(-1) ?? "";
    expect(again.text).toContain("For Ren");
    expect(again.html + JSON.stringify(row)).not.toContain(token);
    expect((await screens.get(paths.shareLink(token))).status).toBe(303);
  });

  test("are refused at the field, in Japanese, with everything typed still there", async () => {
    const room = await makeRoom(rep.scope);
    const refused = await act(
      room.id,
      { ...LINK, label: " ", allowed: "not a domain", expiresOn: "" },
      rep,
      "ja",
    );
    expectRefused(refused, "label", ja.validation.required);
    expectRefused(refused, "allowed", ja.sharing.errors.allowed);
    expect(refused.field("allowed").value).toBe("not a domain");
    expectRefused(await act(room.id, { ...LINK, expiresOn: "2027-02-30" }), "expiresOn", en.validation.date);
    expectRefused(await act(room.id, { ...LINK, label: "x".repeat(81) }), "label", en.validation.too_long);
    expectRefused(
      await act(room.id, { ...LINK, allowed: "x\n".repeat(6_000) }),
      "allowed",
      en.sharing.errors.allowed,
    );
    expect(await linksOf(room.id)).toEqual([]);
  });

  test("lose disguising marks in their names and show markup as text", async () => {
    const room = await makeRoom(rep.scope);
    expectEscaped(await act(room.id, { ...LINK, label: IMG }), IMG);
    await act(room.id, { ...LINK, label: DISGUISED });
    expect((await linksOf(room.id)).map(({ label }) => label).sort()).toEqual([IMG, UNDISGUISED]);
  });

  test("are changed, given a new address, and closed for good", async () => {
    const room = await makeRoom(rep.scope);
    const { link, token } = await makeLink(rep.scope, { roomId: room.id });
    const form = await screens.get(`${paths.roomLinks(room.id)}?edit=${link.id}`, rep);
    expect(form.field("label").value).toBe("For the buying team");
    const changed = await act(room.id, { ...LINK, intent: "update", linkId: link.id, label: "Board" });
    expect(changed.text).toContain(en.sharing.saved);
    const rotated = await act(room.id, { intent: "rotate", linkId: link.id });
    const fresh = freshUrl(rotated).split("/").at(-1) ?? "";
    expect(fresh).toMatch(/^[\w-]{43}$/);
    expect((await screens.get(paths.shareLink(token))).status).toBe(404);
    expect((await screens.get(paths.shareLink(fresh))).status).toBe(303);
    expect((await act(room.id, { intent: "revoke", linkId: link.id })).text).toContain(en.sharing.closedNow);
    expect((await screens.get(paths.shareLink(fresh))).status).toBe(410);
    expect((await act(room.id, { intent: "rotate", linkId: link.id })).status).toBe(404);
    expect((await act(room.id, { ...LINK, intent: "update", linkId: link.id })).status).toBe(409);
  });

  test("are the owner's to give: a colleague gets 403, a stranger 404, an odd id nothing", async () => {
    const room = await makeRoom(rep.scope);
    const { link } = await makeLink(rep.scope, { roomId: room.id });
    for (const form of [LINK, { intent: "revoke", linkId: link.id }, { intent: "rotate", linkId: link.id }]) {
      expect((await act(room.id, form, people.colleague)).status).toBe(403);
      expect((await act(room.id, form, people.stranger)).status).toBe(404);
    }
    const seen = await screens.get(paths.roomLinks(room.id), people.colleague);
    expect(seen.text).toContain(en.sharing.noPermission);
    expect((await act(room.id, { intent: "revoke", linkId: newId() })).status).toBe(404);
    for (const linkId of ["", "\u0000", "%", "x".repeat(5_000)]) {
      expect((await act(room.id, { intent: "revoke", linkId })).status).toBe(422);
    }
    expect((await linksOf(room.id))[0]?.revokedAt).toBeNull();
  });
});

test("markup in the names of rooms and pages is text on every screen", async () => {
  const account = await makeAccount(rep.scope, { name: `${IMG} account` });
  const deal = await makeDeal(rep.scope, { accountId: account.id, name: `${IMG} deal` });
  const room = await makeRoom(rep.scope, { dealId: deal.id, name: `${IMG} room` });
  const page = await makePage(rep.scope, { roomId: room.id, kind: "proposal", title: `${IMG} page` });
  for (const address of [
    paths.rooms(),
    paths.room(room.id),
    paths.editRoom(room.id),
    paths.roomLinks(room.id),
    paths.roomReport(room.id),
    paths.roomPage(room.id, page.id),
  ]) {
    expectEscaped(await screens.get(address, rep), `${IMG} room`);
  }
});

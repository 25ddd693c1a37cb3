import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { paths } from "~/platform/paths";
import { storage } from "~/platform/storage.server";
import { makeLink, makePage, makeRoom } from "../../support/factories";
import { en, fill, ja, makePerson, type Person, useScreens } from "../screens/support";
import { makeBuyer } from "../server/support";

const screens = useScreens();
const KEY = "photos/0000000000000000000000000a.webp";
let rep: Person;
let room: Awaited<ReturnType<typeof makeRoom>>;
let cookie: string;

beforeAll(async () => {
  rep = await makePerson({ name: "森 あおい" });
  await storage().put(KEY, new TextEncoder().encode("a picture"));
  room = await makeRoom(rep.scope);
  await makePage(rep.scope, { roomId: room.id, title: "Prices" });
  ({ buyer: cookie } = await makeBuyer(rep.scope, room.id));
});

const become = (person: Partial<typeof users.$inferInsert>) =>
  db.update(users).set(person).where(eq(users.id, rep.userId));

async function openRoom(language = "en") {
  const start = await screens.get(paths.buyerRoom(room.id), { cookie, language });
  return start.location ? screens.get(start.location, { cookie, language }) : start;
}

const photoOf = (html: string) => /\/room\/\w+\/contact-photo\?v=\w+/.exec(html)?.[0] ?? null;

describe("in the room a buyer", () => {
  test.each([
    ["en", en],
    ["ja", ja],
  ])("reads whom to turn to, in %s, without any address", async (language, texts) => {
    await become({ title: "営業部 課長", photoKey: null });
    const page = await openRoom(language);
    expect(page.text).toContain(fill(texts.buyer.room.contact, { brand: "Kumano Trading" }));
    expect(page.text).toContain("森 あおい · 営業部 課長");
    const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, rep.userId));
    expect(page.html).not.toContain(user?.email);
    expect(photoOf(page.html)).toBeNull();
  });

  test("sees the photo, whose address tells nothing of where it is kept", async () => {
    await become({ photoKey: KEY });
    const { html } = await openRoom();
    const address = photoOf(html) ?? "";
    expect(html).not.toContain("photos/");
    const photo = await screens.raw(address, {}, { cookie });
    expect(photo.status).toBe(200);
    expect(photo.headers.get("content-type")).toBe("image/webp");
    expect(photo.headers.get("cache-control")).toMatch(/^private/);
  });

  test("is shown nobody once the owner has left, until somebody else has the room", async () => {
    await become({ photoKey: KEY });
    const leave = (deactivatedAt: Date | null) =>
      db.update(members).set({ deactivatedAt }).where(eq(members.id, rep.member.id));
    await leave(new Date());
    expect((await openRoom()).text).not.toContain("森 あおい");
    expect((await screens.raw(paths.buyerContactPhoto(room.id, "x"), {}, { cookie })).status).toBe(404);
    const heir = await makePerson({ workspaceId: rep.member.workspaceId, name: "Riku Hara" });
    await db.update(rooms).set({ ownerId: heir.member.id }).where(eq(rooms.id, room.id));
    expect((await openRoom()).text).toContain("Riku Hara");
    await db.update(rooms).set({ ownerId: rep.member.id }).where(eq(rooms.id, room.id));
    await leave(null);
  });
});

test("before the gate nobody is named, and no photo is given out", async () => {
  await become({ photoKey: KEY });
  const { token } = await makeLink(rep.scope, { roomId: room.id, gate: "email" });
  const came = await screens.get(paths.shareLink(token));
  const visitor = came.cookies.map((line) => line.split(";")[0]).join("; ");
  const gate = await screens.get(paths.buyerGate(room.id), { cookie: visitor });
  expect(gate.html).not.toContain("森 あおい");
  const photo = await screens.raw(paths.buyerContactPhoto(room.id, "x"), {}, { cookie: visitor });
  expect(photo.status).toBe(303);
  expect((await screens.raw(paths.buyerContactPhoto(room.id, "x"), {}, {})).status).toBe(404);
});

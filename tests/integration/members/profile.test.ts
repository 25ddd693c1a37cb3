import { db } from "@db/client";
import { sessions, users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { nowMs, setClock } from "~/platform/clock.server";
import { sha256Hex } from "~/platform/crypto.server";
import { paths } from "~/platform/paths";
import { storage } from "~/platform/storage.server";
import { cookieOf } from "../../support/app";
import { makeUser, makeWorkspace } from "../../support/factories";
import {
  en,
  expectEscaped,
  expectRedirect,
  expectRefused,
  type Form,
  IMG,
  ja,
  makePerson,
  useScreens,
} from "../screens/support";

const screens = useScreens();
afterEach(() => setClock(null));

const userRow = async (id: string) => (await db.select().from(users).where(eq(users.id, id)))[0];
const profile = { intent: "profile", name: "Aoi Mori", language: "en" };
const save = (cookie: string, form: Form) =>
  screens.post(paths.settings(), { ...profile, ...form }, { cookie });

describe("the profile", () => {
  test("keeps title, time zone and signature, and empties them again", async () => {
    const { userId, cookie } = await makePerson();
    const filled = { title: " 営業部\u0007 主任 ", timeZone: "Europe/Berlin", signature: "Aoi\r\nKumano\n" };
    expect((await save(cookie, filled)).text).toContain(en.auth.settings.saved);
    expect(await userRow(userId)).toMatchObject({
      title: "営業部 主任",
      timeZone: "Europe/Berlin",
      signature: "Aoi\nKumano",
    });
    const page = await screens.get(paths.settings(), { cookie });
    expect(page.field("title").value).toBe("営業部 主任");
    expect(page.field("timeZone").value).toBe("Europe/Berlin");
    await save(cookie, {});
    expect(await userRow(userId)).toMatchObject({ title: "営業部 主任" });
    await save(cookie, { title: "", timeZone: "", signature: "" });
    expect(await userRow(userId)).toMatchObject({ title: null, timeZone: null, signature: null });
  });

  test("refuses what is too long or no zone, at the field, and loses nothing that was typed", async () => {
    const { cookie } = await makePerson();
    const long = "x".repeat(1_001);
    const page = await save(cookie, { title: long, timeZone: "Mars/Base", signature: long });
    expectRefused(page, "title", en.validation.too_long);
    expectRefused(page, "signature", en.validation.too_long);
    expectRefused(page, "timeZone", en.validation.time_zone);
    expect(page.field("title").value).toBe(long);
    expectEscaped(await save(cookie, { name: IMG, title: IMG }), IMG);
  });

  test("shows times in one's own zone, else in the workspace's", async () => {
    const { id } = await makeWorkspace({ timeZone: "America/New_York" });
    const { cookie, member } = await makePerson({ workspaceId: id });
    await db
      .update(members)
      .set({ deactivatedAt: null, lastActiveAt: new Date("2026-03-15T03:30:00Z") })
      .where(eq(members.id, member.id));
    const seen = async () => (await screens.get(paths.member(member.id), { cookie, language: "en" })).text;
    setClock(() => Date.parse("2026-03-15T03:31:00Z"));
    expect(await seen()).toContain("Mar 14, 2026, 23:3");
    await save(cookie, { timeZone: "Asia/Tokyo" });
    expect(await seen()).toContain("Mar 15, 2026, 12:3");
  });
});

describe("the photo", () => {
  async function upload(cookie: string, bytes: Uint8Array | null, name = "me.png") {
    const body = new FormData();
    if (bytes) body.set("photo", new File([Buffer.from(bytes)], name, { type: "image/png" }));
    return screens.raw(paths.settings(), { method: "POST", body }, { cookie, language: "en" });
  }
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#3366aa" } })
      .withExif({ IFD0: { Copyright: "secret place" } })
      .png()
      .toBuffer();

  test("is redrawn as a square without what the camera knew, and replaces the one before", async () => {
    const { userId, cookie, member } = await makePerson();
    expect(await (await upload(cookie, await picture(900, 300))).text()).toContain(
      en.auth.settings.photoSaved,
    );
    const first = (await userRow(userId))?.photoKey ?? "";
    const response = await screens.raw(paths.memberPhoto(member.id, first), {}, { cookie });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/webp");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    expect(response.headers.get("cache-control")).toMatch(/^private/);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
    expect(bytes.includes("secret place")).toBe(false);
    await upload(cookie, await picture(300, 900));
    const second = (await userRow(userId))?.photoKey ?? "";
    expect(second).not.toBe(first);
    expect(await storage().stat(first)).toBeNull();
    const page = await screens.get(paths.members(), { cookie });
    expect(page.has(`img[src="${paths.memberPhoto(member.id, second)}"]`)).toBe(true);
  });

  test("can be removed, also twice", async () => {
    const { userId, cookie, member } = await makePerson();
    await upload(cookie, await picture(300, 300));
    const key = (await userRow(userId))?.photoKey ?? "";
    for (let n = 0; n < 2; n++) {
      const page = await screens.post(paths.settings(), { intent: "remove-photo" }, { cookie });
      expect(page.text).toContain(en.auth.settings.photoRemoved);
    }
    expect(await storage().stat(key)).toBeNull();
    expect((await screens.raw(paths.memberPhoto(member.id, key), {}, { cookie })).status).toBe(404);
  });

  test("must be a picture: no drawing that runs scripts, no text, nothing broken, nothing huge", async () => {
    const { userId, cookie } = await makePerson();
    const text = (content: string) => new TextEncoder().encode(content);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>';
    const broken = (await picture(300, 300)).subarray(0, 80);
    for (const bytes of [text(svg), text("not a picture"), broken]) {
      const refused = await upload(cookie, bytes);
      expect(refused.status).toBe(422);
      expect(await refused.text()).toContain(en.auth.settings.photoWrong);
    }
    const missing = await upload(cookie, null);
    expect(missing.status).toBe(422);
    expect(await missing.text()).toContain(en.validation.file_missing);
    const large = await upload(cookie, new Uint8Array(9 * 1024 * 1024));
    expect(large.status).toBe(422);
    expect(await large.text()).toContain(en.validation.file_too_large);
    const type = { "content-type": "multipart/form-data; boundary=x" };
    const torn = { method: "POST", body: "--x\r\nno form", headers: type };
    expect((await screens.raw(paths.settings(), torn, { cookie, headers: type })).status).toBe(422);
    expect((await userRow(userId))?.photoKey).toBeNull();
  });
});

describe("the sessions", () => {
  const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1";
  const secure = (cookie: string, form: Form) => screens.post(paths.security(), form, { cookie });

  test("say when each was last used, to a few minutes, and a read page is seldom a write", async () => {
    const { userId, cookie, member } = await makePerson();
    const lastUse = async () =>
      (await db.select().from(sessions).where(eq(sessions.userId, userId)))[0]?.lastUsedAt?.getTime();
    const start = nowMs();
    setClock(() => start);
    await screens.get("/rooms", { cookie });
    expect(await lastUse()).toBe(start);
    setClock(() => start + 4 * 60_000);
    await screens.get("/rooms", { cookie });
    expect(await lastUse()).toBe(start);
    setClock(() => start + 6 * 60_000);
    await screens.get("/rooms", { cookie });
    expect(await lastUse()).toBe(start + 6 * 60_000);
    const [row] = await db.select().from(members).where(eq(members.id, member.id));
    expect(row?.lastActiveAt?.getTime()).toBe(start + 6 * 60_000);
    const page = await screens.get(paths.security(), { cookie, language: "ja" });
    expect(page.text).toContain(ja.auth.settings.lastUsed.split(" ")[0]);
  });

  test("end one by one; the own one leads to sign-in", async () => {
    const { userId, cookie } = await makePerson();
    const phone = cookieOf(await startSession(userId, IPHONE));
    const page = await screens.get(paths.security(), { cookie });
    const button = page.document.querySelector<HTMLButtonElement>("button[name=sessionId]");
    expect(button?.getAttribute("aria-label")).toBe("Sign out Safari, iPhone");
    const ended = await secure(cookie, { intent: "end-session", sessionId: button?.value });
    expect(ended.text).toContain(en.auth.settings.sessionEnded);
    expectRedirect(await screens.get("/rooms", { cookie: phone }), paths.signIn("/rooms"));
    const own = sha256Hex(decodeURIComponent(cookie.split("=")[1] ?? ""));
    const left = await secure(cookie, { intent: "end-session", sessionId: own });
    expectRedirect(left, paths.signIn());
    expect(left.cookies[0]).toMatch(/Max-Age=0/);
  });

  test("of other people can't be ended, nor guessed ones", async () => {
    const { cookie } = await makePerson();
    const other = await makeUser();
    const theirs = cookieOf(await startSession(other.id, null));
    const id = sha256Hex(decodeURIComponent(theirs.split("=")[1] ?? ""));
    expect((await secure(cookie, { intent: "end-session", sessionId: id })).status).toBe(404);
    expect((await secure(cookie, { intent: "end-session", sessionId: "guess" })).status).toBe(422);
    expect(await db.$count(sessions, eq(sessions.userId, other.id))).toBe(1);
  });
});

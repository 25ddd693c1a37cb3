import { db } from "@db/client";
import { members, workspaces } from "@db/schema/workspaces";
import { expect, test } from "vitest";
import { offerSetUp } from "~/features/auth/set-up.server";
import { cookieOf } from "../../support/app";
import { en, expectRedirect, expectRefused, type Form, ja, useScreens } from "./support";

const screens = useScreens();
const FORM = {
  workspaceName: "熊野商事",
  name: "森 葵",
  email: "Ａｏｉ＠kumano.example",
  password: "quiet veranda at noon",
  language: "ja",
  timeZone: "Asia/Tokyo",
};

// In the order of an installation's first minutes: nothing, an offer, a workspace.
test("without the token from the console there is nothing to set up", async () => {
  for (const address of ["/setup", "/setup?token=", "/setup?token=guess", "/setup?token=%00"]) {
    expect((await screens.get(address, { language: "ja" })).status).toBe(404);
  }
  expect((await screens.post("/setup", { ...FORM, token: "guess" })).status).toBe(404);
  expect(await db.$count(workspaces)).toBe(0);
});

test("with it, the form reads in both languages and refuses at the field, keeping all but the password", async () => {
  const token = (await offerSetUp()) ?? "";
  const at = `/setup?token=${token}`;
  const send = (form: Form, language = "ja") => screens.post(at, { ...FORM, token, ...form }, { language });
  const japanese = await screens.get(at, { language: "ja" });
  expect(japanese).toMatchObject({
    status: 200,
    lang: "ja",
    heading: ja.auth.setup.title,
    title: `${ja.auth.setup.title} · Engawa`,
  });
  expect((await screens.get(at)).heading).toBe(en.auth.setup.title);
  expect((await screens.get("/setup?token=guess")).status).toBe(404);

  const empty = await send({ workspaceName: " ", name: "", email: "aoi", password: "short" });
  expectRefused(empty, "workspaceName", ja.validation.required);
  expectRefused(empty, "name", ja.validation.required);
  expectRefused(empty, "email", ja.validation.email);
  expectRefused(empty, "password", ja.validation.password_short);
  expect(empty.field("email").value).toBe("aoi");
  expect(empty.hidden("token")).toBe(token);
  const guessable = await send({ password: "Password123" });
  expectRefused(guessable, "password", ja.validation.password_common);
  expect(guessable.html).not.toContain("Password123");
  expect(guessable.field("workspaceName").value).toBe("熊野商事");
  expectRefused(await send({ timeZone: "Mars/Base" }, "en"), "timeZone", en.validation.invalid);
  expectRefused(await send({ workspaceName: "社".repeat(101) }), "workspaceName", ja.validation.too_long);
  expect(await db.$count(workspaces)).toBe(0);
});

test("makes one workspace and its admin, signs them in, and is closed for ever", async () => {
  const token = (await offerSetUp()) ?? "";
  const send = () => screens.post(`/setup?token=${token}`, { ...FORM, token });
  const answers = await Promise.all([send(), send()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 404]);
  const made = answers.find(({ status }) => status === 302);
  if (!made) throw new Error("nobody got in");
  expectRedirect(made, "/");
  expect(await db.select({ name: workspaces.name, currency: workspaces.currency }).from(workspaces)).toEqual([
    { name: "熊野商事", currency: "JPY" },
  ]);
  expect(await db.select({ role: members.role }).from(members)).toEqual([{ role: "admin" }]);
  const cookie = cookieOf(made.cookies[0] ?? "");
  const rooms = await screens.get("/rooms", { cookie, language: "en" });
  expect(rooms).toMatchObject({ status: 200, lang: "ja", heading: ja.rooms.list.title });
  expect(rooms.text).toContain(ja.rooms.list.emptyTitle);
  expect(rooms.text).toContain("熊野商事");
  const jobs = await screens.get("/admin/jobs", { cookie });
  expect(jobs.text).toContain(ja.admin.jobs.empty);
  expect((await screens.get(`/setup?token=${token}`)).status).toBe(404);
  expect((await send()).status).toBe(404);
  expect(await offerSetUp()).toBeNull();
  expectRedirect(
    await screens.post("/sign-in", { email: "aoi@kumano.example", password: FORM.password }),
    "/",
  );
});

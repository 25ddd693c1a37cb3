import { db } from "@db/client";
import { mails } from "@db/schema/instance";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sendPasswordReset } from "~/features/auth/resets/jobs.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { sendMail } from "~/platform/mailer.server";
import { paths } from "~/platform/paths";
import { makeMember, makeUser } from "../../support/factories";
import { inviteForm } from "../members/support";
import { en, ja, makePeople, type Person, useScreens } from "../screens/support";
import { PostOffice } from "./post-office";

const screens = useScreens();
let office: PostOffice;
beforeAll(() => {
  registerJob(sendMail);
  registerJob(sendPasswordReset);
});
beforeEach(async () => {
  office = new PostOffice();
  await office.open();
});
afterEach(async () => {
  setEnv(null);
  await office.close();
  await db.delete(mails);
});

const sendMails = () => setEnv(readEnv({ ...process.env, SMTP_URL: office.url }));
const mailTo = async (address: string) => (await db.select().from(mails).where(eq(mails.to, address)))[0];
const listed = async ({ cookie }: Person) => (await screens.get(paths.adminMails(), { cookie })).text;

async function forget(email: string): Promise<void> {
  await screens.post(paths.forgotPassword(), { email });
  await runDueJobs();
}

describe("with a mail server", () => {
  beforeEach(sendMails);

  test("the link of an invite reaches its reader and is then forgotten here", async () => {
    const { admin } = await makePeople();
    const form = inviteForm();
    await screens.post(paths.members(), form, { cookie: admin.cookie });
    const waiting = await mailTo(form.email ?? "");
    const unsent = await screens.get(paths.adminMail(waiting?.id ?? ""), { cookie: admin.cookie });
    expect(unsent.text).toContain(en.admin.mails.private);
    expect(unsent.html).not.toContain("/invite/");
    await runDueJobs();
    expect(office.received[0]?.mail.text).toContain("/invite/");
    expect(await mailTo(form.email ?? "")).toMatchObject({ state: "sent", text: "", html: "" });
    const sent = await screens.get(paths.adminMail(waiting?.id ?? ""), {
      cookie: admin.cookie,
      language: "ja",
    });
    expect(sent.text).toContain(ja.admin.mails.private);
  });

  test("mails about a person's own account are on no admin's screen", async () => {
    const { admin, rep } = await makePeople();
    const user = await makeUser({ name: "Nao Abe" });
    await makeMember({ userId: user.id, workspaceId: rep.member.workspaceId });
    await forget(user.email);
    expect(office.received[0]?.mail.text).toContain("/reset/");
    expect(await listed(admin)).not.toContain(user.email);
    const id = (await mailTo(user.email))?.id ?? "";
    expect((await screens.get(paths.adminMail(id), { cookie: admin.cookie })).status).toBe(404);
  });
});

describe("without a mail server", () => {
  test("the admin of one's only workspace finds the mail and hands it over; no other admin does", async () => {
    const { admin, rep } = await makePeople();
    const elsewhere = (await makePeople()).admin;
    const user = await makeUser({ name: "Nao Abe" });
    await makeMember({ userId: user.id, workspaceId: rep.member.workspaceId });
    await forget(user.email);
    expect(await listed(admin)).toContain(user.email);
    expect(await listed(elsewhere)).not.toContain(user.email);
    const id = (await mailTo(user.email))?.id ?? "";
    const page = await screens.get(paths.adminMail(id), { cookie: admin.cookie });
    expect(page.text).toContain("/reset/");
    expect((await screens.get(paths.adminMail(id), { cookie: elsewhere.cookie })).status).toBe(404);
  });

  test("of somebody who works in two, no admin can set the password", async () => {
    const [here, there] = [await makePeople(), await makePeople()];
    const user = await makeUser({ name: "Nao Abe" });
    for (const { rep } of [here, there])
      await makeMember({ userId: user.id, workspaceId: rep.member.workspaceId });
    await forget(user.email);
    expect(await mailTo(user.email)).toMatchObject({ state: "kept", workspaceId: null });
    for (const { admin } of [here, there]) expect(await listed(admin)).not.toContain(user.email);
  });
});

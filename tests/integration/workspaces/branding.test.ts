import { db } from "@db/client";
import { jobs, mails } from "@db/schema/instance";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readEnv, setEnv } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { queueMail, sendMail } from "~/platform/mailer.server";
import { paths } from "~/platform/paths";
import { storage } from "~/platform/storage.server";
import { contrast } from "~/ui/brand";
import { makeLink, makeRoom } from "../../support/factories";
import { PostOffice } from "../mail/post-office";
import { makePeople, type Person, useScreens } from "../screens/support";
import { makeBuyer } from "../server/support";

const screens = useScreens();
let admin: Person;
let logoKey: string;
beforeEach(async () => {
  ({ admin } = await makePeople());
  logoKey = `logos/${newId()}.png`;
  await storage().put(
    logoKey,
    await sharp({ create: { width: 8, height: 4, channels: 3, background: "#123456" } })
      .png()
      .toBuffer(),
  );
  await brandAs({ name: "熊野商事 <b>", brandColor: "#ffe600", logoKey });
});

const brandAs = (brand: Partial<typeof workspaces.$inferInsert>) =>
  db.update(workspaces).set(brand).where(eq(workspaces.id, admin.member.workspaceId));

describe("a buyer", () => {
  test("sees the logo in the room and at its gate, and gets it from the room's own address", async () => {
    const room = await makeRoom(admin.scope);
    const { buyer } = await makeBuyer(admin.scope, room.id);
    const inside = await screens.get(paths.buyerRoom(room.id), { cookie: buyer });
    expect(inside.html).toContain(paths.buyerLogo(room.id, logoKey));
    const logo = await screens.raw(paths.buyerLogo(room.id, logoKey), {}, { cookie: buyer });
    expect(logo.headers.get("content-type")).toBe("image/png");

    const { token } = await makeLink(admin.scope, { roomId: room.id, gate: "email" });
    const came = await screens.get(paths.shareLink(token));
    const cookie = came.cookies.map((line) => line.split(";")[0]).join("; ");
    const gate = await screens.get(paths.buyerGate(room.id), { cookie });
    expect(gate.html).toContain(paths.buyerLogo(room.id, logoKey));
    expect((await screens.raw(paths.buyerLogo(room.id, logoKey), {}, { cookie })).status).toBe(200);
  });

  test("finds no logo where the company has none, nor in a room of nobody's", async () => {
    const room = await makeRoom(admin.scope);
    const { buyer } = await makeBuyer(admin.scope, room.id);
    await brandAs({ logoKey: null });
    expect((await screens.raw(paths.buyerLogo(room.id, logoKey), {}, { cookie: buyer })).status).toBe(404);
    expect((await screens.raw(paths.buyerLogo(room.id, logoKey), {}, {})).status).toBe(404);
  });
});

describe("a mail", () => {
  const office = new PostOffice();
  beforeAll(() => registerJob(sendMail));
  beforeEach(async () => {
    await office.open();
    setEnv(readEnv({ ...process.env, SMTP_URL: office.url, MAIL_FROM: "Engawa <engawa@kumano.example>" }));
  });
  afterEach(async () => {
    setEnv(null);
    await office.close();
    office.received.length = 0;
    await db.delete(jobs);
    await db.delete(mails);
  });

  async function arrived() {
    const mail = {
      workspaceId: admin.member.workspaceId,
      to: "ren@hinoki.example",
      subject: "提案",
      text: "本文",
      html: '<html lang="ja"><body>\n<p>本文</p>\n</body></html>',
    };
    await db.transaction((tx) => queueMail(tx, mail));
    await runDueJobs();
    return office.only.mail;
  }

  test("comes from the company by name, in its colours, with its logo inside", async () => {
    const mail = await arrived();
    expect(mail.from?.value).toEqual([{ address: "engawa@kumano.example", name: "熊野商事 <b>" }]);
    const html = String(mail.html);
    expect(html).toContain('lang="ja"');
    expect(html).toContain("<p>本文</p>");
    expect(html).toContain("熊野商事 &lt;b&gt;");
    expect(mail.text).toContain("本文");
    expect(mail.attachments).toMatchObject([{ contentType: "image/png", related: true }]);
    expect(html).not.toMatch(/https?:/);
    const [accent = ""] = /#[0-9a-f]{6}/.exec(html) ?? [];
    expect(contrast(accent, "#ffffff")).toBeGreaterThanOrEqual(4.5);
  });

  test("goes by the sender name that was set, and without a picture that is lost", async () => {
    await brandAs({ senderName: "熊野商事 営業部", logoKey: `logos/${newId()}.png` });
    const mail = await arrived();
    expect(mail.from?.value[0]?.name).toBe("熊野商事 営業部");
    expect(mail.attachments).toEqual([]);
  });
});

import { createServer, type Server, type Socket } from "node:net";
import { db } from "@db/client";
import { jobs, mails } from "@db/schema/instance";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setClock } from "~/platform/clock.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { registerJob, replayJob, runDueJobs } from "~/platform/jobs.server";
import { type Mail, queueMail, sendMail } from "~/platform/mailer.server";
import { useDatabase } from "../../support/database";
import { PostOffice } from "./post-office";

useDatabase();

let office: PostOffice;
let time: number;
beforeAll(() => registerJob(sendMail));
beforeEach(async () => {
  office = new PostOffice();
  await office.open();
  sendThrough(office.url);
  time = Date.now();
  setClock(() => time);
});
afterEach(async () => {
  setClock(null);
  setEnv(null);
  await office.close();
  await db.delete(jobs);
  await db.delete(mails);
});

function sendThrough(url: string, more: Record<string, string> = {}) {
  setEnv(
    readEnv({
      ...process.env,
      SMTP_URL: url,
      MAIL_FROM: "縁側 <engawa@kumano.example>",
      APP_URL: "https://rooms.kumano.example",
      ...more,
    }),
  );
}

const MAIL: Mail = {
  workspaceId: null,
  to: "ren@hinoki.example",
  subject: "ひのき食品さまのルームに新しい資料が届きました",
  text: "資料「価格表」が追加されました。\n\nhttps://rooms.kumano.example/r/x\n",
  html: "<p>資料「価格表」が追加されました。</p>",
};

const queue = (over: Partial<Mail> = {}) => db.transaction((tx) => queueMail(tx, { ...MAIL, ...over }));
const stored = async (id: string) => (await db.select().from(mails).where(eq(mails.id, id)))[0];
const job = async () => (await db.select().from(jobs).where(eq(jobs.kind, "mail.send")))[0];

describe("a mail", () => {
  test("that can be turned off says where in its head, and forgets the address once it is sent", async () => {
    const unsubscribeUrl = "https://rooms.kumano.example/room/r/mails/t/one-click";
    const id = await queue({ unsubscribeUrl });
    await queue();
    await runDueJobs();
    const heads = office.received.map(({ raw }) => raw.split("\r\n\r\n")[0] ?? "");
    const [with_] = heads.filter((head) => /^List-Unsubscribe:/im.test(head));
    expect(heads.filter((head) => /^List-Unsubscribe/im.test(head))).toHaveLength(1);
    expect(with_?.replace(/\r\n\s+/g, " ")).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
    expect(with_).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect((await stored(id))?.unsubscribeUrl).toBeNull();
  });

  test("arrives once, in Japanese, with a plain and an HTML body", async () => {
    const id = await queue();
    expect(office.received).toEqual([]);
    await runDueJobs();
    await runDueJobs();
    const { mail, to, from } = office.only;
    expect(mail.subject).toBe(MAIL.subject);
    expect(mail.text).toBe(MAIL.text);
    expect(mail.html).toContain("資料「価格表」が追加されました。");
    expect({ from, to }).toEqual({ from: "engawa@kumano.example", to: ["ren@hinoki.example"] });
    expect(mail.from?.value).toEqual([{ address: "engawa@kumano.example", name: "縁側" }]);
    expect(await stored(id)).toMatchObject({ state: "sent", sentAt: new Date(time) });
  });

  test("is 7-bit on the wire, so that any server on the way can carry it", async () => {
    await queue();
    await runDueJobs();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
    expect(office.only.raw).toMatch(/^[\x00-\x7f]*$/);
    expect(office.only.raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(office.only.raw.split("\r\n").filter((line) => line.length > 998)).toEqual([]);
  });

  test("carries an id made from its own, at the host people know", async () => {
    const id = await queue();
    await runDueJobs();
    expect(office.only.mail.messageId).toBe(`<${id}@rooms.kumano.example>`);
  });

  test("is not sent when the work it belongs to is undone", async () => {
    await db
      .transaction(async (tx) => {
        await queueMail(tx, MAIL);
        throw new Error("the work failed");
      })
      .catch(() => undefined);
    expect(await runDueJobs()).toBe(0);
    expect(office.received).toEqual([]);
    expect(await db.select().from(mails)).toEqual([]);
  });

  test("that was sent is not sent again by its job running twice", async () => {
    const id = await queue();
    await runDueJobs();
    await sendMail.run({ mailId: id }, { jobId: "again", attempt: 2 });
    expect(office.received).toHaveLength(1);
  });

  test("that is gone from the table is no trouble for its job", async () => {
    const id = await queue();
    await db.delete(mails).where(eq(mails.id, id));
    await runDueJobs();
    expect(office.received).toEqual([]);
    expect((await job())?.state).toBe("done");
  });

  test("written before there was a server is kept, and no later server gets it unasked", async () => {
    setEnv(readEnv({ ...process.env, SMTP_URL: "" }));
    const id = await queue();
    sendThrough(office.url);
    await runDueJobs();
    expect(office.received).toEqual([]);
    expect(await stored(id)).toMatchObject({ state: "kept", sentAt: null });
  });
});

describe("when the server", () => {
  test("is down, the mail waits and goes out when it is back", async () => {
    await office.close();
    const id = await queue();
    await runDueJobs();
    expect(await job()).toMatchObject({ state: "queued", attempts: 1 });
    expect((await stored(id))?.state).toBe("queued");
    await office.open();
    expect(await runDueJobs()).toBe(0);
    time += 5_001;
    await runDueJobs();
    expect(office.only.mail.subject).toBe(MAIL.subject);
    expect((await stored(id))?.state).toBe("sent");
    expect(await job()).toMatchObject({ state: "done", attempts: 2, lastError: null });
  });

  test("took the mail but did not live to say so, the second one has the same id", async () => {
    office.isForgetful = true;
    const id = await queue();
    await runDueJobs();
    expect((await stored(id))?.state).toBe("queued");
    office.isForgetful = false;
    time += 5_001;
    await runDueJobs();
    const ids = office.received.map(({ mail }) => mail.messageId);
    expect(ids).toEqual([`<${id}@rooms.kumano.example>`, `<${id}@rooms.kumano.example>`]);
    expect((await stored(id))?.state).toBe("sent");
  });

  test("refuses for ever, five tries are all, and a person may start them anew", async () => {
    office.refusal = { code: 554, text: "No such recipient here" };
    const id = await queue();
    for (let attempt = 0; attempt < 7; attempt++) {
      await runDueJobs();
      time += 2 * 60 * 60_000;
    }
    const dead = await job();
    expect(dead).toMatchObject({ state: "dead", attempts: 5 });
    expect(dead?.lastError).toContain("No such recipient here");
    office.refusal = null;
    expect(await replayJob(dead?.id ?? "")).toBe(true);
    await runDueJobs();
    expect(office.only.mail.messageId).toContain(id);
  });

  test("refuses one mail, the next one still goes", async () => {
    office.refusal = { code: 451, text: "Try later" };
    const first = await queue({ to: "one@hinoki.example" });
    await runDueJobs();
    office.refusal = null;
    await queue({ to: "two@hinoki.example" });
    await runDueJobs();
    expect(office.received.map(({ to }) => to)).toEqual([["two@hinoki.example"]]);
    expect((await stored(first))?.state).toBe("queued");
  });

  test("hangs up on every greeting, the job fails at once and is put back", async () => {
    const rude = await listen((socket) => socket.end("554 go away\r\n"));
    sendThrough(rude.url);
    await queue();
    const start = performance.now();
    await runDueJobs();
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(await job()).toMatchObject({ state: "queued", attempts: 1 });
    await rude.close();
  });

  test("never greets, the wait is bounded well below a lease", { timeout: 25_000 }, async () => {
    const silent = await listen(() => undefined);
    sendThrough(silent.url);
    await queue();
    const start = performance.now();
    await runDueJobs();
    expect(performance.now() - start).toBeLessThan(15_000);
    expect((await job())?.lastError).toMatch(/greeting/i);
    await silent.close();
  });

  test("changes, the next mail goes through the new one", async () => {
    await queue({ to: "one@hinoki.example" });
    await runDueJobs();
    const other = new PostOffice();
    await other.open();
    sendThrough(other.url);
    await queue({ to: "two@hinoki.example" });
    await runDueJobs();
    expect(office.only.to).toEqual(["one@hinoki.example"]);
    expect(other.only.to).toEqual(["two@hinoki.example"]);
    await other.close();
  });
});

describe("nothing that a person typed", () => {
  test.each([
    ["a line break", "Hello\r\nBcc: spy@evil.example"],
    ["a lone carriage return", "Hello\rBcc: spy@evil.example"],
    ["a lone line feed", "Hello\nX-Evil: 1\n\nA body"],
    ["a Unicode line end", "Hello\u2028Bcc: spy@evil.example\u2029"],
    ["a zero", "Hello\0Bcc: spy@evil.example"],
  ])("adds a header through a subject with %s", async (_what, subject) => {
    await queue({ subject });
    await runDueJobs();
    const { mail, to } = office.only;
    expect(to).toEqual(["ren@hinoki.example"]);
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.has("x-evil")).toBe(false);
    expect(mail.subject).toMatch(/^Hello .*\b(Bcc|X-Evil)\b/);
    expect(mail.text).toBe(MAIL.text);
  });

  test.each([
    "ren@hinoki.example\r\nBcc: spy@evil.example",
    "ren@hinoki.example, spy@evil.example",
    "ren@hinoki.example;spy@evil.example",
    "ren@hinoki.example>\r\nRCPT TO:<spy@evil.example",
    "Spy <spy@evil.example>",
    "group: spy@evil.example;",
  ])("adds a recipient through the address %j", async (to) => {
    await queue({ to });
    await runDueJobs();
    expect(office.received.flatMap((mail) => mail.to)).not.toContain("spy@evil.example");
    expect(office.received.filter(({ mail }) => mail.bcc || mail.cc)).toEqual([]);
  });

  test("ends the message early through a lone dot, or speaks to the server after it", async () => {
    const text = "before\r\n.\r\nMAIL FROM:<spy@evil.example>\r\n..after\n";
    await queue({ text });
    await runDueJobs();
    expect(office.only.mail.text).toBe(text.replace(/\r\n/g, "\n"));
    expect(office.received).toHaveLength(1);
  });

  test("makes the mailer read a file or fetch an address", async () => {
    const html = '<img src="file:///etc/passwd"><img src="http://169.254.169.254/latest">';
    await queue({ html });
    await runDueJobs();
    expect(office.only.mail.attachments).toEqual([]);
    expect(office.only.mail.html).toContain('src="file:///etc/passwd"');
  });

  test("loses a character: emoji, rare kanji and right-to-left arrive as written", async () => {
    const subject = "𠮷野家さま 🍵 مرحبا — ①";
    await queue({ subject, text: `${subject}\n` });
    await runDueJobs();
    expect(office.only.mail.subject).toBe(subject);
    expect(office.only.mail.text).toBe(`${subject}\n`);
  });

  test("is cut: a subject of many kanji is folded and comes back whole", async () => {
    const subject = "縁側でお茶を飲みながら".repeat(20);
    await queue({ subject });
    await runDueJobs();
    expect(office.only.mail.subject).toBe(subject);
    expect(office.only.raw.split("\r\n").filter((line) => line.length > 78 && line.startsWith(" ="))).toEqual(
      [],
    );
  });
});

async function listen(greet: (socket: Socket) => void): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    greet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

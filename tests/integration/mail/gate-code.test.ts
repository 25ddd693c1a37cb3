import { db } from "@db/client";
import { jobs } from "@db/schema/instance";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { passWithCode, requestCode } from "~/features/sharing/gate/mutations.server";
import { requireGate } from "~/features/sharing/guard.server";
import { readEnv, setEnv } from "~/platform/env.server";
import type { Language } from "~/platform/i18n/language";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { sendMail } from "~/platform/mailer.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { useDatabase } from "../../support/database";
import { makeLink, makeMember, makeRoom } from "../../support/factories";
import { Browser } from "../sharing/support";
import { PostOffice } from "./post-office";

useDatabase();

const REN = "ren@hinoki.example";
const office = new PostOffice();
beforeAll(async () => {
  await office.open();
  registerJob(sendMail);
  setEnv(readEnv({ ...process.env, SMTP_URL: office.url }));
});
beforeEach(() => resetLimits());
afterEach(async () => {
  office.received.length = 0;
  await db.delete(jobs);
});
afterAll(async () => {
  setEnv(null);
  await office.close();
});

async function standAtGate(over: { allowedDomains?: string[]; brand?: string } = {}) {
  const { scope } = await makeMember();
  await db
    .update(workspaces)
    .set({ name: over.brand ?? "熊野商事" })
    .where(eq(workspaces.id, scope.workspaceId));
  const room = await makeRoom(scope, { name: "Secret price room" });
  const { token } = await makeLink(scope, {
    roomId: room.id,
    gate: "code",
    allowedDomains: over.allowedDomains ?? [],
  });
  const browser = new Browser();
  await browser.follow(token);
  const gate = await requireGate(browser.request("/"), room.id);
  const caller = (language: Language) => ({ address: "192.0.2.7", language, consent: "unasked" as const });
  return {
    room,
    token,
    async ask(language: Language, email = REN) {
      await requestCode(gate, { email, caller: caller(language) });
      await runDueJobs();
    },
    answer: (code: string, email = REN) => passWithCode(gate, { email, code, caller: caller("ja") }),
  };
}

const codesIn = (body: string | false | undefined) => (body || "").match(/(?<!\d)\d{6}(?!\d)/g) ?? [];

test.each([
  ["ja", "熊野商事の確認コード", "有効期限は 10 分で、1 回だけ使えます。"],
  ["en", "Your code for 熊野商事", "It is valid for 10 minutes and works once."],
] as const)("in %s the code comes by mail and opens the door", async (language, subject, validity) => {
  const { ask, answer } = await standAtGate();
  await ask(language);
  const { mail, to } = office.only;
  expect(to).toEqual([REN]);
  expect(mail.subject).toBe(subject);
  expect(mail.text).toContain(validity);
  expect(mail.html).toContain(`lang="${language}"`);
  const [code = "", ...others] = codesIn(mail.text);
  expect(others).toEqual([]);
  expect(mail.html).toContain(`<h1>${code}</h1>`);
  expect((await answer(code)).result).toBe("passed");
  expect((await answer(code)).result).toBe("dead");
});

test("the mail names nothing of the room and holds no link that a scanner could follow", async () => {
  const { ask, room, token } = await standAtGate();
  await ask("en");
  const { mail, raw } = office.only;
  for (const secret of [room.name, room.id, token]) expect(raw + mail.text + mail.html).not.toContain(secret);
  expect(`${mail.text} ${mail.html}`).not.toMatch(/https?:|href|src=|www\./);
});

test("a newer code takes the place of the older one, which has already been read", async () => {
  const { ask, answer } = await standAtGate();
  await ask("ja");
  await ask("ja");
  const [first, second] = office.received.map(({ mail }) => codesIn(mail.text)[0] ?? "");
  expect(new Set(office.received.map(({ mail }) => mail.messageId)).size).toBe(2);
  if (first !== second) expect((await answer(first ?? "")).result).toBe("wrong");
  expect((await answer(second ?? "")).result).toBe("passed");
});

test("an address that isn't allowed gets no mail", async () => {
  const { ask } = await standAtGate({ allowedDomains: ["hinoki.example"] });
  await ask("ja", "spy@evil.example");
  expect(office.received).toEqual([]);
  await ask("ja");
  expect(office.only.to).toEqual([REN]);
});

test("a company name of mark-up and line breaks stays a name, in the head and in the body", async () => {
  const brand = 'Kumano\r\nBcc: spy@evil.example <b>"&Co"</b>';
  const { ask } = await standAtGate({ brand });
  await ask("en");
  const { mail, to } = office.only;
  expect(to).toEqual([REN]);
  expect(mail.bcc).toBeUndefined();
  expect(mail.subject).toBe('Your code for Kumano Bcc: spy@evil.example <b>"&Co"</b>');
  expect(mail.html).toContain("&lt;b&gt;&quot;&amp;Co&quot;&lt;/b&gt;");
  expect(mail.html).not.toContain("<b>");
});

test("a code for one address opens nothing for another", async () => {
  const { ask, answer } = await standAtGate();
  await ask("en");
  const [code = ""] = codesIn(office.only.mail.text);
  expect((await answer(code, "saki@hinoki.example")).result).toBe("dead");
  expect((await answer(code)).result).toBe("passed");
});

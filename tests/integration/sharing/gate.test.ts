import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { mails } from "@db/schema/instance";
import { gateCodes, shareLinks } from "@db/schema/sharing";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type CodeOutcome,
  passWithCode,
  passWithEmail,
  requestCode,
} from "~/features/sharing/gate/mutations.server";
import { requireGate, requireViewer } from "~/features/sharing/guard.server";
import { revokeShareLink, updateShareLink } from "~/features/sharing/mutations.server";
import { setVisitor, type Visitor } from "~/features/sharing/visitor-cookie.server";
import { setClock } from "~/platform/clock.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { useDatabase } from "../../support/database";
import { makeAccount, makeContact, makeDeal, makeLink, makeMember, makeRoom } from "../../support/factories";
import { Browser, mailedCode, mailsTo, outcomeOf, sessionsOf, viewersOf } from "./support";

useDatabase();
beforeEach(() => {
  resetLimits();
  ren = `ren${++count}@hinoki.example`;
});
afterEach(() => setClock(null));

const caller = { address: "192.0.2.7", language: "en", consent: "unasked" } as const;
// Another in each test, so that no test reads the mail of another.
let ren = "";
let count = 0;

async function gatedRoom(over: Parameters<typeof makeLink>[1] = { gate: "code" }) {
  const { scope } = await makeMember();
  const account = await makeAccount(scope);
  const deal = await makeDeal(scope, { accountId: account.id });
  const room = await makeRoom(scope, { dealId: deal.id });
  const { link, token } = await makeLink(scope, { roomId: room.id, ...over });
  const browser = new Browser();
  await browser.follow(token);
  const gate = () => requireGate(browser.request("/"), room.id);
  const ask = async (email = ren) => requestCode(await gate(), { email, caller });
  const answer = async (code: string, email = ren): Promise<CodeOutcome> =>
    passWithCode(await gate(), { email, code, caller });
  const enter = async (visitor: Visitor | null) => {
    if (visitor) browser.keep(setVisitor(room.id, visitor));
    return requireViewer(browser.request("/"), room.id);
  };
  return { scope, account, room, link, token, browser, gate, ask, answer, enter };
}

const visitorOf = (outcome: CodeOutcome) => (outcome.result === "passed" ? outcome.visitor : null);
const wrongFor = (code: string) => (code === "000000" ? "000001" : "000000");

describe("the code", () => {
  test("comes by mail, opens the door and makes the visitor verified", async () => {
    const { ask, answer, enter, link } = await gatedRoom();
    await ask();
    const code = (await mailedCode(ren))!;
    expect(code).toMatch(/^\d{6}$/);
    expect(await enter(visitorOf(await answer(code)))).toMatchObject({ identity: "verified", email: ren });
    expect(await viewersOf(link.id)).toMatchObject([{ identity: "verified", email: ren }]);
  });

  test("is stored as a hash only", async () => {
    const { ask, link } = await gatedRoom();
    await ask();
    const code = (await mailedCode(ren))!;
    const [row] = await db.select().from(gateCodes).where(eq(gateCodes.linkId, link.id));
    expect(JSON.stringify(row)).not.toContain(code);
    expect(row?.codeHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("lets in once, also when twenty requests bring it at the same moment", async () => {
    const { ask, answer, link } = await gatedRoom();
    await ask();
    const code = (await mailedCode(ren))!;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => answer(code).catch(() => ({ result: "dead" }) as const)),
    );
    expect(outcomes.filter((outcome) => outcome.result === "passed")).toHaveLength(1);
    expect(await sessionsOf(link.id)).toHaveLength(1);
    expect((await answer(code).catch(() => ({ result: "dead" }))).result).toBe("dead");
  });

  test("is dead after five wrong tries, whoever made them, and the right one then fails too", async () => {
    const { ask, answer, link } = await gatedRoom();
    await ask();
    const code = (await mailedCode(ren))!;
    const results: string[] = [];
    for (let tries = 0; tries < 5; tries++) results.push((await answer(wrongFor(code))).result);
    expect(results).toEqual(["wrong", "wrong", "wrong", "wrong", "dead"]);
    expect((await answer(code)).result).toBe("dead");
    expect(await sessionsOf(link.id)).toEqual([]);
  });

  test("counts tries that come at the same moment one by one", async () => {
    const { ask, answer, link } = await gatedRoom();
    await ask();
    const code = (await mailedCode(ren))!;
    await Promise.all(Array.from({ length: 8 }, () => answer(wrongFor(code))));
    const [row] = await db.select().from(gateCodes).where(eq(gateCodes.linkId, link.id));
    expect(row?.wrongTries).toBe(5);
    expect((await answer(code)).result).toBe("dead");
  });

  test("lives ten minutes", async () => {
    const { ask, answer } = await gatedRoom();
    await ask();
    const code = (await mailedCode(ren))!;
    setClock(() => Date.now() + 10 * 60_000 + 1000);
    expect((await answer(code)).result).toBe("dead");
  });

  test("replaces the one before it", async () => {
    const { ask, answer, link } = await gatedRoom();
    await ask();
    const first = (await mailedCode(ren))!;
    setClock(() => Date.now() + 1000);
    await ask();
    const second = (await mailedCode(ren))!;
    expect(await db.select().from(gateCodes).where(eq(gateCodes.linkId, link.id))).toHaveLength(1);
    if (first !== second) expect((await answer(first)).result).toBe("wrong");
    expect((await answer(second)).result).toBe("passed");
  });

  test("of one address or one link is no use for another", async () => {
    const { ask, answer } = await gatedRoom();
    const other = await gatedRoom();
    await ask();
    const code = (await mailedCode(ren))!;
    expect((await answer(code, "eve@hinoki.example")).result).toBe("dead");
    expect((await other.answer(code)).result).toBe("dead");
  });

  test("can't be guessed on and on by asking for new ones", async () => {
    const { ask, answer } = await gatedRoom();
    let tries = 0;
    const guess = async () => {
      for (let round = 0; round < 50; round++) {
        await ask();
        for (let of = 0; of < 5; of++, tries++) await answer("000000");
      }
    };
    expect(await outcomeOf(guess)).toMatchObject({ code: "RATE_LIMITED" });
    expect(tries).toBeLessThanOrEqual(25);
  });
});

describe("the mail", () => {
  test("speaks the visitor's language and names nothing of the room", async () => {
    const { gate, room, account } = await gatedRoom();
    await requestCode(await gate(), { email: "mei@hinoki.example", caller: { ...caller, language: "ja" } });
    const [mail] = await mailsTo("mei@hinoki.example");
    expect(mail?.subject).toBe("Kumano Tradingの確認コード");
    const whole = `${mail?.subject} ${mail?.text} ${mail?.html}`;
    for (const secret of [room.name, room.id, account.name, "Aoi Mori", "http"])
      expect(whole).not.toContain(secret);
    expect(mail?.html).toContain('<html lang="ja">');
  });

  test("escapes the brand's name", async () => {
    const { gate } = await gatedRoom();
    const scope = { ...(await gate()), brandName: "A <b>&</b>\r\nBcc: eve@evil.test" };
    await requestCode(scope, { email: "tag@hinoki.example", caller });
    const [mail] = await mailsTo("tag@hinoki.example");
    expect(mail?.html).toContain("A &lt;b&gt;&amp;&lt;/b&gt;");
    expect(mail?.subject).not.toMatch(/[\r\n]/);
  });

  test("is not sent more than five times an hour to one address, whatever the link", async () => {
    const first = await gatedRoom();
    const second = await gatedRoom();
    for (let times = 0; times < 3; times++) await first.ask("flood@hinoki.example");
    for (let times = 0; times < 2; times++) await second.ask("flood@hinoki.example");
    expect(await outcomeOf(second.ask("flood@hinoki.example"))).toMatchObject({ code: "RATE_LIMITED" });
    expect(await mailsTo("flood@hinoki.example")).toHaveLength(5);
  });

  test("can't be sent to many addresses from one place", async () => {
    const { ask } = await gatedRoom();
    const flood = async () => {
      for (let target = 0; target < 40; target++) await ask(`victim${target}@cannon.example`);
    };
    expect(await outcomeOf(flood)).toMatchObject({ code: "RATE_LIMITED" });
    const sent = (await db.select().from(mails)).filter((mail) => mail.to.endsWith("@cannon.example"));
    expect(sent).toHaveLength(15);
  });
});

describe("an address that is not on the list", () => {
  const list = { gate: "code", allowedDomains: ["hinoki.example"] } as const;

  test("gets the same answers, but no mail and no way in", async () => {
    const { ask, answer, link } = await gatedRoom({ ...list, allowedDomains: ["hinoki.example"] });
    const eve = "eve@evil-hinoki.example";
    expect(await outcomeOf(ask(eve))).toEqual(await outcomeOf(ask(ren)));
    expect(await mailsTo(eve)).toEqual([]);
    const results: string[] = [];
    for (let tries = 0; tries < 5; tries++) results.push((await answer(`00000${tries}`, eve)).result);
    expect(results).toEqual(["wrong", "wrong", "wrong", "wrong", "dead"]);
    expect(await viewersOf(link.id)).toEqual([]);
  });

  test("does not pass the e-mail gate either", async () => {
    const { gate, link } = await gatedRoom({ gate: "email", allowedDomains: ["hinoki.example"] });
    expect(await passWithEmail(await gate(), { email: "eve@hinoki.example.evil.test", caller })).toBeNull();
    expect(await passWithEmail(await gate(), { email: ren, caller })).not.toBeNull();
    expect(await viewersOf(link.id)).toHaveLength(1);
  });
});

describe("passing the gate", () => {
  test("with a typed address leaves it claimed, never verified", async () => {
    const { gate, enter, link, room } = await gatedRoom({ gate: "email" });
    const visitor = await passWithEmail(await gate(), { email: ren, caller });
    expect(await enter(visitor)).toMatchObject({ identity: "claimed", email: ren });
    const [logged] = await db.select().from(events).where(eq(events.roomId, room.id));
    expect(logged).toMatchObject({
      type: "gate.passed",
      actorKind: "viewer",
      data: { identity: "claimed", linkId: link.id },
    });
  });

  test("gives the browser a new secret, so that a cookie planted before is worth nothing", async () => {
    const { browser, ask, answer, enter, room } = await gatedRoom();
    const planted = browser.copy();
    await ask();
    await enter(visitorOf(await answer((await mailedCode(ren))!)));
    expect((await outcomeOf(requireViewer(planted.request("/"), room.id))).location).toBe(
      `/room/${room.id}/gate`,
    );
    expect(planted.cookies).not.toEqual(browser.cookies);
  });

  test("is one person for a proven address on two devices, and two for a claimed one", async () => {
    const proven = await gatedRoom();
    const claimed = await gatedRoom({ gate: "email" });
    const start = Date.now();
    for (const [turn] of ["phone", "desktop"].entries()) {
      setClock(() => start + turn * 1000);
      const device = new Browser();
      await device.follow(proven.token);
      const gate = await requireGate(device.request("/"), proven.room.id);
      await requestCode(gate, { email: ren, caller });
      const code = (await mailedCode(ren))!;
      expect((await passWithCode(gate, { email: ren, code, caller })).result).toBe("passed");
      const other = new Browser();
      await other.follow(claimed.token);
      await passWithEmail(await requireGate(other.request("/"), claimed.room.id), { email: ren, caller });
    }
    expect(await viewersOf(proven.link.id)).toHaveLength(1);
    expect(await viewersOf(claimed.link.id)).toHaveLength(2);
  });

  test("is refused when the link is closed between question and answer", async () => {
    const { scope, room, link, ask, answer } = await gatedRoom();
    await ask();
    const code = (await mailedCode(ren))!;
    await revokeShareLink(scope, { roomId: room.id, linkId: link.id });
    expect(await outcomeOf(answer(code))).toMatchObject({ code: "GONE" });
    expect(await sessionsOf(link.id)).toEqual([]);
  });

  test("again is needed after the list became shorter, and the same person keeps the same row", async () => {
    const { scope, room, link, browser, gate, enter } = await gatedRoom({ gate: "email" });
    const before = await enter(await passWithEmail(await gate(), { email: ren, caller }));
    const policy = { label: link.label, gate: "email", expiresOn: null, allowDownload: false } as const;
    const allowed = { domains: ["hinoki.example"], emails: [] };
    await updateShareLink(scope, { roomId: room.id, linkId: link.id, ...policy, allowed });
    expect((await outcomeOf(requireViewer(browser.request("/"), room.id))).location).toBe(
      `/room/${room.id}/gate`,
    );
    const after = await enter(await passWithEmail(await gate(), { email: ren, caller }));
    expect(after.viewerId).toBe(before.viewerId);
    expect(await sessionsOf(link.id)).toHaveLength(1);
  });

  test("carries a no about measuring from before", async () => {
    const { gate, enter } = await gatedRoom({ gate: "email" });
    const visitor = await passWithEmail(await gate(), {
      email: ren,
      caller: { ...caller, consent: "declined" },
    });
    expect((await enter(visitor)).consent).toBe("declined");
  });
});

describe("the contact", () => {
  const contactOf = async (workspaceId: string, email: string) =>
    (
      await db
        .select()
        .from(contacts)
        .where(and(eq(contacts.workspaceId, workspaceId), eq(contacts.email, email)))
    )[0];

  async function passByCode(room: Awaited<ReturnType<typeof gatedRoom>>, email: string) {
    await room.ask(email);
    await room.answer((await mailedCode(email))!, email);
    const [viewer] = await viewersOf(room.link.id);
    return viewer;
  }

  test("of the room's account is recognised by its exact address", async () => {
    const room = await gatedRoom({ gate: "email" });
    const contact = await makeContact(room.scope, {
      accountId: room.account.id,
      email: "known@hinoki.example",
    });
    await passWithEmail(await room.gate(), { email: "known@hinoki.example", caller });
    expect(await viewersOf(room.link.id)).toMatchObject([{ contactId: contact.id, identity: "claimed" }]);
  });

  test("is added for a proven address, with its event, and not for a claimed one", async () => {
    const proven = await gatedRoom();
    const viewer = await passByCode(proven, "new@hinoki.example");
    const added = await contactOf(proven.scope.workspaceId, "new@hinoki.example");
    expect(added).toMatchObject({ id: viewer?.contactId, accountId: proven.account.id, name: null });
    const logged = await db
      .select()
      .from(events)
      .where(eq(events.contactId, added?.id ?? ""));
    expect(logged.map((event) => event.type)).toContain("contact.created");

    const claimed = await gatedRoom({ gate: "email" });
    await passWithEmail(await claimed.gate(), { email: "typed@hinoki.example", caller });
    expect(await contactOf(claimed.scope.workspaceId, "typed@hinoki.example")).toBeUndefined();
    expect(await viewersOf(claimed.link.id)).toMatchObject([
      { contactId: null, email: "typed@hinoki.example" },
    ]);
  });

  test("of another account is left alone", async () => {
    const room = await gatedRoom();
    const elsewhere = await makeContact(room.scope, { email: "adviser@sugi.example", name: "Mei" });
    expect(await passByCode(room, "adviser@sugi.example")).toMatchObject({
      contactId: null,
      identity: "verified",
    });
    expect(await contactOf(room.scope.workspaceId, "adviser@sugi.example")).toEqual(elsewhere);
  });

  test("of another workspace with the same address is never touched", async () => {
    const stranger = await makeMember();
    const foreign = await makeContact(stranger.scope, { email: "both@hinoki.example" });
    const room = await gatedRoom();
    const viewer = await passByCode(room, "both@hinoki.example");
    expect(viewer?.contactId).not.toBe(foreign.id);
    expect(viewer?.contactId).not.toBeNull();
  });
});

test("the gate answers for the link as it is now, not as it was", async () => {
  const { link, gate, ask } = await gatedRoom();
  const before = await gate();
  await db.update(shareLinks).set({ gate: "email" }).where(eq(shareLinks.id, link.id));
  expect(await outcomeOf(requestCode(before, { email: ren, caller }))).toMatchObject({ code: "CONFLICT" });
  expect(await outcomeOf(ask())).toMatchObject({ code: "CONFLICT" });
});

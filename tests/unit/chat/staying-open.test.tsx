// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ChatMessage } from "~/features/rooms/chat/schema";
import { click, isThere, leave, named, one, submit, text, textsOf, type, until } from "../components/support";
import { items, show } from "./stage";
import { type Asked, DOORS, FakeLine, ME, message, nothingNew, serve, slice, thread } from "./support";

afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
  window.sessionStorage.clear();
});

const posts = (asked: Asked[]) =>
  asked.filter(({ url, method }) => method === "POST" && url === DOORS.messages).map(({ fields }) => fields);

describe("while the page is open", () => {
  test("what others say comes by itself, is read out, and comes once", async () => {
    let news: ChatMessage[] = [];
    const asked = serve(({ method }) =>
      method === "GET"
        ? { json: { ...slice(news), present: [] } }
        : { json: { ok: true, message: null, thread: null } },
    );
    const page = await show([message(1)]);
    news = [message(2, { body: "届きましたか" })];
    await FakeLine.say({ type: "chat-changed" });
    await FakeLine.say({ type: "chat-changed" });
    await until(() => items(page).length === 2);
    expect(textsOf(page, "[role=status].sr-only")).toContain("佐藤 蓮: 届きましたか");
    const gets = asked.filter(({ method, url }) => method === "GET" && url.includes("after="));
    expect(gets[0]?.url).toBe(`${DOORS.messages}?after=1`);
    await FakeLine.say({ type: "chat-changed" });
    expect(items(page)).toHaveLength(2);
  });

  test("earlier messages are put before what is shown", async () => {
    const asked = serve(({ url }) =>
      url.includes("before=") ? { json: { ...slice([message(1), message(2)]), present: [] } } : nothingNew(),
    );
    const page = await show([message(3)], { over: { slice: slice([message(3)], { hasOlder: true }) } });
    const older = named<HTMLAnchorElement>("Show earlier messages");
    expect(older.getAttribute("href")).toBe(DOORS.chat({ thread: null, before: 3 }));
    await click(older);
    await until(() => items(page).length === 3);
    expect(items(page).map(({ id }) => id)).toEqual(["m-m1", "m-m2", "m-m3"]);
    expect(isThere("Show earlier messages")).toBe(false);
    expect(asked.some(({ url }) => url === `${DOORS.messages}?before=3`)).toBe(true);
  });

  test("what stands on a screen that is looked at is read, once", async () => {
    const asked = serve(({ method }) =>
      method === "GET" ? nothingNew() : { json: { ok: true, message: null, thread: null } },
    );
    await show([message(1), message(2)], { over: { lastRead: 1, unread: 1 } });
    await until(() => posts(asked).some(({ intent }) => intent === "read"));
    expect(posts(asked).filter(({ intent }) => intent === "read")).toEqual([{ intent: "read", seq: "2" }]);
  });

  test("about one spot shows what was said there and nothing else", async () => {
    serve(() => nothingNew());
    const messages = [message(1), message(2, { threadId: "th1" }), message(3, { threadId: "th2" })];
    const threads = [thread(), thread({ id: "th2", unit: 4 })];
    const page = await show(messages, { over: { spot: thread(), slice: slice(messages, { threads }) } });
    expect(items(page).map(({ id }) => id)).toEqual(["m-m2"]);
    expect(text(page)).not.toContain("Only this conversation");
  });
});

describe("sending", () => {
  const write = async (words: string) => {
    await type(one<HTMLTextAreaElement>(document, "textarea[name=body]"), words);
    await submit(one<HTMLFormElement>(document, "form:has(textarea[name=body])"));
  };
  const echo = (asked: Asked, seq: number) => ({
    json: {
      ok: true,
      thread: null,
      message: message(seq, {
        author: ME,
        body: asked.fields.body ?? "",
        clientId: asked.fields.clientId ?? "",
      }),
    },
  });
  const isSend = ({ fields }: Asked) => fields.intent === "send";

  test("shows the words at once, and then the message in their place, once", async () => {
    let answer = (_: unknown) => {};
    const answered = new Promise((resolve) => {
      answer = resolve;
    });
    serve(async (asked) => {
      if (!isSend(asked)) return nothingNew();
      await answered;
      return echo(asked, 1);
    });
    const page = await show([]);
    await write("すぐに送ります");
    expect(text(page)).toContain("すぐに送ります");
    expect(text(page)).toContain("Sending");
    expect(items(page)).toHaveLength(0);
    answer(null);
    await until(() => items(page).length === 1);
    expect(text(page).split("すぐに送ります")).toHaveLength(2);
    expect(text(page)).not.toContain("Sending");
  });

  test("without a connection keeps the words, says so, and goes out again under the same mark", async () => {
    let isOnline = false;
    const asked = serve((one) => (isSend(one) ? (isOnline ? echo(one, 1) : "offline") : nothingNew()));
    const page = await show([]);
    await write("no line");
    await until(() => text(page).includes("No connection."));
    expect(text(page)).toContain("Not sent.");
    isOnline = true;
    await click("Try again");
    await until(() => items(page).length === 1);
    const marks = asked.filter(isSend).map(({ fields }) => fields.clientId);
    // A slow machine may have tried by itself as well.
    expect(marks.length).toBeGreaterThan(1);
    expect(new Set(marks).size).toBe(1);
    expect(text(page)).not.toContain("No connection.");
  });

  test("refused says why, waits for a person, and can be thrown away", async () => {
    const asked = serve((one) => (isSend(one) ? { status: 429 } : nothingNew()));
    const page = await show([]);
    await write("too fast");
    await until(() => text(page).includes("Too many messages at once."));
    expect(text(page)).not.toContain("No connection.");
    await click("Discard");
    expect(text(page)).not.toContain("too fast");
    expect(asked.filter(isSend)).toHaveLength(1);
  });

  test("what was on its way when the page went is sent when it is back", async () => {
    serve((one) => (isSend(one) ? "offline" : nothingNew()));
    const page = await show([]);
    await write("before the tunnel");
    await until(() => text(page).includes("Not sent."));
    const asked = serve((one) => (isSend(one) ? echo(one, 1) : nothingNew()));
    const again = await show([]);
    await until(() => items(again).length === 1);
    expect(asked.filter(isSend).map(({ fields }) => fields.body)).toEqual(["before the tunnel"]);
    expect(window.sessionStorage.length).toBe(0);
  });

  test("about a page of a document says which, until there is a conversation about it", async () => {
    const asked = serve((one) => (isSend(one) ? echo(one, 1) : nothingNew()));
    await show([], { over: { spot: { ...thread(), id: null } } });
    await write("which clause?");
    await until(() => asked.some(isSend));
    expect(asked.find(isSend)?.fields).toMatchObject({ aboutPageId: thread().pageId, aboutUnit: "3" });
    const later = serve((one) => (isSend(one) ? echo(one, 1) : nothingNew()));
    await show([], { over: { spot: thread() } });
    await write("this one");
    await until(() => later.some(isSend));
    expect(later.find(isSend)?.fields).toMatchObject({ threadId: "th1" });
    expect(later.find(isSend)?.fields).not.toHaveProperty("aboutPageId");
  });
});

describe("who is there", () => {
  const REN = { key: "viewer:1", name: "佐藤 蓮", tag: "" };
  const MORI = { key: "member:me", name: "森 あおい", tag: "" };

  test("is named without oneself, visitors by their tags, many by their number", async () => {
    serve(() => nothingNew());
    const stranger = { key: "viewer:2", name: null, tag: "X7Z" };
    // The first answer of the server would say that nobody is there.
    serve(() => "offline");
    const page = await show([], { over: { present: [MORI, REN, stranger] } });
    expect(text(page)).toContain("Here now: 佐藤 蓮, Visitor X7Z");
    const many = [1, 2, 3, 4, 5].map((n) => ({ key: `viewer:${n}`, name: `P${n}`, tag: "" }));
    expect(text(await show([], { over: { present: many }, language: "ja" }))).toContain(
      "閲覧中：P1、P2、P3、+2",
    );
    expect(text(await show([], { over: { present: [MORI] } }))).not.toContain("Here now");
  });

  test("and writes is shown until they fall silent; signs of other corners and one's own are not", async () => {
    serve(() => "offline");
    const page = await show([], { over: { present: [REN] } });
    await FakeLine.say({ type: "chat-typing", key: "member:me", corner: "room" });
    await FakeLine.say({ type: "chat-typing", key: "viewer:1", corner: "buyers" });
    expect(text(page)).not.toContain("is writing");
    const dated = vi.spyOn(Date, "now");
    await FakeLine.say({ type: "chat-typing", key: "viewer:1", corner: "room" });
    expect(text(page)).toContain("佐藤 蓮 is writing");
    const real = Date.now();
    dated.mockImplementation(() => real + 6_000);
    await until(() => !text(page).includes("is writing"));
    dated.mockRestore();
  });

  test("a new face is asked for at once, a crowd of them once for all", async () => {
    const asked = serve(() => nothingNew());
    await show([]);
    const questions = () => asked.filter(({ url }) => url.includes(String(Number.MAX_SAFE_INTEGER))).length;
    for (let n = 0; n < 40; n++)
      await FakeLine.say({ type: "chat-here", key: `viewer:new${n}`, corner: "room" });
    expect(questions()).toBe(1);
  });

  test("who left is gone at once", async () => {
    serve(() => "offline");
    const page = await show([], { over: { present: [REN] } });
    await FakeLine.say({ type: "chat-left", key: "viewer:1", corner: "room" });
    expect(text(page)).not.toContain("Here now");
  });

  test("in a preview nobody is told that somebody looks", async () => {
    const asked = serve(() => nothingNew());
    await show([], { over: { canWrite: false } });
    expect(asked.filter(({ url }) => url === DOORS.here)).toEqual([]);
    const open = serve(() => nothingNew());
    await show([]);
    expect(open.filter(({ url }) => url === DOORS.here)).toHaveLength(1);
  });
});

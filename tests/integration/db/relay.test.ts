import { openRelay, type Relay } from "@db/dialect/pg-relay";
import { dialect } from "@db/kit";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { type LiveMessage, publish, subscribe } from "~/platform/realtime.server";
import { relayLiveMessages } from "~/platform/relay.server";
import { createFreshDatabase, useDatabase } from "../../support/database";

const database = useDatabase();
const url = () => process.env.DATABASE_URL ?? "";
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe.runIf(dialect === "pg")("the relay between processes on one PostgreSQL", () => {
  function open(address = url()): { relay: Relay; heard: string[] } {
    const heard: string[] = [];
    const relay = openRelay(address, (note) => heard.push(note));
    closers.push(() => relay.close());
    return { relay, heard };
  }

  /** Sends until somebody hears it: a relay connects in the background. */
  async function untilHeard(relay: Relay, heard: string[], note: string): Promise<void> {
    await expect
      .poll(
        () => {
          relay.send(note);
          return heard.includes(note);
        },
        { timeout: 10_000, interval: 50 },
      )
      .toBe(true);
  }

  async function connected(...ends: { relay: Relay; heard: string[] }[]): Promise<void> {
    for (const { relay } of ends)
      for (const { heard } of ends) await untilHeard(relay, heard, "are you there");
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const { heard } of ends) heard.length = 0;
  }

  test("carries notes both ways, whole and in order", async () => {
    const [one, two] = [open(), open()];
    await connected(one, two);
    const notes = ['{"a":"it\'s"}', "提案 🏯", "x".repeat(7_500)];
    for (const note of notes) one.relay.send(note);
    await expect.poll(() => two.heard, { timeout: 5_000 }).toEqual(notes);
    two.relay.send("back");
    await expect.poll(() => one.heard).toEqual([...notes, "back"]);
  });

  test("drops a note past what NOTIFY carries, counted in bytes, and goes on with the next", async () => {
    const [one, two] = [open(), open()];
    await connected(one, two);
    one.relay.send("x".repeat(7_501));
    one.relay.send("熊".repeat(2_501));
    one.relay.send("next");
    await expect.poll(() => two.heard, { timeout: 5_000 }).toEqual(["next"]);
  });

  test("reaches nobody on another database of the same server", async () => {
    const fresh = await createFreshDatabase();
    const [one, stranger] = [open(), open(fresh.url)];
    await connected(one);
    await connected(stranger);
    one.relay.send("ours");
    await expect.poll(() => one.heard).toEqual(["ours"]);
    expect(stranger.heard).toEqual([]);
    closers.push(() => fresh.remove());
  });

  test("connects again after the server ended its connection", async () => {
    const [one, two] = [open(), open()];
    await connected(one, two);
    const client = new pg.Client({ connectionString: url() });
    await client.connect();
    const ended = await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'engawa relay' AND datname = current_database()",
    );
    await client.end();
    expect(ended.rowCount).toBe(2);
    await connected(one, two);
  });

  test("is silent once closed, also when it never got to connect", async () => {
    const [one, two] = [open(), open()];
    await connected(one, two);
    await two.relay.close();
    one.relay.send("late");
    await expect.poll(() => one.heard).toEqual(["late"]);
    expect(two.heard).toEqual([]);
    two.relay.send("from a closed one");
    await open().relay.close();
    const waiting = async () =>
      (
        await database.current.raw(
          "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'engawa relay' AND datname = current_database()",
        )
      )[0]?.n;
    await expect.poll(waiting, { timeout: 5_000 }).toBe(1);
  });

  test("hands another process's live messages to listeners here, and our own only once", async () => {
    const heard: LiveMessage[] = [];
    closers.push(subscribe("room:a", (message) => heard.push(message)));
    closers.push(relayLiveMessages(url()));
    const other = open();
    await connected(other);
    const note = JSON.stringify({ from: "other process", topic: "room:a", message: { type: "theirs" } });
    await expect
      .poll(() => {
        if (heard.length === 0) other.relay.send(note);
        return heard.length > 0;
      })
      .toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    heard.length = 0;
    other.heard.length = 0;

    publish("room:a", { type: "ours" });
    await expect.poll(() => other.heard.length, { timeout: 5_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toEqual([{ type: "ours" }]);
  });

  test("takes no harm from notes that are no messages", async () => {
    const heard: LiveMessage[] = [];
    closers.push(subscribe("*", (message) => heard.push(message)));
    closers.push(relayLiveMessages(url()));
    const other = open();
    await connected(other);
    const good = JSON.stringify({ from: "x", topic: "t", message: { type: "good" } });
    const bad = ["", "{", "null", '{"from":"x","topic":"t","message":{"type":"deep","data":{"secret":1}}}'];
    await expect
      .poll(() => {
        for (const note of [...bad, good]) other.relay.send(note);
        return heard.length > 0;
      })
      .toBe(true);
    expect(new Set(heard.map(({ type }) => type))).toEqual(new Set(["good"]));
  });
});

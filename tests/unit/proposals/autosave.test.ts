import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Autosave } from "~/features/rooms/proposals/autosave";
import type { SaveReply } from "~/features/rooms/proposals/schema";

type Save = { version: number; body: unknown };

function open(replies: (SaveReply | Error)[]) {
  const sent: Save[] = [];
  const autosave = new Autosave({ version: 1, body: "stored" }, async (save) => {
    sent.push(save);
    const reply = replies.shift() ?? { kind: "saved", version: save.version + 1 };
    if (reply instanceof Error) throw reply;
    return reply;
  });
  return { autosave, sent };
}

describe("autosave", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("waits until typing stops and sends only the newest text", async () => {
    const { autosave, sent } = open([]);
    autosave.changed(() => "a");
    await vi.advanceTimersByTimeAsync(500);
    autosave.changed(() => "ab");
    expect(autosave.state.kind).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toEqual([{ version: 1, body: "ab" }]);
    expect(autosave.state.kind).toBe("saved");
  });

  test("builds each save on the version of the one before", async () => {
    const { autosave, sent } = open([]);
    autosave.changed(() => "a");
    await vi.advanceTimersByTimeAsync(900);
    autosave.changed(() => "b");
    await vi.advanceTimersByTimeAsync(900);
    expect(sent.map((save) => save.version)).toEqual([1, 2]);
  });

  test("keeps trying when the server can't be reached", async () => {
    const { autosave, sent } = open([new Error("offline"), new Error("offline")]);
    autosave.changed(() => "a");
    await vi.advanceTimersByTimeAsync(900);
    expect(autosave.state.kind).toBe("offline");
    await vi.advanceTimersByTimeAsync(11_000);
    expect(sent).toHaveLength(3);
    expect(autosave.state.kind).toBe("saved");
  });

  test("never writes over somebody else's text until the person chose", async () => {
    const conflict: SaveReply = { kind: "conflict", version: 7, editorName: "Sato", body: "theirs" };
    const { autosave, sent } = open([conflict]);
    autosave.changed(() => "mine");
    await vi.advanceTimersByTimeAsync(900);
    expect(autosave.state).toEqual(conflict);
    expect(autosave.base).toBe("stored");
    autosave.changed(() => "mine, longer");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    autosave.resolve({ keep: "mine", read: () => "mine, longer" });
    await vi.advanceTimersByTimeAsync(900);
    expect(sent.at(-1)).toEqual({ version: 7, body: "mine, longer" });
    expect(autosave.base).toBe("mine, longer");
  });

  test("taking theirs sends nothing", async () => {
    const { autosave, sent } = open([{ kind: "conflict", version: 7, editorName: null, body: "theirs" }]);
    autosave.changed(() => "mine");
    await vi.advanceTimersByTimeAsync(900);
    autosave.resolve({ keep: "theirs" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(autosave.state.kind).toBe("saved");
  });

  test("reads the text once for a save, and tells of the first of many keys only", async () => {
    const { autosave, sent } = open([]);
    let told = 0;
    let read = 0;
    autosave.subscribe(() => told++);
    for (const key of "many keys") autosave.changed(() => `${key}${++read}`);
    expect([told, read]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toEqual([{ version: 1, body: "s1" }]);
  });

  test("leaving sends at once what waits", async () => {
    const { autosave, sent } = open([]);
    autosave.changed(() => "a");
    autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(1);
  });
});

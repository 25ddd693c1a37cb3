import { fileURLToPath } from "node:url";
import { newTurns } from "@db/dialect/shared-turns";
import { openIngest } from "@server/ingest-port";
import { afterEach, describe, expect, test } from "vitest";
import { subscribe } from "~/platform/realtime.server";

const file = fileURLToPath(new URL("../../support/ingest-thread-double.mjs", import.meta.url));
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const ingest of opened.splice(0)) await ingest.close();
});

function open(onCrash: (error: Error) => void = () => {}) {
  const ingest = openIngest({ file, turns: newTurns(), onCrash });
  opened.push(ingest);
  const receive = (text: string) => ingest.receive({ text, userAgent: "", address: () => "192.0.2.7" });
  return { ingest, receive };
}

describe("beacons on their way to the ingest thread", () => {
  test("each hear their own answer", async () => {
    const { receive } = open();
    expect(await Promise.all(["kept", "gone", "dropped"].map(receive))).toEqual(["kept", "gone", "dropped"]);
  });

  test("cross together when they come together, with the address they came from", async () => {
    const { receive } = open();
    const answers = await Promise.all(["count", "kept", "kept"].map(receive));
    expect(answers[0]).toBe("3 from 192.0.2.7");
  });

  test("are told to come again when the thread closes before it has answered", async () => {
    const { ingest, receive } = open();
    const slow = receive("slow");
    await receive("kept");
    await ingest.close();
    expect(await slow).toBe("busy");
    expect(await receive("kept")).toBe("busy");
  });

  test("wait in a bounded line", async () => {
    const { ingest, receive } = open();
    const line = Array.from({ length: 8_192 }, () => receive("slow"));
    expect(await receive("kept")).toBe("busy");
    await ingest.close();
    expect(new Set(await Promise.all(line))).toEqual(new Set(["busy"]));
  });

  test("tell when the thread breaks, so that the process doesn't go on deaf", async () => {
    const crashed = new Promise<Error>((resolve) => {
      const { receive } = open(resolve);
      void receive("crash");
    });
    expect((await crashed).message).toContain("broke");
  });

  test("let the thread's live messages reach the screens of this one", async () => {
    const heard: unknown[] = [];
    const stop = subscribe("room:1", (message) => heard.push(message));
    const { ingest, receive } = open();
    await receive("kept");
    await ingest.close();
    stop();
    expect(heard).toEqual([{ type: "attention" }]);
  });

  test("start no thread while none comes", async () => {
    const { ingest } = open(() => expect.unreachable());
    await ingest.close();
  });
});

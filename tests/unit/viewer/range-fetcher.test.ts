import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createRangeFetcher } from "~/features/library/viewer/pdf/range-fetcher";
import type { SourceTrouble } from "~/features/library/viewer/schema";

const FILE = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener) {
  const server = createServer(answer);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

const withRanges: RequestListener = (request, response) => {
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
  const begin = Number(from);
  const end = Math.min(Number(to), FILE.length - 1);
  response.writeHead(206, { "content-range": `bytes ${begin}-${end}/${FILE.length}` });
  response.end(FILE.subarray(begin, end + 1));
};

function fetcherOf(url: string) {
  const troubles: SourceTrouble[] = [];
  const fetcher = createRangeFetcher(url, (trouble) => troubles.push(trouble), [1, 1]);
  return { fetcher, troubles };
}

function status(code: number): RequestListener {
  return (_, response) => response.writeHead(code).end();
}

async function until(holds: () => boolean) {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe("opening", () => {
  test("asks for one chunk and learns the length", async () => {
    const { fetcher } = fetcherOf(await serve(withRanges));
    const first = await fetcher.open();
    expect(first).toMatchObject({ kind: "ranges", length: FILE.length });
    expect(first.bytes.byteLength).toBe(64 * 1024);
  });

  test("takes the whole file from a server without ranges", async () => {
    const { fetcher } = fetcherOf(await serve((_, response) => response.end(FILE)));
    const first = await fetcher.open();
    expect(first.kind).toBe("whole");
    expect(first.bytes.byteLength).toBe(FILE.length);
  });

  test.each([
    [410, "gone"],
    [404, "gone"],
    [403, "gone"],
    [416, "broken"],
    [500, "network"],
    [503, "network"],
  ])("an answer of %d means %s", async (code, failure) => {
    const { fetcher } = fetcherOf(await serve(status(code)));
    await expect(fetcher.open()).rejects.toMatchObject({ failure });
  });

  test("a page instead of a file means that the reader was sent back to the gate", async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<p>Who are you?"),
    );
    await expect(fetcherOf(url).fetcher.open()).rejects.toMatchObject({ failure: "gone" });
  });

  test("no server at all is the network's fault", async () => {
    await expect(fetcherOf("http://127.0.0.1:1/file").fetcher.open()).rejects.toMatchObject({
      failure: "network",
    });
  });
});

describe("reading on", () => {
  test("gives exactly the bytes asked for", async () => {
    const { fetcher } = fetcherOf(await serve(withRanges));
    const bytes = await fetcher.fetchRange(70_000, 130_000);
    expect(Buffer.from(bytes).equals(FILE.subarray(70_000, 130_000))).toBe(true);
  });

  test("a short hiccup is repeated without a word", async () => {
    let calls = 0;
    const url = await serve((request, response) => {
      calls += 1;
      if (calls < 3) response.writeHead(503).end();
      else withRanges(request, response);
    });
    const { fetcher, troubles } = fetcherOf(url);
    await fetcher.fetchRange(0, 100);
    expect({ calls, troubles }).toEqual({ calls: 3, troubles: [] });
  });

  test("a lost network is told, and what was missing comes after resuming", async () => {
    let isDown = true;
    const url = await serve((request, response) =>
      isDown ? response.destroy() : withRanges(request, response),
    );
    const { fetcher, troubles } = fetcherOf(url);
    const pending = Promise.all([fetcher.fetchRange(0, 100), fetcher.fetchRange(500, 600)]);
    await until(() => troubles.length === 2);
    isDown = false;
    fetcher.resume();
    const [one, two] = await pending;
    expect([one.byteLength, two.byteLength]).toEqual([100, 100]);
    expect(troubles).toEqual(["stalled", "stalled", null]);
  });

  test("a file withdrawn while being read is told at once and not asked for again", async () => {
    let calls = 0;
    const url = await serve((_, response) => {
      calls += 1;
      response.writeHead(410).end();
    });
    const { fetcher, troubles } = fetcherOf(url);
    void fetcher.fetchRange(0, 100);
    await until(() => troubles.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect({ calls, troubles }).toEqual({ calls: 1, troubles: ["gone"] });
  });

  test("a range cut short is not taken for the whole", async () => {
    let calls = 0;
    const url = await serve((request, response) => {
      calls += 1;
      if (calls > 1) return withRanges(request, response);
      response.writeHead(206, { "content-range": `bytes 0-99/${FILE.length}` }).end(FILE.subarray(0, 40));
    });
    const bytes = await fetcherOf(url).fetcher.fetchRange(0, 100);
    expect(bytes.byteLength).toBe(100);
  });

  test("nothing is told after closing", async () => {
    const { fetcher, troubles } = fetcherOf(await serve(() => undefined));
    void fetcher.fetchRange(0, 100);
    fetcher.abort();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(troubles).toEqual([]);
  });
});

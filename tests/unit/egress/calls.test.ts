import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { readAllowed } from "~/platform/egress/addresses";
import { type Call, callOut, callThrough, EGRESS_LIMITS } from "~/platform/egress/egress.server";
import { openNames } from "~/platform/egress/names.server";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A server of this machine that the operator made an exception for, by the name a.example. */
async function open(answer: RequestListener) {
  const port = await listen(createServer(answer));
  const allowed = [readAllowed(`a.example:${port}`)!];
  let asked = 0;
  const askNames = async () => {
    asked += 1;
    return ["127.0.0.1"];
  };
  return {
    port,
    timesAsked: () => asked,
    call: (over: Partial<Call> = {}) =>
      callThrough({ allowed, askNames }, { url: `http://a.example:${port}/page?q=1`, ...over }),
  };
}

const textOf = (answer: Awaited<ReturnType<typeof callOut>>) =>
  answer.ok ? new TextDecoder().decode(answer.body) : answer.reason;

describe("an answer", () => {
  test("comes from the address that was checked, for the name that was asked", async () => {
    const server = await open((request, response) => {
      response.setHeader("x-kind", "page");
      response.end(`${request.method} ${request.headers.host} ${request.url}`);
    });
    const answer = await server.call();
    expect(answer).toMatchObject({ ok: true, status: 200, headers: { "x-kind": "page" } });
    expect(textOf(answer)).toBe(`GET a.example:${server.port} /page?q=1`);
    expect(server.timesAsked()).toBe(1);
  });

  test("can be to something sent, with headers", async () => {
    const server = await open(async (request, response) => {
      let text = "";
      for await (const part of request) text += part;
      response.statusCode = 202;
      response.end(`${request.headers["content-type"]} ${text}`);
    });
    const headers = { "content-type": "application/json" };
    const answer = await server.call({ method: "POST", headers, body: '{"a":1}' });
    expect([answer.ok && answer.status, textOf(answer)]).toEqual([202, 'application/json {"a":1}']);
  });

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ])("packed as %s is unpacked", async (encoding, pack) => {
    const server = await open((_request, response) => {
      response.setHeader("content-encoding", encoding);
      response.end(pack("こんにちは".repeat(1_000)));
    });
    expect(textOf(await server.call())).toBe("こんにちは".repeat(1_000));
  });

  test("that leads elsewhere is not followed", async () => {
    let visits = 0;
    const server = await open((_request, response) => {
      visits += 1;
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" }).end();
    });
    const answer = await server.call();
    expect(answer).toMatchObject({ ok: true, status: 302 });
    expect(visits).toBe(1);
  });
});

describe("limits", () => {
  test("a body without end is left after a megabyte", async () => {
    let sent = 0;
    const server = await open((request, response) => {
      const more = () => {
        sent += 65_536;
        if (!request.socket.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    });
    expect(await server.call()).toEqual({ ok: false, reason: "too_large" });
    const atTheEnd = sent;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent - atTheEnd).toBeLessThanOrEqual(65_536 * 2);
    expect(atTheEnd).toBeLessThan(20 * EGRESS_LIMITS.maxBytes);
  });

  test("it is cut there for who is content with a part", async () => {
    const server = await open((_request, response) => response.end(Buffer.alloc(300_000, "a")));
    const answer = await server.call({ maxBytes: 1_000, isCutAllowed: true });
    expect(answer.ok && answer.body.length).toBe(1_000);
    expect(await server.call({ maxBytes: 1_000 })).toEqual({ ok: false, reason: "too_large" });
  });

  test("a small answer that unpacks to a big one is too large", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1_024 * 1_024));
    expect(bomb.length).toBeLessThan(EGRESS_LIMITS.maxBytes);
    const server = await open((_request, response) => {
      response.setHeader("content-encoding", "gzip");
      response.end(bomb);
    });
    expect(await server.call()).toEqual({ ok: false, reason: "too_large" });
  });

  test("nobody may ask for more than the limits", async () => {
    const server = await open((_request, response) => response.end(Buffer.alloc(EGRESS_LIMITS.maxBytes + 1)));
    expect(await server.call({ maxBytes: 1e9 })).toEqual({ ok: false, reason: "too_large" });
  });

  test.each([
    ["says nothing", () => {}],
    ["stops in the middle", (response: Parameters<RequestListener>[1]) => void response.write("half")],
    [
      "drips",
      (response: Parameters<RequestListener>[1]) => {
        const timer = setInterval(() => response.write("."), 20);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ])("a server that %s is left after its time", async (_what, answer) => {
    const server = await open((_request, response) => answer(response));
    const started = performance.now();
    expect(await server.call({ timeoutMs: 199.5 })).toEqual({ ok: false, reason: "timeout" });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("what goes wrong is a word, and never what the other side said", () => {
  test.each([
    ["gzip", "this is not packed: TOP SECRET", "unreadable"],
    ["compress", "TOP SECRET", "unreadable"],
  ])("a body that claims to be %s", async (encoding, body, reason) => {
    const server = await open((_request, response) => {
      response.setHeader("content-encoding", encoding);
      response.end(body);
    });
    expect(await server.call()).toEqual({ ok: false, reason });
  });

  test("no HTTP, a line that is cut, and nobody at home", async () => {
    const port = await listen(createTcpServer((socket) => socket.end("TOP SECRET\r\n\r\n")));
    const allowed = [readAllowed("127.0.0.1:1")!, readAllowed(`127.0.0.1:${port}`)!];
    const call = (url: string) => callThrough({ allowed, askNames: async () => [] }, { url });
    expect(await call(`http://127.0.0.1:${port}/`)).toEqual({ ok: false, reason: "unreachable" });
    expect(await call(`https://127.0.0.1:${port}/`)).toEqual({ ok: false, reason: "unreachable" });
    expect(await call("http://127.0.0.1:1/")).toEqual({ ok: false, reason: "unreachable" });
    const server = await open((_request, response) => response.socket?.destroy());
    expect(await server.call()).toEqual({ ok: false, reason: "unreachable" });
    const upgrading = await open((_request, response) =>
      response.socket?.end("HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    );
    expect(await upgrading.call()).toEqual({ ok: false, reason: "unreachable" });
  });
});

describe("this machine is not reached", () => {
  test.each([
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "0",
    "１２７.1",
    "[::ffff:127.0.0.1]",
    "[::1]",
  ])("as %s", async (host) => {
    let visits = 0;
    const port = await listen(createServer((_request, response) => response.end(String(++visits))));
    // At every port, were the address fit.
    const allowed = [readAllowed(`b.example:${port}`)!];
    const askNames = async () => ["127.0.0.1"];
    const answer = await callThrough({ allowed, askNames }, { url: `http://${host}:${port}/` });
    expect(answer).toEqual({ ok: false, reason: "not_public" });
    expect(visits).toBe(0);
  });

  test("by a name of which one address is fit and another is not", async () => {
    const askNames = async () => ["8.8.8.8", "127.0.0.1"];
    expect(await callThrough({ allowed: [], askNames }, { url: "http://mixed.example/" })).toEqual({
      ok: false,
      reason: "not_public",
    });
  });

  test("by the settings of this installation", async () => {
    for (const host of ["127.0.0.1", "[::1]", "169.254.169.254"])
      expect(await callOut({ url: `http://${host}/` })).toEqual({ ok: false, reason: "not_public" });
    expect(await callOut({ url: "file:///etc/passwd" })).toEqual({ ok: false, reason: "bad_address" });
  });
});

describe("names", () => {
  /** A DNS server that takes questions, and answers with `reply`, or not at all. */
  async function openDns(reply: (question: Buffer) => Buffer | null) {
    const socket = createSocket("udp4");
    let questions = 0;
    socket.on("message", (question, { port, address }) => {
      questions += 1;
      const answer = reply(question);
      if (answer) socket.send(answer, port, address);
    });
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    closing.push(() => socket.close());
    return { names: openNames([`127.0.0.1:${socket.address().port}`]), questions: () => questions };
  }

  test("a silent DNS costs a call its own time, and nobody else any", async () => {
    const dns = await openDns(() => null);
    const calls = Array.from({ length: 20 }, (_, n) =>
      callThrough({ allowed: [], askNames: dns.names }, { url: `http://h${n}.example/`, timeoutMs: 400 }),
    );
    const started = performance.now();
    // Twenty waiting look-ups would fill a pool of four threads, and reading this file would wait for them.
    await readFile(import.meta.filename);
    expect(performance.now() - started).toBeLessThan(300);
    expect(new Set((await Promise.all(calls)).map((answer) => !answer.ok && answer.reason))).toEqual(
      new Set(["timeout"]),
    );
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(dns.questions()).toBeGreaterThan(0);
  });

  test("a name that nobody has is told as such", async () => {
    const dns = await openDns((question) => {
      const answer = Buffer.from(question);
      answer.writeUInt16BE(0x8183, 2);
      return answer;
    });
    expect(
      await callThrough({ allowed: [], askNames: dns.names }, { url: "http://nobody.example/" }),
    ).toEqual({ ok: false, reason: "unknown_host" });
  });

  test("addresses of both kinds are seen", async () => {
    const dns = await openDns((question) => {
      const end = question.indexOf(0, 12) + 5;
      const isIpv6 = question.readUInt16BE(end - 4) === 28;
      const head = Buffer.from(question.subarray(0, end));
      head.writeUInt16BE(0x8180, 2);
      head.writeUInt16BE(1, 6);
      head.writeUInt16BE(0, 10);
      const address = isIpv6 ? Buffer.from([...Array(15).fill(0), 1]) : Buffer.from([8, 8, 8, 8]);
      const row = Buffer.from([0xc0, 12, 0, isIpv6 ? 28 : 1, 0, 1, 0, 0, 0, 60, 0, address.length]);
      return Buffer.concat([head, row, address]);
    });
    const found = await dns.names("both.example", AbortSignal.timeout(3_000));
    expect(found.sort()).toEqual(["8.8.8.8", "::1"]);
    expect(await callThrough({ allowed: [], askNames: dns.names }, { url: "http://both.example/" })).toEqual({
      ok: false,
      reason: "not_public",
    });
  });
});

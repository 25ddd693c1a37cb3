/**
 * The open streams of many readers, in a process of their own: what the bench asks and sends must not hold up the clock
 * of when a stream was told. Says "open" when all are, then the number and moment of each that is told of a message.
 */
import { Agent, get as httpGet } from "node:http";

export type Dialling = { address: string; cookies: string[] };
export type Told = { reader: number; at: number };

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

process.once("message", async ({ address, cookies }: Dialling) => {
  await Promise.all(cookies.map((cookie, reader) => dial(address, { cookie, reader })));
  process.send?.("open");
});

function dial(address: string, { cookie, reader }: { cookie: string; reader: number }): Promise<void> {
  const headers = { cookie, accept: "text/event-stream", "sec-fetch-site": "same-origin" };
  return new Promise((resolve, reject) => {
    const request = httpGet(address, { headers, agent }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`no stream: ${response.statusCode}`));
      response.setEncoding("utf8");
      response.on("error", () => {});
      response.on("data", (text: string) => {
        if (text.includes("event: hello")) resolve();
        const told: Told = { reader, at: momentNow() };
        if (text.includes("chat-changed")) process.send?.(told);
      });
    });
    request.on("error", reject);
  });
}

/** The same clock in every process of this machine. */
function momentNow(): number {
  return performance.timeOrigin + performance.now();
}

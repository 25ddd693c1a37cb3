import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export type Received = { from: string; to: string[]; raw: string; mail: ParsedMail };

/** A mail server on this machine that keeps what it takes. */
export class PostOffice {
  readonly received: Received[] = [];
  /** Answers a message with this instead of taking it; the text that a server would send. */
  refusal: { code: number; text: string } | null = null;
  /** Takes the message and then breaks the line before it says so. */
  isForgetful = false;
  #server: SMTPServer | null = null;
  #port = 0;

  /** On the port it had before, if it was open before. */
  async open(options: SMTPServerOptions = {}): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      disableReverseLookup: true,
      logger: false,
      ...options,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => void this.#take(Buffer.concat(chunks), session.envelope, done));
      },
    });
    // A client that hangs up is no fault of the server.
    server.on("error", () => undefined);
    server.listen(this.#port, "127.0.0.1");
    await once(server.server, "listening");
    this.#port = (server.server.address() as AddressInfo).port;
    this.#server = server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    return new Promise((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** The only mail so far. */
  get only(): Received {
    const [mail] = this.received;
    if (!mail || this.received.length > 1) throw new Error(`${this.received.length} mails have come`);
    return mail;
  }

  async #take(
    raw: Buffer,
    envelope: { mailFrom: { address: string } | false; rcptTo: { address: string }[] },
    done: (error?: Error | null) => void,
  ): Promise<void> {
    if (this.refusal) {
      done(Object.assign(new Error(this.refusal.text), { responseCode: this.refusal.code }));
      return;
    }
    this.received.push({
      from: envelope.mailFrom ? envelope.mailFrom.address : "",
      to: envelope.rcptTo.map(({ address }) => address),
      raw: raw.toString("latin1"),
      mail: await simpleParser(raw),
    });
    if (!this.isForgetful) return done();
    // 421 is how a server says that it is going away.
    done(Object.assign(new Error("closing"), { responseCode: 421 }));
  }
}

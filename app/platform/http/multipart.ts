const MAX_HEAD_BYTES = 16 * 1024;
const MAX_PARTS = 100;

export type PartHead = { name: string; fileName: string | null };
export type PartPiece = { head: PartHead } | { data: Uint8Array };

export class MultipartError extends Error {
  override name = "MultipartError";
}

/**
 * The parts of a multipart/form-data body as they come in: each head, then pieces of its content. Holds no more than one
 * piece in memory. File names may have any sign a browser sends. Source: RFC 7578, and the encoding of form data in HTML.
 */
export async function* readMultipart(request: Request): AsyncGenerator<PartPiece> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers.get("content-type") ?? "");
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark || !request.body) throw new MultipartError("no boundary");
  const reader = new Reader(request.body.getReader());
  const border = Buffer.from(`\r\n--${mark}`);
  // The first border has no line before it.
  reader.prepend(Buffer.from("\r\n"));
  for await (const _ of reader.until(border)) {
    // What stands before the first part is nothing.
  }
  for (let parts = 0; !(await reader.isLast()); parts++) {
    if (parts >= MAX_PARTS) throw new MultipartError("too many parts");
    yield { head: readHead(await reader.head()) };
    for await (const data of reader.until(border)) yield { data };
  }
}

function readHead(text: string): PartHead {
  const line = /^content-disposition:\s*form-data(.*)$/im.exec(text)?.[1] ?? "";
  const name = /;\s*name="((?:[^"\\]|\\.)*)"/i.exec(line)?.[1];
  const fileName = /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(line)?.[1];
  if (name === undefined) throw new MultipartError("a part without a name");
  return { name, fileName: fileName === undefined ? null : unescaped(fileName) };
}

/** Browsers write a quotation mark in a name as %22 and leave every other letter. */
function unescaped(name: string): string {
  return name
    .replace(/%22/g, '"')
    .replace(/%0D|%0A/gi, " ")
    .replace(/\\(.)/g, "$1");
}

class Reader {
  readonly #source: ReadableStreamDefaultReader<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: ReadableStreamDefaultReader<Uint8Array>) {
    this.#source = source;
  }

  prepend(bytes: Buffer): void {
    this.#held = Buffer.concat([bytes, this.#held]);
  }

  /** Everything before the border; what follows it is held. */
  async *until(border: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(border);
      if (at >= 0) {
        if (at > 0) yield this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + border.length);
        return;
      }
      // The border may begin in what is held and end in what comes.
      const sure = this.#held.length - border.length;
      if (sure > 0) {
        yield this.#held.subarray(0, sure);
        this.#held = this.#held.subarray(sure);
      }
      await this.#more();
    }
  }

  /** True where the border just passed was the last one. */
  async isLast(): Promise<boolean> {
    while (this.#held.length < 2) await this.#more();
    return this.#held.subarray(0, 2).toString("latin1") === "--";
  }

  async head(): Promise<string> {
    for (;;) {
      const at = this.#held.indexOf("\r\n\r\n");
      if (at >= 0) {
        const text = this.#held.subarray(0, at).toString("utf8");
        this.#held = this.#held.subarray(at + 4);
        return text;
      }
      if (this.#held.length > MAX_HEAD_BYTES) throw new MultipartError("a head without an end");
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#source.read();
    if (done) throw new MultipartError("ends too early");
    this.#held = Buffer.concat([this.#held, value]);
  }
}

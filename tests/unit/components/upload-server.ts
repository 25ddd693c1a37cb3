type Stored = { size: number; bytes: number; metadata: Record<string, string> };

/** Browsers' XMLHttpRequest with a resumable-upload server behind it: the network, and nothing of ours. */
export class UploadServer {
  readonly uploads = new Map<string, Stored>();
  readonly requests: string[] = [];
  /** Statuses to answer the next creations with; 0 is a line that breaks. */
  refusals: number[] = [];
  /** Holds what is sent until `release`. */
  isHolding = false;
  #held: (() => void)[] = [];

  /** Of what this server took, the names of whole files. */
  get complete(): string[] {
    return [...this.uploads.values()]
      .filter(({ size, bytes }) => size === bytes)
      .map(({ metadata }) => metadata.filename ?? "");
  }

  release(): void {
    this.isHolding = false;
    for (const go of this.#held.splice(0)) go();
  }

  whenFree(work: () => void): void {
    if (this.isHolding) this.#held.push(work);
    else setTimeout(work, 0);
  }

  answer(
    method: string,
    path: string,
    headers: Record<string, string>,
    size: number,
  ): { status: number; headers: Record<string, string> } {
    this.requests.push(`${method} ${path}`);
    if (method === "POST") {
      const refusal = this.refusals.shift();
      if (refusal !== undefined) return { status: refusal, headers: {} };
      const id = `u${this.uploads.size + 1}`;
      this.uploads.set(id, {
        size: Number(headers["upload-length"]),
        bytes: 0,
        metadata: readMetadata(headers["upload-metadata"]),
      });
      return { status: 201, headers: { location: `/uploads/${id}` } };
    }
    const id = path.split("/").at(-1) ?? "";
    const stored = this.uploads.get(id);
    if (!stored) return { status: 404, headers: {} };
    if (method === "DELETE") this.uploads.delete(id);
    if (method === "PATCH") stored.bytes = Number(headers["upload-offset"]) + size;
    return {
      status: method === "HEAD" ? 200 : 204,
      headers: { "upload-offset": String(stored.bytes), "upload-length": String(stored.size) },
    };
  }

  /** A class for `globalThis.XMLHttpRequest`. */
  client(): unknown {
    const server = this;
    return class {
      status = 0;
      responseText = "";
      upload: { onprogress?: (event: object) => void } = {};
      onload?: () => void;
      onerror?: (error: Error) => void;
      #request = { method: "", path: "" };
      #headers: Record<string, string> = {};
      #answer: Record<string, string> = {};
      #isAborted = false;

      open(method: string, url: string): void {
        this.#request = { method, path: new URL(url, "http://localhost").pathname };
      }
      setRequestHeader(name: string, value: string): void {
        this.#headers[name.toLowerCase()] = value;
      }
      getResponseHeader(name: string): string | null {
        return this.#answer[name.toLowerCase()] ?? null;
      }
      abort(): void {
        this.#isAborted = true;
      }
      send(body: Blob | null): void {
        const size = body?.size ?? 0;
        const half = { lengthComputable: true, loaded: Math.floor(size / 2), total: size };
        if (size > 0) setTimeout(() => this.#isAborted || this.upload.onprogress?.(half), 0);
        const work = () => {
          if (this.#isAborted) return;
          const { status, headers } = server.answer(
            this.#request.method,
            this.#request.path,
            this.#headers,
            size,
          );
          this.status = status;
          this.#answer = headers;
          if (status === 0) this.onerror?.(new Error("the line broke"));
          else this.onload?.();
        };
        if (size > 0) server.whenFree(work);
        else setTimeout(work, 0);
      }
    };
  }
}

function readMetadata(header = ""): Record<string, string> {
  return Object.fromEntries(
    header.split(",").map((pair) => {
      const [name = "", value = ""] = pair.split(" ");
      return [name, Buffer.from(value, "base64").toString("utf8")];
    }),
  );
}

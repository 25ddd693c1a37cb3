/**
 * What pdf.js calls and browsers of the last three years don't all have. pdf.js publishes a build with every gap filled,
 * but it weighs 20 KiB more on each document page; its worker, which is loaded beside the page, is that build.
 */
type AnyMap = Pick<Map<unknown, unknown>, "has" | "get" | "set">;

fill(Promise, "withResolvers", () => {
  let resolve: (value: unknown) => void = () => undefined;
  let reject: (reason?: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  return { promise, resolve, reject };
});

fill(Promise, "try", (run: (...values: unknown[]) => unknown, ...values: unknown[]) => {
  return new Promise((resolve) => resolve(run(...values)));
});

fill(URL, "parse", (url: string, base?: string) => {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
});

function getOrInsertComputed(this: AnyMap, key: unknown, compute: (key: unknown) => unknown) {
  if (!this.has(key)) this.set(key, compute(key));
  return this.get(key);
}
fill(Map.prototype, "getOrInsertComputed", getOrInsertComputed);
fill(WeakMap.prototype, "getOrInsertComputed", getOrInsertComputed);

fill(Response.prototype, "bytes", async function (this: Response) {
  return new Uint8Array(await this.arrayBuffer());
});

fill(ArrayBuffer.prototype, "transferToFixedLength", function (this: ArrayBuffer, length = this.byteLength) {
  const copy = new Uint8Array(length);
  copy.set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
  return copy.buffer;
});

function fill(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

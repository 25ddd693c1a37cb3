import type { Readable } from "node:stream";

/** A body for Response: reads only as fast as the client does, and closes the source when the client goes away. */
export function webStreamOf(source: Readable): ReadableStream<Uint8Array> {
  // One that fails before it is read must not end the process; the next pull throws the error.
  source.on("error", () => {});
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        source.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

import { text } from "node:stream/consumers";
import { renderToPipeableStream } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { withoutZeros } from "~/platform/http/without-zeros.server";

/** A page whose Japanese letters meet the end of the renderer's buffer at some length of what stands before. */
const page = (before: number) => (
  <main>
    <p>{"x".repeat(before)}</p>
    {Array.from({ length: 12 }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: nothing here moves
      <textarea key={at} defaultValue={"大切な縁側の話".repeat(20)} />
    ))}
  </main>
);

function drawn(before: number): Promise<string> {
  const body = withoutZeros();
  const { pipe } = renderToPipeableStream(page(before));
  pipe(body);
  return text(body);
}

describe("a page on its way to the browser", () => {
  test.each(Array.from({ length: 12 }, (_, at) => at * 7))(
    "keeps every letter whole, with %i letters before them",
    async (before) => {
      const html = await drawn(before);
      expect(html).not.toContain("\u0000");
      expect(html).not.toContain("\ufffd");
      expect(html.match(/大切な縁側の話/g)).toHaveLength(240);
    },
  );

  test("is otherwise passed on as it is", async () => {
    const body = withoutZeros();
    body.end(Buffer.from("<p>縁側</p>"));
    expect(await text(body)).toBe("<p>縁側</p>");
  });

  test("loses zeros wherever they are", async () => {
    const body = withoutZeros();
    body.write(Buffer.from([0, 60, 0]));
    body.end(Buffer.from([0, 0, 62]));
    expect(await text(body)).toBe("<>");
  });
});

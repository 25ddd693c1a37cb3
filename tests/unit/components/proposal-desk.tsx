import { afterEach, beforeEach, vi } from "vitest";
import type { Spot } from "~/features/rooms/proposals/comments/schema";
import { ProposalEditor } from "~/features/rooms/proposals/components/proposal-editor";
import { leave, one, open, text, until } from "./support";

type Call = { url: string; body: unknown };
/** What the page sent, and what it is answered, in order. Emptied for each test. */
export const calls: Call[] = [];
export const replies: (Response | Error)[] = [];
/** Blocks that somebody wished to comment on. */
export const spots: Spot[] = [];

export const json = (reply: unknown, status = 200) => new Response(JSON.stringify(reply), { status });
export const saved = (version: number) => json({ kind: "saved", version });

/** For each test of the file that calls this: a server that answers, and the layout jsdom lacks. */
export function setUpEditor(): void {
  beforeEach(() => {
    calls.length = 0;
    replies.length = 0;
    spots.length = 0;
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      calls.push({ url, body: typeof init.body === "string" ? JSON.parse(init.body) : init.body });
      const reply = replies.shift() ?? saved(calls.length + 1);
      if (reply instanceof Error) throw reply;
      return reply;
    });
    // What ProseMirror asks of layout, which jsdom doesn't have.
    const none = { length: 0, item: () => null, [Symbol.iterator]: function* () {} };
    Object.assign(Range.prototype, {
      getClientRects: () => none,
      getBoundingClientRect: () => new DOMRect(),
    });
    Object.assign(Element.prototype, { getClientRects: () => none, scrollIntoView: () => undefined });
    Object.assign(document, { elementFromPoint: () => null });
  });
  afterEach(async () => {
    await leave();
    vi.unstubAllGlobals();
  });
}

export const paragraph = (words: string) => ({
  type: "doc",
  content: [{ type: "paragraph", content: [{ type: "text", text: words }] }],
});
export const surroundings = {
  files: [],
  plan: [],
  pages: [{ id: "0123456789abcdefghjkmnpqrs", title: "Security" }],
  variables: { "account.name": "Hinoki Foods" },
  currency: "JPY",
};
export const editor = (body: unknown = paragraph("Dear Ren")) => (
  <ProposalEditor
    roomId="r1"
    pageId="p1"
    body={body}
    version={1}
    surroundings={surroundings}
    onComment={(spot) => spots.push(spot)}
  />
);

export async function openEditor(body?: unknown) {
  const screen = await open(editor(body));
  await until(() => screen.page.querySelector("[role=textbox]"));
  return {
    ...screen,
    box: one(screen.page, "[role=textbox]"),
    state: () => text(one(screen.page, "output")),
  };
}
export const sentText = (at: number) =>
  JSON.stringify((calls[at]?.body as { body: unknown } | undefined)?.body);

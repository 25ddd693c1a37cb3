import { db } from "@db/client";
import { proposals } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { MAX_PROPOSAL_BYTES, MAX_PROPOSAL_DEPTH } from "~/features/rooms/proposals/schema";
import { newId } from "~/platform/ids";
import { makePage } from "../../support/factories";
import { makePerson, useScreens } from "../screens/support";

const { raw } = useScreens();

const words = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const doc = (...content: unknown[]) => ({ type: "doc", content });
const link = (href: string) => ({
  type: "paragraph",
  content: [{ type: "text", text: "here", marks: [{ type: "link", attrs: { href } }] }],
});

function nested(depth: number): unknown {
  let block: unknown = words("deep");
  for (let level = 0; level < depth; level++) block = { type: "blockquote", content: [block] };
  return block;
}

async function openDesk() {
  const writer = await makePerson({ name: "Aoi Mori" });
  const { workspaceId } = writer.member;
  const colleague = await makePerson({ workspaceId, role: "manager", name: "Ren Sato" });
  const page = await makePage(writer.scope, { kind: "proposal" });
  const post = (text: string, { cookie } = writer) => {
    const headers = { "content-type": "application/json" };
    const address = `/rooms/${page.roomId}/pages/${page.id}/proposal`;
    return raw(address, { method: "POST", body: text }, { cookie, headers });
  };
  const send = async (body: unknown, { by = writer, version = 1 } = {}) => {
    const response = await post(JSON.stringify({ version, body }), by);
    return { status: response.status, reply: await response.json() };
  };
  const stored = async () => {
    const [row] = await db.select().from(proposals).where(eq(proposals.pageId, page.id));
    return { version: row?.version, text: JSON.stringify(row?.body) };
  };
  return { writer, colleague, post, send, stored };
}

describe("what the editor sends", () => {
  test.each([
    ["more than a megabyte", doc(words("あ".repeat(MAX_PROPOSAL_BYTES / 3))), "too_large"],
    ["blocks within blocks without end", doc(nested(MAX_PROPOSAL_DEPTH + 5)), "too_deep"],
    ["a part no proposal has", doc({ type: "script", content: [] }), "unknown_part"],
    ["a link that runs something", doc(link("javascript:alert(1)")), "unsafe_address"],
    ["a picture of elsewhere", doc({ type: "image", attrs: { imageId: newId() } }), "foreign"],
    ["an attribute out of bounds", doc({ type: "heading", attrs: { level: 9 } }), "invalid"],
  ])("with %s is refused by its name, and what is stored stays", async (_, body, reason) => {
    const { send, stored } = await openDesk();
    await send(doc(words("kept")));
    expect(await send(body, { version: 2 })).toEqual({ status: 400, reply: { kind: "refused", reason } });
    expect(await stored()).toMatchObject({ version: 2, text: expect.stringContaining("kept") });
  });

  test("far beyond all bounds is not even read; what is no JSON, or another shape, is invalid", async () => {
    const { post, stored } = await openDesk();
    const huge = await post(JSON.stringify({ version: 1, body: doc(words("x".repeat(2_000_000))) }));
    expect(huge.status).toBe(413);
    expect((await post("{")).status).toBe(422);
    const odd = await post(JSON.stringify({ version: 1, body: doc(), more: true }));
    expect([odd.status, await odd.json()]).toEqual([400, { kind: "refused", reason: "invalid" }]);
    expect((await stored()).version).toBe(1);
  });

  test("over a colleague's newer text is answered with that text and who wrote it", async () => {
    const { colleague, send, stored } = await openDesk();
    expect((await send(doc(words("theirs")), { by: colleague })).status).toBe(200);
    const late = await send(doc(words("mine")));
    expect(late).toMatchObject({
      status: 409,
      reply: { kind: "conflict", version: 2, editorName: "Ren Sato" },
    });
    expect(JSON.stringify(late.reply.body)).toContain("theirs");
    expect((await stored()).text).toContain("theirs");
    expect(await send(doc(words("both")), { version: 2 })).toMatchObject({ status: 200 });
  });
});

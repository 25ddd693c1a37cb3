import { db } from "@db/client";
import { forms } from "@db/schema/forms";
import { documents } from "@db/schema/library";
import { tasks } from "@db/schema/plan";
import { pages, proposals, rooms } from "@db/schema/rooms";
import { templates } from "@db/schema/templates";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { validateProposal } from "~/features/rooms/proposals/validate.server";
import { BUILT_IN_TEMPLATES } from "~/features/rooms/templates/built-in/templates";
import { getTemplate, listRoomTemplates, listTemplates } from "~/features/rooms/templates/data.server";
import {
  archiveTemplate,
  createRoomFrom,
  insertTemplatePage,
  keepAsTemplate,
  restoreTemplate,
  updateTemplate,
} from "~/features/rooms/templates/mutations.server";
import { contentSchema } from "~/features/rooms/templates/schema";
import { now } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventTypes } from "../../support/events";
import { makeDeal, makeDocument, makeMember, makePage, makeRoom } from "../../support/factories";

useDatabase();

async function setUp() {
  const owner = await makeMember();
  const deal = await makeDeal(owner.scope, { stage: "propose", closeDate: "2026-12-25" });
  const wish = (templateId: string, requestKey = newId()) => ({
    requestKey,
    subject: { dealId: deal.id },
    name: "New room",
    language: "en" as const,
    currency: "JPY",
    templateId,
  });
  return { owner, deal, wish };
}

const pagesOf = (roomId: string) =>
  db.select().from(pages).where(eq(pages.roomId, roomId)).orderBy(pages.position);

describe("the built-in templates", () => {
  test("are the same five in both languages", () => {
    const keys = (language: string) =>
      BUILT_IN_TEMPLATES.filter((one) => one.language === language).map(({ id }) => id.slice(3));
    expect(keys("ja")).toEqual(keys("en"));
    expect(keys("ja")).toHaveLength(5);
  });

  test.each(BUILT_IN_TEMPLATES.map((template) => [template.id, template] as const))(
    "%s makes a whole room, with days that follow the deal's",
    async (id, template) => {
      const { owner, wish } = await setUp();
      expect(contentSchema.safeParse(template.content).error).toBeUndefined();
      const room = await createRoomFrom(owner.scope, wish(id));
      const made = await pagesOf(room.id);
      expect(made.map(({ kind, title }) => [kind, title])).toEqual(
        template.content.pages.map(({ kind, title }) => [kind, title]),
      );
      for (const page of made.filter(({ kind }) => kind === "proposal")) {
        const [row] = await db.select().from(proposals).where(eq(proposals.pageId, page.id));
        expect(validateProposal(row?.body).ok).toBe(true);
        expect(row?.sectionCount).toBeGreaterThan(3);
        expect(JSON.stringify(row?.body)).toContain('"variable"');
        expect(row?.publishedVersionId).toBeNull();
      }
      const steps = await db.select().from(tasks).where(eq(tasks.roomId, room.id));
      expect(steps.length).toBeGreaterThan(5);
      expect(steps.every(({ dueOn }) => dueOn !== null)).toBe(true);
    },
  );

  test("the same text in the other language has the same shape", () => {
    const shape = (id: string) =>
      BUILT_IN_TEMPLATES.find((one) => one.id === id)?.content.pages.map((page) =>
        page.kind === "plan"
          ? page.outline.milestones.map(({ tasks: list }) =>
              list.map(({ key, due, side }) => [key, due, side]),
            )
          : page.kind === "form"
            ? page.questions.map(({ kind }) => kind)
            : page.kind,
      );
    for (const { id } of BUILT_IN_TEMPLATES.filter(({ language }) => language === "en"))
      expect(shape(id)).toEqual(shape(id.replace(/^en/, "ja")));
  });
});

describe("a room from a template", () => {
  test("is made once for one request, pages and all", async () => {
    const { owner, wish } = await setUp();
    const asked = wish("en.first-proposal");
    const made = await Promise.all([createRoomFrom(owner.scope, asked), createRoomFrom(owner.scope, asked)]);
    expect(made[0]?.id).toBe(made[1]?.id);
    expect(await pagesOf(asked.requestKey)).toHaveLength(2);
  });

  test("is not made at all when the template's text is more than a proposal can hold", async () => {
    const { owner, wish } = await setUp();
    let deep: Record<string, unknown> = { type: "paragraph" };
    for (let level = 0; level < 80; level++) deep = { type: "blockquote", content: [deep] };
    for (const body of [
      { type: "doc", content: [deep] },
      { type: "doc", content: [{ type: "script" }] },
    ]) {
      const id = newId();
      const content = { pages: [{ kind: "proposal", title: "Deep", body }] };
      const owned = { workspaceId: owner.member.workspaceId, createdById: owner.member.id };
      const facts = { kind: "room" as const, name: "Deep", language: "en" as const };
      await db
        .insert(templates)
        .values({ id, ...owned, ...facts, content, createdAt: now(), updatedAt: now() });
      const asked = wish(id);
      await expect(createRoomFrom(owner.scope, asked)).rejects.toMatchObject({ code: "INVALID" });
      expect(await db.select().from(rooms).where(eq(rooms.id, asked.requestKey))).toEqual([]);
    }
  });

  test("of another workspace is not found, an archived one is refused", async () => {
    const { owner, wish } = await setUp();
    const other = await setUp();
    const foreign = await createRoomFrom(other.owner.scope, other.wish("en.renewal"));
    const kept = await keepAsTemplate(other.owner.scope, {
      roomId: foreign.id,
      pageId: null,
      name: "Theirs",
      description: null,
      requestKey: newId(),
    });
    await expect(createRoomFrom(owner.scope, wish(kept))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getTemplate(owner.scope, kept)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await archiveTemplate(other.owner.scope, kept);
    await expect(createRoomFrom(other.owner.scope, other.wish(kept))).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("is suggested by the deal's stage", async () => {
    const { owner, deal } = await setUp();
    const offered = await listRoomTemplates(owner.scope, { language: "ja", dealId: deal.id });
    expect(offered[0]).toMatchObject({ language: "ja", isSuggested: true, stage: "propose" });
    expect(offered.filter(({ isSuggested }) => isSuggested).every(({ stage }) => stage === "propose")).toBe(
      true,
    );
  });
});

describe("keeping a room as a template", () => {
  test("and making another from it brings the same pages, without answers and people", async () => {
    const { owner, wish } = await setUp();
    const first = await createRoomFrom(owner.scope, wish("en.enterprise-evaluation"));
    const { document } = await makeDocument(owner.scope, { title: "Security overview" });
    await makePage(owner.scope, {
      roomId: first.id,
      documentId: document.id,
      title: "Security overview",
      position: 900,
    });
    const facts = { roomId: first.id, pageId: null, name: "Our evaluation", description: "With our words" };
    const requestKey = newId();
    const [id] = await Promise.all([
      keepAsTemplate(owner.scope, { ...facts, requestKey }),
      keepAsTemplate(owner.scope, { ...facts, requestKey }),
    ]);
    expect((await eventTypes(owner.scope)).filter((type) => type === "template.created")).toHaveLength(1);

    const second = await createRoomFrom(owner.scope, wish(id));
    const titles = (await pagesOf(second.id)).map(({ kind, title }) => [kind, title]);
    expect(titles).toEqual((await pagesOf(first.id)).map(({ kind, title }) => [kind, title]));
    const [one, two] = await Promise.all(
      [first.id, second.id].map((roomId) =>
        db.select({ title: tasks.title }).from(tasks).where(eq(tasks.roomId, roomId)).orderBy(tasks.title),
      ),
    );
    expect(two).toEqual(one);
    const questions = await db.select().from(forms).where(eq(forms.workspaceId, owner.member.workspaceId));
    expect(new Set(questions.map((form) => form.questions.length))).toEqual(new Set([6]));
  });

  test("leaves pictures that are not the room's and buttons to pages behind, and documents that are gone", async () => {
    const { owner, wish } = await setUp();
    const { document } = await makeDocument(owner.scope);
    const page = await makePage(owner.scope, { kind: "proposal", title: "Offer" });
    const body = {
      type: "doc" as const,
      content: [
        { type: "image", attrs: { imageId: newId(), alt: "A ship" } },
        { type: "cta", attrs: { label: "Go", action: "page", href: "", pageId: page.id } },
        { type: "file", attrs: { documentId: document.id } },
        { type: "blockquote", content: [{ type: "image", attrs: { imageId: newId() } }] },
        { type: "paragraph", content: [{ type: "text", text: "Words stay" }] },
      ],
    };
    await db.update(proposals).set({ body }).where(eq(proposals.pageId, page.id));
    const wanted = {
      roomId: page.roomId,
      pageId: page.id,
      name: "Offer",
      description: null,
      requestKey: newId(),
    };
    const id = await keepAsTemplate(owner.scope, wanted);
    const { content, kind } = await getTemplate(owner.scope, id);
    expect(kind).toBe("page");
    expect(JSON.stringify(content)).toContain("Words stay");
    expect(JSON.stringify(content)).toContain(document.id);
    expect(JSON.stringify(content)).not.toMatch(/imageId|"cta"/);

    await db.update(documents).set({ archivedAt: now() }).where(eq(documents.id, document.id));
    const room = await createRoomFrom(owner.scope, wish("en.renewal"));
    const requestKey = newId();
    const insert = { roomId: room.id, templateId: id, place: 0, requestKey };
    await Promise.all([insertTemplatePage(owner.scope, insert), insertTemplatePage(owner.scope, insert)]);
    const [row] = await db.select().from(proposals).where(eq(proposals.pageId, requestKey));
    expect(JSON.stringify(row?.body)).toContain("Words stay");
    expect(JSON.stringify(row?.body)).not.toContain(document.id);
    expect(
      (await eventTypes(owner.scope)).filter((type) => type === "page.added_from_template"),
    ).toHaveLength(1);
  });

  test("inserting is for who may change the room's pages", async () => {
    const { owner } = await setUp();
    const room = await makeRoom(owner.scope);
    const colleague = await makeMember({ workspaceId: owner.member.workspaceId });
    const wish = { roomId: room.id, templateId: "en.renewal", place: 0, requestKey: newId() };
    await expect(insertTemplatePage(colleague.scope, wish)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(insertTemplatePage(owner.scope, { ...wish, place: 99 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("the list of templates", () => {
  test("has the workspace's own first, then what comes with the product in the reader's language", async () => {
    const { owner, wish } = await setUp();
    const room = await createRoomFrom(owner.scope, wish("en.onboarding"));
    const name = "Ours";
    await keepAsTemplate(owner.scope, {
      roomId: room.id,
      pageId: null,
      name,
      description: null,
      requestKey: newId(),
    });
    for (const language of ["ja", "en"] as const) {
      const listed = await listTemplates(owner.scope, { language });
      expect(listed[0]?.name).toBe(name);
      const builtIn = listed.filter(({ isBuiltIn }) => isBuiltIn).map((one) => one.language);
      const other = language === "ja" ? "en" : "ja";
      expect(builtIn).toEqual([...Array(5).fill(language), ...Array(5).fill(other)]);
    }
  });

  test("finds by words, tells the archived apart, and lets only makers and managers change", async () => {
    const { owner, wish } = await setUp();
    const room = await createRoomFrom(owner.scope, wish("ja.onboarding"));
    const facts = {
      roomId: room.id,
      pageId: null,
      name: "導入 標準セット",
      description: null,
      requestKey: newId(),
    };
    const id = await keepAsTemplate(owner.scope, facts);
    expect(
      (await listTemplates(owner.scope, { language: "ja", term: "標準セット" })).map((one) => one.id),
    ).toEqual([id]);

    const colleague = await makeMember({ workspaceId: owner.member.workspaceId });
    const manager = await makeMember({ workspaceId: owner.member.workspaceId, role: "manager" });
    const change = {
      templateId: id,
      name: "New",
      description: "d",
      language: "en" as const,
      stage: "close",
      version: 1,
    };
    await expect(updateTemplate(colleague.scope, change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await updateTemplate(manager.scope, change)).ok).toBe(true);
    expect(await updateTemplate(owner.scope, change)).toMatchObject({ ok: false, reason: "stale" });
    await archiveTemplate(owner.scope, id);
    expect((await listTemplates(owner.scope, { language: "en" })).some((one) => one.id === id)).toBe(false);
    expect(
      (await listTemplates(owner.scope, { language: "en", archived: true })).map((one) => one.id),
    ).toEqual([id]);
    await restoreTemplate(owner.scope, id);
    await expect(archiveTemplate(owner.scope, "en.renewal")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

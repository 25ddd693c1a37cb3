import { db } from "@db/client";
import { formAnswers } from "@db/schema/forms";
import { pages } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { memberInRoom } from "~/features/rooms/data.server";
import { findForm } from "~/features/rooms/forms/data.server";
import { addFormPage, saveForm } from "~/features/rooms/forms/mutations.server";
import type { Question } from "~/features/rooms/forms/utils";
import { archivePage } from "~/features/rooms/pages/mutations.server";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { cookieOf } from "../../support/app";
import { eventTypes } from "../../support/events";
import { makeContact, makeDeal, makeLink, makeRoom, makeViewer } from "../../support/factories";
import { en, type Form, IMG, makePerson, type Person, useScreens } from "../screens/support";

const screens = useScreens();
let rep: Person;
beforeAll(async () => {
  rep = await makePerson({ name: "Aoi Mori" });
});

const question = (over: Partial<Question>): Question => ({
  id: newId(),
  kind: "short",
  label: "Question",
  help: null,
  required: false,
  choices: [],
  ...over,
});

async function makeForm(questions: Question[]) {
  const deal = await makeDeal(rep.scope);
  const room = await makeRoom(rep.scope, { dealId: deal.id });
  const page = await addFormPage(rep.scope, {
    roomId: room.id,
    title: "A few questions",
    requestKey: newId(),
  });
  const actor = await memberInRoom(rep.scope, room.id);
  await saveForm(actor, { pageId: page.id, version: 1, intro: null, questions });
  return { room, deal, actor, pageId: page.id };
}

async function makeReader(roomId: string, accountId: string, name = "Ren Sato") {
  const contact = await makeContact(rep.scope, { accountId, name });
  const { link } = await makeLink(rep.scope, { roomId, gate: "code" });
  const known = { link, contactId: contact.id, email: contact.email, identity: "verified" as const };
  const { secret, viewer } = await makeViewer(rep.scope, known);
  const visitor = { linkId: link.id, secret, hitId: newId(), tokenTag: tokenTagOf(link) };
  return { viewer, contact, cookie: cookieOf(setVisitor(roomId, visitor)) };
}

const answersTo = (pageId: string) => db.select().from(formAnswers).where(eq(formAnswers.pageId, pageId));

describe("a reader's answers", () => {
  const [name, why] = [
    question({ label: "Who decides", required: true }),
    question({ label: "Why", kind: "multiple", choices: ["Price", "Trust"] }),
  ];
  let place: Awaited<ReturnType<typeof makeForm>>;
  let reader: Awaited<ReturnType<typeof makeReader>>;
  beforeEach(async () => {
    place = await makeForm([name, why]);
    reader = await makeReader(place.room.id, place.deal.accountId);
  });
  const send = (form: Form, asking: { cookie: string } = reader) =>
    screens.post(
      paths.buyerPage(place.room.id, place.pageId),
      { intent: "answer", version: "2", ...form },
      asking,
    );

  test("are kept once, said to be seen with the name, and replaced later", async () => {
    const sheet = await screens.get(paths.buyerPage(place.room.id, place.pageId), reader);
    expect(sheet.text).toContain("together with your name (Ren Sato)");
    const form = { [`q-${name.id}`]: "The board", [`q-${why.id}[]`]: "Trust" };
    expect((await send(form)).text).toContain(en.buyer.form.thanks);
    await Promise.all([send(form), send(form)]);
    expect(await answersTo(place.pageId)).toMatchObject([
      {
        contactId: reader.contact.id,
        formVersion: 2,
        answers: {
          [name.id]: { label: "Who decides", value: "The board" },
          [why.id]: { value: ["Trust"] },
        },
      },
    ]);
    await send({ [`q-${name.id}`]: "Me alone" });
    const stored = await answersTo(place.pageId);
    expect(stored).toHaveLength(1);
    expect(stored[0]?.answers).not.toHaveProperty(why.id);
    expect(
      (await eventTypes(rep.scope)).filter((type) => type === "form.answered").length,
    ).toBeGreaterThanOrEqual(2);
    const again = await screens.get(paths.buyerPage(place.room.id, place.pageId), reader);
    expect(again.field(`q-${name.id}`).value).toBe("Me alone");
  });

  test("that miss something are refused at the field, and nothing typed is lost", async () => {
    const refused = await send({ [`q-${name.id}`]: " ", [`q-${why.id}[]`]: "Price" });
    expect(refused.status).toBe(422);
    expect(refused.field(`q-${name.id}`)).toMatchObject({ isInvalid: true });
    expect(refused.document.querySelector('input[value="Price"]')?.hasAttribute("checked")).toBe(true);
    const long = await send({ [`q-${name.id}`]: "x".repeat(10_000) });
    expect(long.status).toBe(422);
    expect(long.field(`q-${name.id}`).value).toHaveLength(10_000);
    expect((await send({ [`q-${name.id}`]: "x", [`q-${newId()}`]: "unasked" })).status).toBe(422);
    expect(await answersTo(place.pageId)).toHaveLength(0);
  });

  test("can be taken back where none is needed, by the radio that says so", async () => {
    const kinds = ["single", "yesno", "rating", "nps"] as const;
    const asked = kinds.map((kind) => question({ kind, label: kind, choices: ["a", "b"] }));
    const needed = question({ kind: "nps", label: "needed", required: true });
    const own = await makeForm([...asked, needed]);
    const buyer = await makeReader(own.room.id, own.deal.accountId);
    const address = paths.buyerPage(own.room.id, own.pageId);
    const answer = (values: string[]) =>
      screens.post(
        address,
        {
          intent: "answer",
          version: "2",
          ...Object.fromEntries(asked.map(({ id }, at) => [`q-${id}`, values[at]])),
          [`q-${needed.id}`]: "10",
        },
        buyer,
      );
    const chosen = (screen: Awaited<ReturnType<typeof answer>>) =>
      [...asked, needed].map(({ id }) => {
        const radios = [...screen.document.querySelectorAll<HTMLInputElement>(`[name="q-${id}"]`)];
        return [radios.some(({ value }) => value === ""), radios.find(({ checked }) => checked)?.value];
      });
    const none = [true, ""];
    expect(chosen(await screens.get(address, buyer))).toEqual([none, none, none, none, [false, undefined]]);
    await answer(["a", "yes", "5", "0"]);
    const given = await screens.get(address, buyer);
    expect(chosen(given)).toEqual([
      [true, "a"],
      [true, "yes"],
      [true, "5"],
      [true, "0"],
      [false, "10"],
    ]);
    expect((await answer(["", "", "", ""])).text).toContain(en.buyer.form.thanks);
    const [stored] = await answersTo(own.pageId);
    expect(Object.keys(stored?.answers ?? {})).toEqual([needed.id]);
  });

  test("to questions that have changed meanwhile are asked for again, with what was typed", async () => {
    const questions = [name, question({ label: "New one" })];
    await saveForm(place.actor, { pageId: place.pageId, version: 2, intro: null, questions });
    const late = await send({ [`q-${name.id}`]: "The board", [`q-${why.id}[]`]: "Trust" });
    expect(late.status).toBe(409);
    expect(late.text).toContain(en.buyer.form.changedNow);
    expect(late.field(`q-${name.id}`).value).toBe("The board");
    expect(await answersTo(place.pageId)).toHaveLength(0);
  });

  test("stay readable as they were given after the question is gone", async () => {
    await send({ [`q-${name.id}`]: "The board" });
    const questions = [question({ label: "Something else" })];
    await saveForm(place.actor, { pageId: place.pageId, version: 2, intro: null, questions });
    const results = await screens.get(`${paths.roomPage(place.room.id, place.pageId)}?view=results`, rep);
    expect(results.text).toContain("Who decides");
    expect(results.text).toContain("The board");
    expect(results.text).toContain(en.forms.results.former);
    expect(results.text).toContain(en.forms.results.olderForm);
  });

  test("every screen of a form has one first heading and none is left out below it", async () => {
    const page = paths.roomPage(place.room.id, place.pageId);
    const seen = [
      await screens.get(paths.buyerPage(place.room.id, place.pageId), reader),
      await screens.get(paths.buyerPage(place.room.id, place.pageId), rep),
      ...(await Promise.all(
        ["edit", "preview", "results"].map((view) => screens.get(`${page}?view=${view}`, rep)),
      )),
    ];
    for (const { document } of seen) {
      const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map(({ tagName }) =>
        Number(tagName[1]),
      );
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels.every((level, at) => at === 0 || level <= (levels[at - 1] ?? 0) + 1)).toBe(true);
    }
  });

  test("can't be given in a preview, nor to a page that was removed", async () => {
    const start = await screens.post(paths.roomPreview(place.room.id), { intent: "open" }, rep);
    const cookie = [rep.cookie, ...start.cookies.map(cookieOf)].join("; ");
    expect((await send({ [`q-${name.id}`]: "Me" }, { cookie })).status).toBe(403);
    const sheet = await screens.get(paths.buyerPage(place.room.id, place.pageId), { cookie });
    expect(sheet.text).toContain(en.buyer.form.preview);
    await archivePage(rep.scope, { roomId: place.room.id, pageId: place.pageId });
    expect((await send({ [`q-${name.id}`]: "Me" })).status).toBe(404);
    expect(await answersTo(place.pageId)).toHaveLength(0);
  });

  test("leave as a file in which no name is a formula", async () => {
    const evil = await makeReader(place.room.id, place.deal.accountId, "=cmd|' /C calc'!A0");
    await send({ [`q-${name.id}`]: "+1234" }, evil);
    await send({ [`q-${name.id}`]: IMG });
    const file = await screens.raw(paths.formAnswersCsv(place.room.id, place.pageId), {}, rep);
    const text = await file.text();
    expect(file.headers.get("content-disposition")).toContain("A%20few%20questions");
    expect(text).toContain("\"'=cmd|' /C calc'!A0\"");
    expect(text).toContain('"\'+1234"');
    expect(text.trim().split("\r\n")).toHaveLength(3);
  });
});

describe("a form's questions", () => {
  test("are added to a room, edited by its owner alone, and saved once", async () => {
    const room = await makeRoom(rep.scope);
    const requestKey = newId();
    const add = () =>
      screens.post(paths.room(room.id), { intent: "addForm", title: "お伺い", requestKey }, rep);
    expect((await add()).location).toBe(paths.roomPage(room.id, requestKey));
    await add();
    expect(await db.select().from(pages).where(eq(pages.roomId, room.id))).toHaveLength(1);

    const id = newId();
    const draft = {
      do: "save",
      version: "1",
      intro: "",
      "id[]": id,
      "kind[]": "nps",
      "label[]": "推薦度",
      "help[]": "",
      "choices[]": "",
    };
    const save = (form: Form, person = rep) =>
      screens.post(paths.roomPage(room.id, requestKey), form, person);
    const refused = await save({ ...draft, "label[]": " " });
    expect(refused.status).toBe(422);
    expect((await save(draft)).text).toContain(en.forms.editor.saved);
    const actor = await memberInRoom(rep.scope, room.id);
    expect(await findForm(actor, requestKey)).toMatchObject({
      version: 2,
      questions: [{ id, label: "推薦度" }],
    });

    const stale = await save({ ...draft, "label[]": "Mine" });
    expect(stale.status).toBe(409);
    expect(stale.document.querySelector<HTMLInputElement>('[name="label[]"]')?.value).toBe("Mine");
    const colleague = await makePerson({ workspaceId: rep.member.workspaceId });
    expect((await save({ ...draft, version: "2" }, colleague)).status).toBe(403);
  });

  test("are changed step by step without a script too, keeping what was typed", async () => {
    const { room, pageId } = await makeForm([]);
    const id = newId();
    const typed = {
      version: "2",
      intro: "Hi",
      "id[]": id,
      "kind[]": "short",
      "label[]": "Typed",
      "help[]": "",
      "choices[]": "",
    };
    const step = await screens.post(paths.roomPage(room.id, pageId), { ...typed, do: "add:rating" }, rep);
    expect(step.status).toBe(200);
    const labels = [...step.document.querySelectorAll<HTMLInputElement>('[name="label[]"]')];
    expect(labels.map(({ value }) => value)).toEqual(["Typed", ""]);
    expect(step.hidden("version")).toBe("2");
  });
});

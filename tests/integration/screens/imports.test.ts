import { db } from "@db/client";
import { accounts } from "@db/schema/accounts";
import { imports } from "@db/schema/imports";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { importJobs } from "~/features/accounts/imports/jobs.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { paths } from "~/platform/paths";
import { makeDeal } from "../../support/factories";
import { expectRedirect, LANGUAGES, makePeople, makePerson, type Person, TEXTS, useScreens } from "./support";

const screens = useScreens();
for (const job of importJobs) registerJob(job);

async function upload(person: Person, kind: string, content: string | Uint8Array, language = "en") {
  const form = new FormData();
  form.set(
    "file",
    new File([typeof content === "string" ? content : Uint8Array.from(content)], "list =1.csv", {
      type: "text/csv",
    }),
  );
  const body = new Request("http://localhost", { method: "POST", body: form });
  const headers = { "content-type": body.headers.get("content-type") ?? "" };
  const bytes = Buffer.from(await body.arrayBuffer());
  const init = { method: "POST", body: bytes, headers };
  const response = await screens.raw(paths.newImport(kind), init, {
    cookie: person.cookie,
    language,
    headers,
  });
  return {
    status: response.status,
    location: response.headers.get("location") ?? "",
    text: await response.text(),
  };
}

describe.each(LANGUAGES)("an import in %s", (language) => {
  const texts = TEXTS[language].imports;

  test("is uploaded, mapped, looked at, run, and its refused rows come back with reasons", async () => {
    const person = await makePerson();
    const asking = { cookie: person.cookie, language };
    const uploaded = await upload(person, "accounts", "name,notes,name\nHinoki,=1+1,x\n,empty,y\n", language);
    expect(uploaded.status).toBe(302);
    const draft = await screens.get(uploaded.location, asking);
    expect(draft.text).toContain(texts.preview.title);
    expect(draft.text).toContain(texts.outcomes.created);
    expect(draft.text).toContain(`${texts.fields.name}`);
    expect(draft.text).toContain("name (2)");
    const nothing = await screens.post(uploaded.location, { intent: "start", onDuplicate: "skip" }, asking);
    expect(nothing).toMatchObject({ status: 422 });
    expect(nothing.field("name")).toMatchObject({ isInvalid: true });
    const choice = { onDuplicate: "skip", name: "0", notes: "1" };
    expectRedirect(
      await screens.post(uploaded.location, { intent: "map", ...choice }, asking),
      uploaded.location,
    );
    expectRedirect(
      await screens.post(uploaded.location, { intent: "start", ...choice }, asking),
      uploaded.location,
    );
    expect((await screens.get(uploaded.location, asking)).text).toContain(texts.progress.pause);
    await runDueJobs();
    const done = await screens.get(uploaded.location, asking);
    expect(done.text).toContain(texts.result.done);
    expect(done.links()).toContain(`${uploaded.location}/errors.csv`);
    const errors = await screens.raw(`${uploaded.location}/errors.csv`, {}, asking);
    expect(errors.headers.get("content-type")).toContain("text/csv");
    expect(await errors.text()).toContain(`,empty,y,${texts.fields.name}`);
    const [made] = await db
      .select()
      .from(accounts)
      .where(eq(accounts.workspaceId, person.member.workspaceId));
    expect(made).toMatchObject({ name: "Hinoki", notes: "=1+1" });
    expect((await screens.get(paths.imports(), asking)).text).toContain("list =1.csv");
  });

  test.each([
    ["spreadsheet", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])],
    ["empty", ""],
    ["no_rows", "name\n"],
  ] as const)("of a file that is %s says so at the field and keeps nothing", async (problem, content) => {
    const person = await makePerson();
    const refused = await upload(person, "accounts", content, language);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(texts.problems[problem].slice(0, 30));
    expect(await db.$count(imports, eq(imports.memberId, person.member.id))).toBe(0);
  });
});

test("an import is seen by who brought it and by managers and admins; only who brought it maps it", async () => {
  const { rep, colleague, admin, stranger } = await makePeople();
  const { location } = await upload(rep, "contacts", "email\nren@hinoki.example\n");
  const look = async (person: Person) => (await screens.get(location, { cookie: person.cookie })).status;
  expect([await look(rep), await look(colleague), await look(admin), await look(stranger)]).toEqual([
    200, 403, 200, 404,
  ]);
  const start = { intent: "start", onDuplicate: "skip", email: "0" };
  expect((await screens.post(location, start, { cookie: admin.cookie })).status).toBe(403);
  expectRedirect(await screens.post(location, { intent: "cancel" }, { cookie: admin.cookie }), location);
});

test("two people edit one deal: each field says who wrote what, and the choice is saved", async () => {
  const { rep, admin } = await makePeople();
  const deal = await makeDeal(rep.scope, { name: "Cold chain", stage: "qualify", amountMinor: 100 });
  const address = paths.editDeal(deal.id);
  const asking = { cookie: rep.cookie };
  const form = await screens.get(address, asking);
  const seen = form.hidden("seen");
  const base = {
    name: "Cold chain",
    stage: "qualify",
    amount: "100",
    currency: "JPY",
    closeDate: "",
    ownerId: rep.member.id,
  };
  const theirs = { ...base, stage: "propose", amount: "300", version: "1", seen };
  expectRedirect(await screens.post(address, theirs, { cookie: admin.cookie }), paths.deal(deal.id));
  const mine = { ...base, name: "Cold chain 2", amount: "200", version: "1", seen };
  const refused = await screens.post(address, mine, asking);
  expect(refused).toMatchObject({ status: 409, alert: TEXTS.en.accounts.stale.title });
  expect(refused.field("name").value).toBe("Cold chain 2");
  expect(refused.field("stage").value).toBe("propose");
  expect(refused.has('input[name="pick.amount"][value="theirs"]')).toBe(true);
  expect(refused.has('input[name="pick.name"]')).toBe(false);
  const again = {
    ...mine,
    stage: "propose",
    version: "2",
    "pick.amount": "theirs",
    theirs: refused.hidden("theirs"),
  };
  expectRedirect(await screens.post(address, again, asking), paths.deal(deal.id));
  const saved = await screens.get(address, asking);
  expect([saved.field("name").value, saved.field("amount").value]).toEqual(["Cold chain 2", "300"]);
});

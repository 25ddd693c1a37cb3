import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { makeAccount, makeDeal } from "../../support/factories";
import {
  en,
  expectRedirect,
  expectRefused,
  type Form,
  ja,
  makePeople,
  type Person,
  useScreens,
} from "./support";

const screens = useScreens();

let people: Awaited<ReturnType<typeof makePeople>>;

let rep: Person;

beforeAll(async () => {
  people = await makePeople();
  rep = people.rep;
});

const dealRow = async (id: string) => (await db.select().from(deals).where(eq(deals.id, id)))[0];

const DEAL = { stage: "qualify", currency: "JPY", amount: "", closeDate: "" };

const { stale, errors: accountErrors } = en.accounts;

describe("a deal", () => {
  const add = (accountId: string, form: Form, language = "en") =>
    screens.post(
      paths.newDeal(accountId),
      { ...DEAL, name: "Cold chain", requestKey: newId(), ...form },
      { cookie: rep.cookie, language },
    );

  test.each([
    ["１２０万", "JPY", 1_200_000],
    ["1,200,000円", "JPY", 1_200_000],
    ["１．５億", "JPY", 150_000_000],
    ["$1,250.50", "USD", 125_050],
    ["0", "JPY", 0],
    ["", "JPY", null],
  ])("reads the amount %s in %s", async (amount, currency, amountMinor) => {
    const account = await makeAccount(rep.scope);
    const requestKey = newId();
    const made = await add(account.id, { amount, currency, requestKey, closeDate: "2028-02-29" });
    expectRedirect(made, paths.deal(requestKey));
    expect(await dealRow(requestKey)).toMatchObject({ amountMinor, currency, closeDate: "2028-02-29" });
    expect((await screens.get(paths.deal(requestKey), rep)).status).toBe(200);
  });

  test("refuses what is no amount, at the field and as it was typed", async () => {
    const account = await makeAccount(rep.scope);
    for (const amount of ["-5", "−５", "たくさん", "1e6", "1.5", "1,2", "9007199254740993", "∞", "120万万"]) {
      const refused = await add(account.id, { amount }, "ja");
      expectRefused(refused, "amount", ja.accounts.errors.amount);
      expect(refused.field("amount").value).toBe(amount);
    }
    expect(await db.$count(deals, eq(deals.accountId, account.id))).toBe(0);
  });

  test("refuses days that no calendar has, and unknown stages and currencies", async () => {
    const account = await makeAccount(rep.scope);
    for (const closeDate of ["2027-02-29", "2027-13-01", "tomorrow", "1899-12-31", "２０２７-01-01"]) {
      expectRefused(await add(account.id, { closeDate }), "closeDate", en.validation.date);
    }
    expectRefused(await add(account.id, { stage: "won" }), "stage", en.validation.choice);
    expectRefused(await add(account.id, { currency: "XXX" }), "currency", en.validation.invalid);
  });

  test("is changed from its newest version only", async () => {
    const deal = await makeDeal(rep.scope);
    const form = { ...DEAL, ownerId: rep.member.id, version: "1" };
    expectRedirect(
      await screens.post(paths.editDeal(deal.id), { ...form, name: "First", amount: "5万" }, rep),
      paths.deal(deal.id),
    );
    const refused = await screens.post(paths.editDeal(deal.id), { ...form, name: "Second" }, rep);
    expect(refused).toMatchObject({ status: 409, alert: stale.title });
    expect(refused.field("name").value).toBe("Second");
    expect(refused.text).toContain("50,000");
    expect((await screens.get(paths.editDeal(deal.id), people.colleague)).status).toBe(403);
    const stolen = await screens.post(paths.editDeal(deal.id), { ...form, name: "x" }, people.colleague);
    expect(stolen.status).toBe(403);
    expect((await dealRow(deal.id))?.name).toBe("First");
  });

  test("is lost for a reason, won without one, and can be opened again", async () => {
    const deal = await makeDeal(rep.scope);
    const close = (form: Form, as = rep) =>
      screens.post(paths.deal(deal.id), { intent: "close", version: "1", outcomeReason: "", ...form }, as);
    const unexplained = await close({ outcome: "lost", outcomeReason: " \n " });
    expectRefused(unexplained, "outcomeReason", accountErrors.reason);
    expect(unexplained.has('input[name="outcome"][value="lost"][checked]')).toBe(true);
    const long = await close({ outcome: "lost", outcomeReason: "lost_fit", outcomeNote: "あ".repeat(1_001) });
    expectRefused(long, "outcomeNote", en.validation.too_long);
    for (const outcomeReason of ["won_price", "no_such_reason"]) {
      const foreign = await close({ outcome: "lost", outcomeReason, outcomeNote: "Kept" });
      expectRefused(foreign, "outcomeReason", en.validation.choice);
      expect(foreign.field("outcomeNote").value).toBe("Kept");
    }
    expect((await close({ outcome: "won" }, people.colleague)).status).toBe(403);
    expectRedirect(await close({ outcome: "lost", outcomeReason: "lost_price" }), paths.deal(deal.id));
    const second = await close({ outcome: "won" });
    expect(second.status).toBe(409);
    expect((await dealRow(deal.id))?.outcome).toBe("lost");
    expectRedirect(await screens.post(paths.deal(deal.id), { intent: "reopen" }, rep), paths.deal(deal.id));
    expect((await dealRow(deal.id))?.outcome).toBe("open");
    expect((await screens.post(paths.deal(deal.id), { intent: "sell" }, rep)).status).toBe(422);
  });

  test("is archived and restored", async () => {
    const deal = await makeDeal(rep.scope, { name: "Umegae" });
    expectRedirect(
      await screens.post(paths.editDeal(deal.id), { intent: "archive" }, rep),
      paths.deal(deal.id),
    );
    expect((await screens.get(paths.deal(deal.id), rep)).text).toContain(en.accounts.deals.banner);
    expectRedirect(await screens.get(paths.editDeal(deal.id), rep), paths.deal(deal.id));
    expect((await screens.get("/deals?q=Umegae", rep)).rows()).toEqual([]);
    expectRedirect(await screens.post(paths.deal(deal.id), { intent: "restore" }, rep), paths.deal(deal.id));
    expect((await screens.get("/deals?q=Umegae", rep)).rows()).toEqual(["Umegae"]);
  });

  test("can't be opened with an account of another workspace or an archived one", async () => {
    const foreign = await makeAccount(people.stranger.scope);
    expect((await add(foreign.id, {})).status).toBe(404);
    const archived = await makeAccount(rep.scope, { archivedAt: new Date() });
    expect((await add(archived.id, {})).status).toBe(404);
  });
});

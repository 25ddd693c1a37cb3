import { describe, expect, test } from "vitest";
import { newContactSchema } from "~/features/accounts/contacts/schema";
import { closeDealSchema, newDealSchema } from "~/features/accounts/deals/schema";
import { accountSchema, newAccountSchema } from "~/features/accounts/schema";
import { newId } from "~/platform/ids";

const requestKey = newId();
const messagesOf = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  Object.fromEntries((result.error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]));

describe("the form of an account", () => {
  test("reads name, reading and domain in their normal forms", () => {
    const form = {
      name: " 檜食品 ",
      reading: "ヒノキショクヒン",
      domain: "https://Hinoki.example/",
      notes: "",
      requestKey,
    };
    expect(newAccountSchema.parse(form)).toEqual({
      name: "檜食品",
      reading: "ひのきしょくひん",
      domain: "hinoki.example",
      notes: null,
      requestKey,
    });
  });

  test("refuses an empty name, one of 201 characters and a made-up key", () => {
    expect(messagesOf(newAccountSchema.safeParse({ name: " \u202e ", requestKey }))).toEqual({
      name: "required",
    });
    expect(messagesOf(newAccountSchema.safeParse({ name: "x".repeat(201), requestKey }))).toEqual({
      name: "too_long",
    });
    expect(messagesOf(newAccountSchema.safeParse({ name: "x", requestKey: "1" }))).toEqual({
      requestKey: "invalid",
    });
  });

  test.each(["workspaceId", "id", "archivedAt", "createdAt"])("refuses a smuggled %s", (field) => {
    const form = { name: "x", ownerId: newId(), version: "1", [field]: newId() };
    expect(accountSchema.safeParse(form).success).toBe(false);
  });
});

describe("the form of a contact", () => {
  test("reads the address in its normal form and an empty role as none", () => {
    const parsed = newContactSchema.parse({ email: " REN@Hinoki.example", decisionRole: "", requestKey });
    expect(parsed).toMatchObject({ email: "ren@hinoki.example", decisionRole: null, name: null });
  });

  test("keeps a reading in hiragana and a phone in plain digits", () => {
    const form = {
      email: "ren@hinoki.example",
      reading: "サトウ レン",
      phone: "０３-1234-５６７８",
      requestKey,
    };
    expect(newContactSchema.parse(form)).toMatchObject({ reading: "さとう れん", phone: "03-1234-5678" });
    expect(messagesOf(newContactSchema.safeParse({ ...form, phone: "1".repeat(61) }))).toEqual({
      phone: "too_long",
    });
  });

  test.each([
    ["", "required"],
    ["ren", "email"],
    ["ren@", "email"],
    ["a@b@c.example", "email"],
    [`${"x".repeat(250)}@a.example`, "too_long"],
  ])("refuses the address %j as %s", (email, message) => {
    expect(messagesOf(newContactSchema.safeParse({ email, requestKey }))).toEqual({ email: message });
  });
});

describe("the form of a deal", () => {
  const deal = {
    name: "Cold chain",
    stage: "propose",
    amount: "１,２００",
    currency: "JPY",
    closeDate: "2026-03-31",
  };

  test("reads the amount in minor units of the chosen currency", () => {
    expect(newDealSchema.parse({ ...deal, requestKey })).toMatchObject({
      amountMinor: 1200,
      closeDate: "2026-03-31",
    });
    expect(newDealSchema.parse({ ...deal, currency: "USD", requestKey })).toMatchObject({
      amountMinor: 120_000,
    });
    expect(newDealSchema.parse({ ...deal, amount: "", closeDate: "", requestKey })).toMatchObject({
      amountMinor: null,
      closeDate: null,
    });
  });

  test("says at the field what can't be", () => {
    const form = { ...deal, amount: "1.5", closeDate: "2026-02-30", stage: "Won over", requestKey };
    expect(messagesOf(newDealSchema.safeParse({ ...form, stage: "close" }))).toMatchObject({
      closeDate: "date",
    });
    expect(messagesOf(newDealSchema.safeParse({ ...form, closeDate: "", stage: "close" }))).toEqual({
      amount: "accounts:errors.amount",
    });
    expect(messagesOf(newDealSchema.safeParse(form))).toMatchObject({ stage: "invalid" });
  });

  test("a lost deal wants a reason, a won one may go without", () => {
    const form = { intent: "close", outcomeReason: " ", version: "3" };
    expect(messagesOf(closeDealSchema.safeParse({ ...form, outcome: "lost" }))).toEqual({
      outcomeReason: "accounts:errors.reason",
    });
    expect(closeDealSchema.parse({ ...form, outcome: "won" })).toMatchObject({
      outcomeReason: null,
      version: 3,
    });
    expect(closeDealSchema.safeParse({ ...form, outcome: "open" }).success).toBe(false);
  });
});

import { expect, test } from "vitest";
import { pagesIntent } from "~/features/rooms/pages/schema";
import { newRoomSchema } from "~/features/rooms/schema";
import { newId } from "~/platform/ids";

const requestKey = newId();
const fieldsOf = (form: object) => {
  const parsed = newRoomSchema.safeParse({ requestKey, language: "ja", ...form });
  return parsed.success
    ? parsed.data
    : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
};

test("a room comes from a deal or from the name of an account and a deal", () => {
  const dealId = newId();
  expect(fieldsOf({ from: "deal", dealId, accountName: "ignored", name: " 提案 " })).toEqual({
    requestKey,
    language: "ja",
    name: "提案",
    templateId: null,
    subject: { dealId },
  });
  expect(fieldsOf({ from: "account", accountName: "檜食品", dealName: "Cold chain" })).toMatchObject({
    name: null,
    subject: { accountName: "檜食品", dealName: "Cold chain" },
  });
});

test("the new room's form names the field that is missing", () => {
  expect(fieldsOf({ from: "deal" })).toEqual(["dealId required"]);
  expect(fieldsOf({ from: "account", accountName: "檜食品" })).toEqual(["dealName required"]);
});

test("a page moves before another or to the end", () => {
  const form = { intent: "move", pageId: newId() };
  expect(pagesIntent.parse({ ...form, before: "" })).toMatchObject({ before: null });
  expect(pagesIntent.safeParse({ ...form, before: "first" }).success).toBe(false);
});

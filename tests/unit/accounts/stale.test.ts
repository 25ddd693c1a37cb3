import { describe, expect, test } from "vitest";
import { takeStaleFields } from "~/features/accounts/stale/schema";
import { conflictsOf, mergeStale } from "~/features/accounts/stale/utils";

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

describe("two people save the same form", () => {
  const seen = { name: "Cold chain", stage: "qualify", amount: "100", version: "1" };
  const saved = { name: "Cold chain", stage: "propose", amount: "300", version: "2" };
  const typed = { name: "Cold chain 2", stage: "qualify", amount: "200", version: "1" };

  test("what the second left alone becomes what the first saved, what they typed stays", () => {
    expect(mergeStale({ typed, seen, saved })).toEqual({
      values: { name: "Cold chain 2", stage: "propose", amount: "200", version: "2" },
      saved,
      taken: ["stage"],
    });
  });

  test("only what both changed, to different things, has to be chosen", () => {
    expect(conflictsOf(typed, saved, seen, ["name", "stage", "amount"])).toEqual(["stage", "amount"]);
    const { values } = mergeStale({ typed, seen, saved });
    expect(conflictsOf(values, saved, seen, ["name", "stage", "amount"])).toEqual(["amount"]);
  });

  test("without knowing what was seen first nothing is taken over, and every difference is asked", () => {
    expect(mergeStale({ typed, seen: {}, saved })).toMatchObject({
      values: { ...typed, version: "2" },
      taken: [],
    });
    expect(conflictsOf(typed, saved, undefined, ["name", "amount"])).toEqual(["name", "amount"]);
  });

  test("a choice for theirs puts it into the field, and nothing of the merge reaches the form's own check", () => {
    const form = formOf({
      ...typed,
      seen: JSON.stringify(seen),
      theirs: JSON.stringify(saved),
      "pick.amount": "theirs",
      "pick.name": "mine",
    });
    expect(takeStaleFields(form)).toEqual(seen);
    expect(Object.fromEntries(form)).toEqual({ ...typed, amount: "300" });
  });

  test("nonsense in the hidden fields is ignored", () => {
    const form = formOf({ ...typed, seen: "{", theirs: "[1]", "pick.amount": "theirs" });
    expect(takeStaleFields(form)).toEqual({});
    expect(form.get("amount")).toBe("200");
  });
});

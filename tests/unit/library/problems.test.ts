import { describe, expect, test } from "vitest";
import { canTryAgain, problemOf, problemOfStatus } from "~/features/library/uploads/utils";
import { MAX_UPLOAD_BYTES } from "~/features/library/utils";

const fileOf = (content: string) => new Blob([content]);

describe("a file is judged before it is sent", () => {
  test("by its first bytes, not its name", async () => {
    expect(await problemOf(fileOf("%PDF-1.4 …"))).toBeNull();
    expect(await problemOf(fileOf("\n\n%PDF-1.4 …"))).toBeNull();
    expect(await problemOf(fileOf("<html>%PD"))).toBe("not_pdf");
    expect(await problemOf(fileOf(`${" ".repeat(2000)}%PDF-1.4`))).toBe("not_pdf");
  });

  test("by its size", async () => {
    expect(await problemOf(fileOf(""))).toBe("empty");
    const large = Object.defineProperty(fileOf("%PDF-1.4"), "size", { value: MAX_UPLOAD_BYTES + 1 });
    expect(await problemOf(large)).toBe("too_large");
  });
});

test.each([
  [null, "network"],
  [0, "network"],
  [401, "signed_out"],
  [403, "not_allowed"],
  [404, "gone"],
  [413, "too_large"],
  [429, "too_many"],
  [500, "network"],
  [507, "no_space"],
  [418, "refused"],
] as const)("the answer %s means %s", (status, problem) => expect(problemOfStatus(status)).toBe(problem));

test("only what may change is offered again", () => {
  expect(canTryAgain("network")).toBe(true);
  expect(canTryAgain("not_pdf")).toBe(false);
});
